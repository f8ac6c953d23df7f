import type { InstanceList } from 'multi-cloud-manager/plugin';

/** Who did not answer, and what policies left out, one a line. */
export function gapsText({
  incomplete = [],
  withheld = {},
}: {
  readonly [K in 'incomplete' | 'withheld']?: InstanceList[K] | undefined;
}): string {
  const gaps = incomplete.map(
    ({ provider, account, region, code, message }) =>
      `No answer from ${[provider, account, region].filter(Boolean).join('/')}: ${code}: ${message}\n`,
  );
  const left = Object.entries(withheld).map(
    ([policy, count]) => `Left out by the policy ${policy}: ${String(count)}\n`,
  );
  return [...gaps, ...left].join('');
}
