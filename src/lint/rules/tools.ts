import type { Text } from 'multi-cloud-manager/plugin';
import type { PluginFacts, ToolFacts } from '../facts.js';
import { namesAnything, parameters, type Parameter } from './json-schema.js';
import { FORCE_FIELD, POWER_FIELDS } from '../../plugin/power-input.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import { list, type Problem, type Rule } from './rule.js';
import { actionsOfVerb, isForbidden, verbOf } from './verbs.js';

/** A rule about each tool, which says what is wrong with it, if anything is. */
const ofTool =
  (check: (tool: ToolFacts, plugin: PluginFacts) => Text | undefined): Rule['check'] =>
  ({ run: { plugin } }) =>
    plugin ? plugin.tools.flatMap((tool) => problem(`tools.${tool.name}`, check(tool, plugin))) : [];

/** A rule about each parameter of each tool. */
const ofParameter =
  (check: (parameter: Parameter) => Text | undefined): Rule['check'] =>
  ({ run: { plugin } }) =>
    (plugin?.tools ?? []).flatMap((tool) =>
      parameters(tool.input).flatMap((each) => problem(`tools.${tool.name}.${each.name}`, check(each))),
    );

const problem = (where: string, message: Text | undefined): readonly Problem[] =>
  message === undefined ? [] : [{ where, message }];

/** As long as one or two short sentences are. */
const LONGEST_DESCRIPTION = 200;

/** What these mean, every tool of mcm has taught. */
const KNOWN_PARAMETERS = new Set([
  'account',
  'cursor',
  'hours',
  'ip_address_or_id',
  'limit',
  'provider',
  'provider_name',
  'region',
  'status',
  ...Object.keys(POWER_FIELDS),
  ...Object.keys(FORCE_FIELD),
]);

const CONFIRMATIONS = ['ip_confirmation', 'name_confirmation', 'operation_confirmation'];

/** What a model reads of a plugin. */
export const TOOL_RULES: readonly Rule[] = [
  {
    id: 'tool-name',
    severity: 'error',
    says: 'A tool name is snake_case, 3 to 64 letters, digits and single underscores.',
    check: ofTool(({ name }) =>
      /^(?=.{3,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)
        ? undefined
        : say(lint, (words) => words.toolName),
    ),
    refuses: true,
  },
  {
    id: 'tool-of-cloud',
    severity: 'warning',
    says: 'The tools of a plugin with a provider have its name in theirs, as `list_acme_servers` has `acme`.',
    check: ofTool(({ name: tool }, { name = '', hasProvider }) => {
      const cloud = name.replaceAll('-', '_');
      return !hasProvider || cloud === '' || `_${tool}_`.includes(`_${cloud}_`)
        ? undefined
        : say(lint, (words) => words.toolOfCloud(cloud));
    }),
  },
  {
    id: 'tool-description',
    severity: 'error',
    says: 'A tool has a title and a description.',
    refuses: true,
    check: ofTool(({ title, description }) => {
      const untitled = title.trim() === '';
      const undescribed = description.trim() === '';
      if (!untitled && !undescribed) return undefined;
      const missing = untitled && undescribed ? 'both' : untitled ? 'title' : 'description';
      return say(lint, (words) => words.untold[missing]);
    }),
  },
  {
    id: 'long-description',
    severity: 'warning',
    says: `A description has at most ${String(LONGEST_DESCRIPTION)} characters: a model reads all of them in every session.`,
    check: ofTool(({ description }) =>
      description.length > LONGEST_DESCRIPTION
        ? say(lint, (words) => words.longDescription(description.length, LONGEST_DESCRIPTION))
        : undefined,
    ),
  },
  {
    id: 'parameter-name',
    severity: 'warning',
    says: 'Parameters are snake_case.',
    check: ofParameter(({ name }) =>
      /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) ? undefined : say(lint, (words) => words.parameterName),
    ),
  },
  {
    id: 'parameter-description',
    severity: 'warning',
    says: `A parameter is described, but for an id (\`…_id\`) and those that mean the same in every tool: ${list([...KNOWN_PARAMETERS].map((name) => `\`${name}\``))}.`,
    check: ofParameter(({ name, schema }) =>
      KNOWN_PARAMETERS.has(name) || name.endsWith('_id') || Boolean(schema['description'])
        ? undefined
        : say(lint, (words) => words.parameterUntold),
    ),
  },
  {
    id: 'schema-any',
    severity: 'warning',
    says: 'A schema says what a value is: no `z.any()`, `z.unknown()`, or type that JSON does not have.',
    check: ({ run: { plugin } }) =>
      (plugin?.tools ?? []).flatMap(({ name, input, output }) =>
        [
          ...namesAnything(input, 'input', true),
          // What is deep in an answer may be the cloud's own.
          ...namesAnything(output, 'output', false),
        ].map((place) => ({
          where: `tools.${name}`,
          message: say(lint, (words) => words.anything(place)),
        })),
      ),
  },
  {
    id: 'access',
    severity: 'error',
    says: "A `@Tool` has access `'read'`: what does more is a `@PowerTool`.",
    refuses: true,
    check: ofTool(({ kind, access }) =>
      kind === 'read' && access !== 'read'
        ? say(lint, (words) => words.access(JSON.stringify(access)))
        : undefined,
    ),
  },
  {
    id: 'tool-verb',
    severity: 'error',
    says: 'A tool does what its name says: what switches power is a `@PowerTool` with that action, what reads is a `@Tool`, and nothing creates, deletes or changes servers.',
    check: ofTool((tool, { name = '' }) => {
      const verb = verbOf(tool.name, name);
      if (isForbidden(verb)) return say(lint, (words) => words.forbidden(verb));
      const actions = actionsOfVerb(verb);
      if (tool.kind === 'read') {
        return actions ? say(lint, (words) => words.readNamedForPower) : undefined;
      }
      if (!actions) return say(lint, (words) => words.powerNotNamed);
      const { action } = tool;
      return action === undefined || actions.includes(action)
        ? undefined
        : say(lint, (words) => words.namedForAnother(actions, action));
    }),
  },
  {
    id: 'power-input',
    severity: 'error',
    says: 'The input of a `@PowerTool` is made with `powerInput` or `rebootInput`, so that it takes confirmations.',
    check: ofTool(({ kind, input }) => {
      if (kind !== 'power' || !input) return undefined;
      const there = parameters(input).map(({ name }) => name);
      const missing = CONFIRMATIONS.filter((name) => !there.includes(name));
      return missing.length === 0 ? undefined : say(lint, (words) => words.noConfirmations(missing));
    }),
  },
];
