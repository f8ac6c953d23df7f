import { McmError } from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import type { AccountOf } from './fan-out.js';
import type { Roster } from './roster.js';

/**
 * The accounts that a query covers. A provider that was named must be configured; where all are meant, those that are not are left
 * out.
 */
export function reach(
  roster: Roster,
  query: { readonly provider?: string; readonly account?: string },
): readonly AccountOf[] {
  if (query.provider !== undefined) {
    const entry = roster.get(query.provider);
    return roster.accounts(entry, query.account).map((account) => ({ entry, account }));
  }
  const all = roster
    .entries()
    .flatMap((entry) => entry.provider.accounts().map((account) => ({ entry, account })));
  if (all.length === 0)
    throw new McmError(
      'PROVIDER_NOT_AVAILABLE',
      say(fleet, (words) => words.noCloud),
      { suggestion: say(fleet, (words) => words.settingsOfClouds) },
    );
  if (query.account === undefined) return all;
  const named = all.filter(({ account }) => account.name === query.account);
  if (named.length > 0) return named;
  const known = [...new Set(all.map(({ account }) => account.name))];
  throw new McmError(
    'VALIDATION_FAILED',
    say(fleet, (words) => words.noSuchAccount(known)),
    {
      details: { known },
    },
  );
}
