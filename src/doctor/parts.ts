import type { Examined } from '../host/examine.js';
import { failed, lines, ok, type Check } from './check.js';

/** The policies: with one that does not load mcm does not start. */
export function policyChecks({ policies, policyFaults }: Examined): readonly Check[] {
  const broken = policyFaults.map((fault) =>
    failed('policy', {
      ...lines(fault),
      next: 'Correct it. mcm does not start without a rule that it was told to apply; `mcm policy test` tries the others.',
    }),
  );
  const well =
    policies.length > 0
      ? `${policies.join(', ')} ${policies.length === 1 ? 'loads' : 'load'}.`
      : 'There are none beside what is built in.';
  return policies.length > 0 || broken.length === 0 ? [ok('policy', well), ...broken] : broken;
}

/** The plugins: one that is broken costs its tools, a port that is not there the start. */
export function pluginChecks({
  failedPlugins,
  plugins,
  portFaults,
  tools,
  wrongConfigs,
}: Examined): readonly Check[] {
  const well =
    plugins.length > 0
      ? `${plugins.join(', ')} ${plugins.length === 1 ? 'loads' : 'load'}; ${String(tools)} tools are offered.`
      : `There is none; ${String(tools)} tools are offered.`;
  return [
    ok('plugin', well),
    ...failedPlugins.map(({ name, reason }) =>
      failed('plugin', {
        subject: name,
        ...lines(`It did not load: ${reason}`),
        next: wrongConfigs.includes(reason) ? CORRECT : LEAVE_OUT,
      }),
    ),
    ...portFaults.map((fault) =>
      failed('port', {
        ...lines(fault),
        next: 'Correct the name in the config, or add the plugin that brings it. mcm does not start without.',
      }),
    ),
  ];
}

const CORRECT = 'Correct its block in the config. mcm does not start with one that is wrong.';
const LEAVE_OUT =
  'Correct it, or leave it out of `plugins` in the config; the others work. `mcm plugin list` shows what is installed, `mcm plugin validate PATH` says more of a plugin of yours.';
