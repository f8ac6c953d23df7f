import { describe, expect, it } from '@jest/globals';
import {
  defineMiddleware,
  definePlugin,
  definePolicy,
  injectable,
  type PluginDefinition,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import * as z3 from 'zod/v3';
import { BUILTINS } from '../../src/host/builtins.js';
import type { RunFacts } from '../../src/lint/facts.js';
import { judge } from '../../src/lint/judge.js';
import { RULES } from '../../src/lint/rules/index.js';
import { factsWith, findingsIn, found, pluginWith, powering, providerWith, reading } from './subject.js';

/** Schemas of another kind, for plugins that no compiler has seen. */
const old = (schema: unknown): z.ZodObject => schema as z.ZodObject;

const read = (more: Parameters<typeof reading>[0]): PluginDefinition =>
  pluginWith({ tools: [reading(more), powering()] });
const power = (more: Parameters<typeof powering>[0]): PluginDefinition =>
  pluginWith({ tools: [reading(), powering(more)] });
const provider = (fields: object): PluginDefinition => pluginWith({ provider: providerWith(fields) });
@injectable()
class Throwing {
  constructor() {
    throw new Error('no token in the environment');
  }
}

/** What is wrong, the plugin that has it, and all that is found. */
const BROKEN: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    'a default export of no kind',
    { name: 'acme' },
    [
      'load-failed acme.ts: its default export is neither what definePlugin returns, nor a policy or middleware, nor a function that returns one of those; write `export default definePlugin({ … })`',
    ],
  ],
  [
    'a constructor that throws',
    pluginWith({ tools: [Throwing] }),
    ['load-failed acme.ts: no token in the environment'],
  ],
  [
    'another API version',
    pluginWith({ apiVersion: 2 }),
    ['api-version apiVersion: is 2; this mcm speaks version 1 of the plugin API'],
  ],
  [
    'a wrong name',
    pluginWith({ name: 'Acme', tools: [], power: {}, provider: providerWith({ actions: [] }) }),
    [
      'plugin-name name: is "Acme"; it must be 1 to 32 lower-case letters, digits and hyphens, and start with a letter',
    ],
  ],
  [
    'a policy without a name or a rule',
    { kind: 'policy', name: '' },
    [
      'policy name: is missing; the audit names each policy that decides',
      'policy evaluate: is no function; mcm calls it for every call',
    ],
  ],
  [
    'a policy that wants options',
    ({ from }: { from: { hour: number } }) => ({ kind: 'policy', name: String(from.hour) }),
    [
      "not-built acme.ts: could not be built here, so that much of it was not looked at: it needs options; give them with --with (Cannot read properties of undefined (reading 'hour'))",
    ],
  ],
  [
    'a config that cannot be made up',
    pluginWith({ config: z.strictObject({ id: z.string().regex(/^[a-f]{7}$/) }) }),
    [
      'not-built acme.ts: could not be built here, so that much of it was not looked at: its config has to say more than can be made up; give one with --with',
    ],
  ],
  [
    'schemas of zod 3',
    pluginWith({
      config: old(z3.object({})),
      tools: [reading({ input: old(z3.object({})) }), powering({ input: old(z3.object({})) })],
    }),
    [
      'zod-3 config: has a schema made with zod 3; make it with zod 4',
      'zod-3 tools.list_acme_servers: has a schema made with zod 3; make it with zod 4',
      'zod-3 tools.reboot_acme_server: has a schema made with zod 3; make it with zod 4',
    ],
  ],
  [
    'the name of a built-in, and a tool of mcm',
    pluginWith({ name: 'vultr', tools: [reading({ name: 'list_vultr_instances' })] }),
    [
      'collision name: vultr is the name of a plugin of mcm; choose another',
      'collision tools.list_vultr_instances: is a tool of mcm; choose another name',
    ],
  ],
  [
    'a tool twice',
    pluginWith({ tools: [reading(), reading()] }),
    ['collision tools.list_acme_servers: is the name of two tools; rename one of them'],
  ],
  [
    'a tool in camelCase',
    definePlugin({ name: 'acme', apiVersion: 1, tools: [reading({ name: 'listAcmeServers' })] }),
    [
      'tool-name tools.listAcmeServers: is not snake_case of 3 to 64 lower-case letters, digits and single underscores, like list_acme_servers',
    ],
  ],
  [
    'a tool that does not name its cloud',
    read({ name: 'list_servers' }),
    [
      'tool-of-cloud tools.list_servers: does not say which cloud it is about, and another plugin may want the name; put acme into it, like list_acme_servers',
    ],
  ],
  [
    'a tool without words',
    read({ title: '', description: ' ' }),
    [
      'tool-description tools.list_acme_servers: has no title and no description; say in one or two short sentences what it does',
    ],
  ],
  [
    'a long description',
    read({ description: 'Lists them. '.repeat(20) }),
    ['long-description tools.list_acme_servers: its description has 240 characters; say it in at most 200'],
  ],
  [
    'a parameter in camelCase',
    read({ input: z.strictObject({ serverId: z.string().describe('Its id') }) }),
    ['parameter-name tools.list_acme_servers.serverId: is not snake_case, as all parameters are'],
  ],
  [
    'a parameter without words',
    read({ input: z.strictObject({ zone: z.string() }) }),
    [
      'parameter-description tools.list_acme_servers.zone: has no description; add .describe() with a few words',
    ],
  ],
  [
    'schemas that take anything',
    read({
      input: z.strictObject({ filter: z.strictObject({ by: z.any() }).describe('What to leave out') }),
      output: z.object({ since: z.date(), deep: z.object({ raw: z.unknown() }) }),
    }),
    [
      'schema-any tools.list_acme_servers: input.filter.by can be anything, or is of a type that JSON does not have; give it a type',
      'schema-any tools.list_acme_servers: output.since can be anything, or is of a type that JSON does not have; give it a type',
    ],
  ],
  [
    'a third kind of access',
    read({ access: 'write' as 'read' }),
    [
      `access tools.list_acme_servers: has access "write"; a @Tool has 'read', and what switches power is a @PowerTool`,
    ],
  ],
  [
    'a reboot that is declared as reading',
    read({ name: 'acme_restart_server' }),
    [
      'tool-verb tools.acme_restart_server: is named for a power action and declared with @Tool, which only reads; make it a @PowerTool',
    ],
  ],
  [
    'a tool that deletes',
    read({ name: 'delete_acme_server' }),
    [
      'tool-verb tools.delete_acme_server: is named for what no tool of mcm does: delete; there is only reading and power',
    ],
  ],
  [
    'a power tool that is named for reading',
    power({ name: 'get_acme_server' }),
    [
      'tool-verb tools.get_acme_server: switches power and is not named for it; begin its name with reboot, shutdown, power_on or power_off',
    ],
  ],
  [
    'a power tool that is named for another action',
    power({ name: 'power_on_acme_server' }),
    ['tool-verb tools.power_on_acme_server: is named for power_on and does reboot'],
  ],
  [
    'a power tool without confirmations',
    power({ input: z.strictObject({ server_id: z.string().describe('A server id') }) }),
    [
      'power-input tools.reboot_acme_server: does not take ip_confirmation, name_confirmation, operation_confirmation, so that nobody can confirm it; make its input with powerInput',
    ],
  ],
  [
    'a provider with parts missing',
    provider({ parseId: undefined, idForm: '' }),
    ['provider-incomplete provider: lacks idForm, parseId, which mcm relies on'],
  ],
  [
    'an action that there is not',
    pluginWith({ provider: providerWith({ actions: ['reboot', 'rebuild'] }), power: {} }),
    [
      'provider-incomplete provider: has the actions rebuild; mcm knows power_on, power_off, shutdown, reboot',
    ],
  ],
  [
    'actions without power()',
    provider({ power: undefined }),
    ['missing-capability provider: has the actions reboot and no power() to do them'],
  ],
  [
    'actions without a request',
    provider({ actions: ['reboot', 'power_off'], canForceReboot: true }),
    [
      'missing-capability provider: can power_off, force_reboot, and power declares no request for it; mcm would send nothing',
    ],
  ],
  [
    'a request without its action, and a tool for it',
    provider({ actions: [] }),
    [
      'missing-capability provider: does not have reboot among its actions, which power declares a request for',
      'missing-capability provider: cannot reboot, which the tool reboot_acme_server is for; add it to actions',
    ],
  ],
  [
    'a monitoring tool without metrics()',
    read({ name: 'get_acme_server_metrics' }),
    [
      'monitoring provider: has no metrics(), so that get_instance_monitoring says there are none; get_acme_server_metrics has some',
    ],
  ],
];

