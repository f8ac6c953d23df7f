import {
  CONFIRMATION_LEVELS,
  LOCALES,
  SecretRef,
  type Middleware,
  type PluginDefinition,
  type Policy,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { isPlugin } from '../plugin/define.js';
import { BUILTIN_NAMES, BUILTIN_POLICY_NAMES } from './builtin-names.js';

/** Marks a part of the schema that only a config in code can hold; the JSON Schema leaves it out. */
export const CODE_ONLY = 'codeOnly';

/** The words that mark an instance as production where nothing else is said. */
export const DEFAULT_WORDS = ['prod', 'production', 'critical', 'important', '生产'];

/** From which level on the log is written. */
export const LOG_LEVELS = ['debug', 'info', 'warning', 'error', 'silent'] as const;
/** How a server's log looks. */
export const LOG_FORMATS = ['auto', 'json', 'pretty'] as const;

const codeOnly = { [CODE_ONLY]: true };
const level = z.enum(CONFIRMATION_LEVELS);
const name = z.string().min(1);
const positive = z.number().positive();

function isPolicyOrMiddleware(value: unknown): value is Policy | Middleware {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'policy' ? 'evaluate' in value : value.kind === 'middleware' && 'handle' in value;
}

const definition = z
  .custom<PluginDefinition>(isPlugin, 'expected a name, a path, or what definePlugin returns')
  .meta(codeOnly);
const rule = z
  .custom<Policy | Middleware>(
    isPolicyOrMiddleware,
    'expected a name, a path, or what definePolicy or defineMiddleware returns',
  )
  .meta(codeOnly);
const block = z.record(z.string(), z.unknown());

const plugin = z.union([
  name.describe('A built-in name, an npm package, or a path that starts with ./, ../ or /'),
  z.strictObject({
    use: z.union([name, definition]),
    config: block.optional().describe("The plugin's own settings; the plugin checks them"),
  }),
]);

const policy = z.union([
  name.describe(
    `One that comes with mcm (${BUILTIN_POLICY_NAMES.join(', ')}), an npm package, or a path that starts with ./, ../ or /`,
  ),
  rule,
  z.strictObject({
    use: name,
    options: block.optional().describe('Given to the function that makes the policy; it checks them'),
  }),
]);

const safety = z.strictObject({
  production: z
    .strictObject({
      words: z.array(name).default(DEFAULT_WORDS),
    })
    .prefault({})
    .describe('Whole words in a name or tag that mark an instance as production'),
  large: z
    .strictObject({
      vcpus: positive.default(8),
      memoryGib: positive.default(32),
      perProvider: z
        .record(z.string(), z.strictObject({ vcpus: positive.optional(), memoryGib: positive.optional() }))
        .optional(),
    })
    .prefault({})
    .describe('From which size on an instance counts as large; either limit is enough'),
});

const confirmation = z
  .strictObject({
    ordinary: level.default('arguments'),
    production: level.default('human'),
    large: level.default('human'),
    unlabelled: level.optional().describe('Instances without any tag. Default: as ordinary'),
    via: z
      .array(
        z.union([
          name.describe('`elicitation`, `terminal`, or a confirmer of a plugin'),
          z.strictObject({
            use: name,
            level: level.optional().describe('What its answers are worth at most. Default: human'),
          }),
        ]),
      )
      .default(['elicitation', 'terminal'])
      .describe(
        "The ways to ask a person, first to last: a form of the client, `mcm approve` in a terminal, a plugin's",
      ),
    askSeconds: z
      .number()
      .int()
      .min(5)
      .max(600)
      .default(45)
      .describe('How long a form waits; above 45 only where the client keeps the call alive by progress'),
  })
  .transform((levels) => ({ ...levels, unlabelled: levels.unlabelled ?? levels.ordinary }));

const timeouts = z.strictObject({
  callSeconds: z.number().min(1).max(3600).default(58).describe('The longest a tool call may take'),
  pluginLoadSeconds: z.number().min(1).max(600).default(10),
});

const http = z.strictObject({
  proxy: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Default: HTTPS_PROXY'),
  noProxy: z.string().optional().describe('Host names, separated by commas. Default: NO_PROXY'),
  caFile: name.optional().describe('A PEM file of certificate authorities to trust as well'),
});

const audit = z.strictObject({
  segmentMib: z.number().int().min(1).max(1024).default(16).describe('A file of the trail is not longer'),
  keepDays: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Remove what is older, and say so in the trail. Default: everything is kept'),
  sinks: z
    .array(
      z.strictObject({
        use: name.describe('An audit sink of a plugin'),
        required: z
          .boolean()
          .default(false)
          .describe('Power actions wait for it, and are refused where it fails'),
      }),
    )
    .default([])
    .describe('Where records go beside the state directory'),
});

const tools = z.strictObject({
  preset: z
    .enum(['full', 'unified'])
    .default('full')
    .describe('unified: only the general tools, which work on every cloud, for clients that count tokens'),
  include: z.array(name).default([]).describe('Tools to offer beside the preset; `*` stands for any letters'),
  exclude: z.array(name).default([]).describe('Tools to leave out and refuse; `*` stands for any letters'),
  hideUnavailable: z
    .boolean()
    .default(false)
    .describe('Do not list the tools of clouds that are not configured'),
  outputSchemas: z
    .boolean()
    .default(true)
    .describe('Say in the list what a tool answers with; false makes it two fifths shorter'),
});

const ipinfo = z.strictObject({
  token: SecretRef.optional().describe("Default: { env: 'IPINFO_API_TOKEN' }"),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Default: IPINFO_API_URL'),
});

/** The schema of the whole config; what it parses is complete. `builtins` are the plugins of a config that names none. */
export function configSchema(builtins: readonly string[] = BUILTIN_NAMES) {
  return z.strictObject({
    $schema: z.string().optional().describe('For editors of JSON and YAML configs'),
    plugins: z.array(plugin).default([...builtins]),
    policies: z
      .array(policy)
      .default([])
      .describe('Rules of this deployment, in order: names of ready-made ones, packages, paths'),
    tools: tools.prefault({}).describe('Which tools are offered'),
    ipinfo: ipinfo.prefault({}).describe('Says whose network an address is in that no server here has'),
    readOnly: z.boolean().default(false).describe('Refuse every power action'),
    envFile: name.optional().describe('A dotenv file; it does not override the real environment'),
    stateDir: name
      .optional()
      .describe("Where audit trail, approvals and trust are kept. Default: the platform's state directory"),
    stateStore: name
      .optional()
      .describe('A state store of a plugin, for what hosts share. Default: files in the state directory'),
    locale: z
      .enum(LOCALES)
      .optional()
      .describe('The language of what people read. Default: MCM_LOCALE, LC_ALL, LC_MESSAGES, LANG'),
    logLevel: z.enum(LOG_LEVELS).default('info').describe('From which level on lines are written to stderr'),
    logFormat: z
      .enum(LOG_FORMATS)
      .default('auto')
      .describe('Of what `serve` writes. auto: pretty where stderr is a terminal, else JSON'),
    safety: safety.prefault({}),
    confirmation: confirmation.prefault({}).describe('How power actions are confirmed'),
    audit: audit.prefault({}).describe('Where the audit trail goes, how long it is, and how long it is kept'),
    timeouts: timeouts.prefault({}),
    http: http.prefault({}),
    ratePerMinute: z
      .number()
      .int()
      .min(1)
      .default(120)
      .describe('Calls of one tool: in one session, of a power tool by one principal'),
  });
}

/** The config as the host reads it: checked and complete. */
export type Config = z.output<ReturnType<typeof configSchema>>;
/** The config as a person writes it. */
export type ConfigInput = z.input<ReturnType<typeof configSchema>>;
