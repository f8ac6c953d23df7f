import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import type { Examined } from '../host/examine.js';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { failed, lines, ok, type Check } from './check.js';

/** The policies: with one that does not load mcm does not start. */
export function policyChecks({ policies, policyFaults }: Examined, locale: Locale): readonly Check[] {
  const words = wordsIn(doctor, locale).policies;
  const broken = policyFaults.map((fault) =>
    failed('policy', { ...lines(textIn(fault, locale)), next: words.correct }),
  );
  const well = policies.length > 0 ? words.load(policies) : words.none;
  return policies.length > 0 || broken.length === 0 ? [ok('policy', well), ...broken] : broken;
}

/** The plugins: one that is broken costs its tools, a port that is not there the start. */
export function pluginChecks(
  { failedPlugins, plugins, portFaults, tools, wrongConfigs }: Examined,
  locale: Locale,
): readonly Check[] {
  const words = wordsIn(doctor, locale).plugins;
  return [
    ok('plugin', plugins.length > 0 ? words.load(plugins, tools) : words.none(tools)),
    ...failedPlugins.map(({ name, reason }) =>
      failed('plugin', {
        subject: name,
        ...lines(words.didNotLoad(textIn(reason, locale))),
        next: wrongConfigs.includes(name) ? words.correct : words.leaveOut,
      }),
    ),
    ...portFaults.map((fault) =>
      failed('port', { ...lines(textIn(fault, locale)), next: words.correctName }),
    ),
  ];
}