/** What only a process shows, and what is found then. */
const BEHAVED: readonly (readonly [string, Partial<Parameters<typeof factsWith>[0]>, readonly string[]])[] = [
  [
    'a fault that nobody catches',
    { run: { faults: ['no such host'] } },
    [
      'uncaught acme.ts: throws where nobody catches it: no such host; catch it, and report it when a tool is called',
    ],
  ],
  [
    'a package that is slow',
    { run: { load: { ms: 900, busyMs: 301, idleMs: 0, compiled: false } } },
    [
      'startup-time acme.ts: takes 301 ms of processor time to load; import() what is heavy when it is first needed',
    ],
  ],
  ['a file that is compiled', { run: { load: { ms: 900, busyMs: 900, idleMs: 0, compiled: true } } }, []],
  [
    'a file that waits',
    { run: { load: { ms: 1100, busyMs: 90, idleMs: 1001, compiled: true } } },
    ['startup-time acme.ts: waits 1001 ms while it is loaded; ask for nothing before a tool is called'],
  ],
  [
    'noise, with what a terminal would obey in it',
    { printed: '\u001b[2Jhello\n' },
    [
      String.raw`stdout-noise acme.ts: prints to stdout, which belongs to MCP: "\u001b[2Jhello\n"; use LOGGER`,
    ],
  ],
  [
    'a leak',
    { run: { leaked: ['Timeout', 'TCPServerWrap', 'Timeout'] } },
    [
      'leaked-handles acme.ts: leaves open after it was taken down: 2 Timeout, 1 TCPServerWrap; open it when it is needed, and close it in dispose()',
    ],
  ],
];

