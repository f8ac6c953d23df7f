import type { InstanceList, Locale } from 'multi-cloud-manager/plugin';
import { hand } from '../../locale/en/hand.js';
import { wordsIn } from '../../locale/words.js';

/** Who did not answer, and what policies left out, one a line. */
export function gapsText(
  {
    incomplete = [],
    withheld = {},
  }: {
    readonly [K in 'incomplete' | 'withheld']?: InstanceList[K] | undefined;
  },
  locale: Locale,
): string {
  const words = wordsIn(hand, locale);
  const gaps = incomplete.map(
    ({ provider, account, region, code, message }) =>
      `${words.noAnswer([provider, account, region].filter(Boolean).join('/'), code, message)}\n`,
  );
  const left = Object.entries(withheld).map(([policy, count]) => `${words.leftOut(policy, count)}\n`);
  return [...gaps, ...left].join('');
}
