import { POWER_ACTIONS, type Text } from 'multi-cloud-manager/plugin';
import type { PluginFacts, ProviderFacts } from '../facts.js';
import { OPTIONAL_PARTS, PROVIDER_PARTS } from '../provider-parts.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import type { Problem, Rule } from './rule.js';

/** A rule about a provider that was built: it gives sentences about it. */
const ofProvider =
  (check: (provider: ProviderFacts, plugin: PluginFacts) => readonly Text[]): Rule['check'] =>
  ({ run: { plugin } }): readonly Problem[] =>
    plugin?.provider ? check(plugin.provider, plugin).map((message) => ({ where: 'provider', message })) : [];

/** What a plugin promises of its cloud. */
export const PROVIDER_RULES: readonly Rule[] = [
  {
    id: 'provider-incomplete',
    severity: 'error',
    says: 'A provider has every method and text of `Provider` that is not optional, and knows its `actions`.',
    check: ofProvider(({ has, actions }) => {
      const missing = Object.keys(PROVIDER_PARTS).filter(
        (part) => !OPTIONAL_PARTS.includes(part) && !has.includes(part),
      );
      const strange = (actions ?? []).filter((action) => !POWER_ACTIONS.some((known) => known === action));
      return [
        ...(missing.length > 0 ? [say(lint, (words) => words.lacks(missing))] : []),
        ...(actions ? [] : [say(lint, (words) => words.noActions)]),
        ...(strange.length > 0 ? [say(lint, (words) => words.strangeActions(strange, POWER_ACTIONS))] : []),
      ];
    }),
  },
  {
    id: 'missing-capability',
    severity: 'error',
    says: 'What the plugin promises it can do: for its `actions` and its power tools there is `power()`, and a request where any are declared.',
    check: ofProvider(({ has, actions = [], canForceReboot }, { power, tools }) => {
      const wanted = [...actions, ...(canForceReboot ? ['force_reboot'] : [])];
      const undeclared = power.length === 0 ? [] : wanted.filter((action) => !power.includes(action));
      const idle = power.filter((action) => !wanted.includes(action));
      const fixed = tools.filter(({ action }) => action !== undefined && !actions.includes(action));
      return [
        ...(actions.length > 0 && !has.includes('power')
          ? [say(lint, (words) => words.noPower(actions))]
          : []),
        ...(undeclared.length > 0 ? [say(lint, (words) => words.undeclared(undeclared))] : []),
        ...(idle.length > 0 ? [say(lint, (words) => words.idle(idle))] : []),
        ...fixed.map(({ name, action = '' }) => say(lint, (words) => words.cannot(action, name))),
      ];
    }),
  },
  {
    id: 'monitoring',
    severity: 'warning',
    says: 'A plugin with a monitoring tool has `metrics()` in its provider, which the general tool asks.',
    check: ofProvider(({ has }, { tools }) => {
      const tool = tools.find(({ name }) => /_(monitoring|metrics)(_|$)/.test(name));
      return tool && !has.includes('metrics') ? [say(lint, (words) => words.noMetrics(tool.name))] : [];
    }),
  },
];