describe('the rules of mcm plugin validate', () => {
  it('find nothing in a good plugin, policy or middleware', async () => {
    expect(await findingsIn(pluginWith())).toEqual([]);
    expect(
      await findingsIn(definePolicy({ name: 'p', evaluate: () => ({ kind: 'allow' }) as never })),
    ).toEqual([]);
    expect(await findingsIn(() => defineMiddleware({ name: 'm', handle: (_, next) => next() }))).toEqual([]);
  });

  it.each(BROKEN)('find %s', async (_what, exported, findings) => {
    expect(await findingsIn(exported)).toEqual(findings);
  });

  it.each(BEHAVED)('judge %s', async (_what, facts, findings) => {
    expect(found(await factsWith(facts))).toEqual(findings);
  });

  it('are each shown by a plugin that breaks it here, or by a package in package.test.ts', () => {
    const shown = new Set(
      [...BROKEN, ...BEHAVED].flatMap(([, , lines]) => lines.map((line) => line.split(' ')[0])),
    );
    const rest = RULES.map(({ id }) => id).filter((id) => !shown.has(id));
    expect(rest).toEqual([
      'package-name',
      'package-keyword',
      'package-peer-dependency',
      'package-entry',
      'unlisted-dependency',
    ]);
  });

  it('have one name each', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('find nothing in the plugins that come with mcm but that they are there already', async () => {
    for (const load of Object.values(BUILTINS)) {
      const findings = await findingsIn((await load()).default);
      expect(findings.filter((each) => !each.startsWith('collision '))).toEqual([]);
    }
  });

  it('take the config that is given, and say what is wrong with it', async () => {
    const plugin = pluginWith({ config: z.strictObject({ id: z.string().regex(/^[a-f]{7}$/) }) });
    expect(await findingsIn(plugin, { id: 'abcdefa' })).toEqual([]);
    expect(await findingsIn(plugin, { id: 7 })).toEqual([
      'load-failed acme.ts: plugins[0].config.id: expected a string, not a number',
    ]);
  });

  it('put errors first, count them, and show nothing that a terminal obeys', async () => {
    const run: RunFacts = {
      failure: 'no \u001b]0;title\u0007such \u202efile',
      load: { ms: 900, busyMs: 900, idleMs: 0, compiled: false },
    };
    expect(judge(await factsWith({ run, printed: '\u009b31mred' }))).toEqual({
      plugin: 'acme.ts',
      errors: 2,
      warnings: 1,
      findings: [
        { rule: 'load-failed', severity: 'error', where: 'acme.ts', message: 'no such file' },
        {
          rule: 'stdout-noise',
          severity: 'error',
          where: 'acme.ts',
          message: 'prints to stdout, which belongs to MCP: "red"; use LOGGER',
        },
        {
          rule: 'startup-time',
          severity: 'warning',
          where: 'acme.ts',
          message: 'takes 900 ms of processor time to load; import() what is heavy when it is first needed',
        },
      ],
    });
  });
});
