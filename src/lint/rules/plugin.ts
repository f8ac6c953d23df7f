import { API_VERSION, textIn } from 'multi-cloud-manager/plugin';
import type { Facts, PluginFacts } from '../facts.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import type { Problem, Rule } from './rule.js';

/** A rule about what `definePlugin` was given. */
const ofPlugin =
  (check: (plugin: PluginFacts, facts: Facts) => readonly Problem[]): Rule['check'] =>
  (facts) =>
    facts.run.plugin ? check(facts.run.plugin, facts) : [];

/** What a plugin or policy is. */
export const PLUGIN_RULES: readonly Rule[] = [
  {
    id: 'load-failed',
    severity: 'error',
    says: 'It loads in time, exports a plugin, policy or middleware as its default, and mcm takes it.',
    check: ({ target, run: { failure, refusal } }) =>
      [failure, refusal].flatMap((why) =>
        why === undefined ? [] : [{ where: target.subject, message: why }],
      ),
  },
  {
    id: 'uncaught',
    severity: 'error',
    says: 'Nothing is thrown where nobody catches it, while it loads.',
    check: ({ target, run: { faults = [] } }) =>
      faults.map((fault) => ({
        where: target.subject,
        message: say(lint, (words) => words.uncaught(fault)),
      })),
  },
  {
    id: 'not-built',
    severity: 'warning',
    says: 'It can be built without credentials, with a config or options that can be left out or made up.',
    check: ({ target, run: { unbuilt } }) =>
      unbuilt === undefined
        ? []
        : [
            {
              where: target.subject,
              message: say(lint, (words, locale) => words.notBuilt(textIn(unbuilt, locale))),
            },
          ],
  },
  {
    id: 'api-version',
    severity: 'error',
    says: `Its \`apiVersion\` is ${String(API_VERSION)}.`,
    refuses: true,
    check: ofPlugin(({ apiVersion }) =>
      apiVersion === String(API_VERSION)
        ? []
        : [
            {
              where: 'apiVersion',
              message: say(lint, (words) => words.apiVersion(apiVersion, API_VERSION)),
            },
          ],
    ),
  },
  {
    id: 'plugin-name',
    severity: 'error',
    says: 'Its name is 1 to 32 lower-case letters, digits and hyphens, and starts with a letter.',
    refuses: true,
    check: ofPlugin(({ name = '' }) =>
      /^[a-z][a-z0-9-]{0,31}$/.test(name)
        ? []
        : [
            {
              where: 'name',
              message: say(lint, (words) => words.pluginName(JSON.stringify(name))),
            },
          ],
    ),
  },
  {
    id: 'policy',
    severity: 'error',
    says: 'A policy has a name and `evaluate`, a middleware a name and `handle`.',
    check: ({ run: { policy } }) => {
      if (!policy) return [];
      const method = policy.kind === 'policy' ? 'evaluate' : 'handle';
      return [
        ...(policy.name
          ? []
          : [{ where: 'name', message: say(lint, (words) => words.nameless[policy.kind]) }]),
        ...(policy.runs ? [] : [{ where: method, message: say(lint, (words) => words.noFunction) }]),
      ];
    },
  },
  {
    id: 'zod-3',
    severity: 'error',
    says: 'Its schemas are made with zod 4.',
    refuses: true,
    check: ofPlugin(({ zod3Config, tools }) =>
      [...(zod3Config ? ['config'] : []), ...tools.filter((tool) => tool.zod3).map(whereOf)].map((where) => ({
        where,
        message: say(lint, (words) => words.zod3),
      })),
    ),
  },
  {
    id: 'collision',
    severity: 'error',
    says: 'No name is that of a plugin or tool of mcm, and no tool name stands twice.',
    refuses: true,
    check: ofPlugin(({ name = '', tools }, { taken }) => {
      const names = tools.map((tool) => tool.name);
      const twice = new Set(names.filter((tool, at) => names.indexOf(tool) !== at));
      return [
        ...(taken.plugins.includes(name)
          ? [{ where: 'name', message: say(lint, (words) => words.takenPlugin(name)) }]
          : []),
        ...[...new Set(names)]
          .filter((tool) => taken.tools.includes(tool))
          .map((tool) => ({ where: `tools.${tool}`, message: say(lint, (words) => words.takenTool) })),
        ...[...twice].map((tool) => ({
          where: `tools.${tool}`,
          message: say(lint, (words) => words.twice),
        })),
      ];
    }),
  },
];

const whereOf = ({ name }: { readonly name: string }): string => `tools.${name}`;
