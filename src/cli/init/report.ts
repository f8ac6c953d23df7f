import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import type { Draft } from '../../init/config.js';
import type { Findings } from '../../init/found.js';
import type { Wanted } from '../../init/plan.js';
import type { Target } from '../../init/target.js';
import type { Listed } from './list-fleet.js';

/** What `mcm init --json` prints: what was found and chosen, what the fleet is, and what was written. */
export function reportOf(
  { file, format, reached }: Target,
  found: Findings,
  wanted: Wanted,
  { carried, clouds, text }: Draft,
  done: {
    readonly written: boolean;
    readonly backup: string | undefined;
    readonly trusted: boolean;
    readonly listed: Listed | undefined;
  },
  locale: Locale,
) {
  const { backup, listed, trusted, written } = done;
  return {
    config: { file, format, written, trusted, reached, ...(backup !== undefined && { backup }), text },
    found: found.accounts.map(({ cloud, name, origin, ready }) => ({ cloud, account: name, ready, origin })),
    unreadable: found.unreadable.map(({ file, why }) => ({ file, why: textIn(why, locale) })),
    chosen: wanted.clouds.map(({ accounts, cloud }) => ({
      cloud,
      accounts: accounts.map(({ name }) => name),
    })),
    missing_variables: clouds.flatMap(({ missing }) => missing),
    variables_of_this_terminal: carried,
    ...(listed?.fleet && { fleet: listed.fleet }),
    ...(listed && { gaps: listed.gaps }),
  };
}
