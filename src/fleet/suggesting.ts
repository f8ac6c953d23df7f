import type { Instance } from 'multi-cloud-manager/plugin';
import type { SuggestionKind, SuggestionQuery, Suggestions } from '../call/suggestions.js';
import { cleanText } from '../text/clean.js';
import type { DeniedBy } from './denied.js';
import type { Inventory } from './inventory.js';
import type { Roster } from './roster.js';

/** What suggesting works with. */
export interface SuggestingParts {
  readonly roster: Roster;
  readonly inventory: Inventory;
  readonly deniedBy: DeniedBy;
}

/** As many as a client is sent. */
const MOST = 100;
/** No argument takes more. A text that a cloud gave and that was cut is longer, and means nothing. */
const LONGEST = 200;

/**
 * What may be meant by what is typed so far: what the config names, and what was seen lately. No cloud is asked. What a policy denies at
 * this moment is not told of, and counts nowhere.
 */
export function suggest(query: SuggestionQuery, parts: SuggestingParts): Suggestions {
  const text = query.text.trim().toLowerCase();
  const found = new Set<string>();
  const isNew = (value: string): boolean =>
    value.length <= LONGEST && value.toLowerCase().includes(text) && !found.has(value);
  for (const value of valuesFor(query, isNew, parts)) found.add(value);
  const [first, then]: [string[], string[]] = [[], []];
  for (const value of found) (value.toLowerCase().startsWith(text) ? first : then).push(value);
  const values = [...first.sort(), ...then.sort()];
  return { values: values.slice(0, MOST), total: values.length, more: values.length > MOST };
}

function* valuesFor(
  { kind, provider, account, region }: SuggestionQuery,
  fits: (value: string) => boolean,
  { roster, inventory, deniedBy }: SuggestingParts,
): Generator<string> {
  const isMeant = (given: string | undefined, own: string): boolean => given === undefined || given === own;
  const isOf = (name: string): boolean => isMeant(provider?.toLowerCase(), name.toLowerCase());
  if (kind === 'provider' || kind === 'account') {
    for (const entry of roster.entries()) {
      const accounts = entry.provider.accounts().map(({ name }) => name);
      if (kind === 'account') yield* isOf(entry.name) ? accounts.filter(fits) : [];
      else if (accounts.length > 0 && fits(entry.name)) yield entry.name;
    }
    return;
  }
  for (const instance of inventory.instances()) {
    if (!isOf(instance.provider) || !isMeant(account, instance.account)) continue;
    if (kind !== 'region' && !isMeant(region, instance.region)) continue;
    const values = VALUES[kind](instance).filter(fits);
    if (values.length > 0 && deniedBy(instance) === undefined) yield* values;
  }
}

/** An id enters the host as its cloud spells it; one that hides something from a reader is not told. */
const ids = ({ id }: Instance): readonly string[] => (cleanText(id, LONGEST) === id ? [id] : []);

const addresses = ({ public_ips, private_ips }: Instance): readonly string[] => [
  ...public_ips,
  ...private_ips,
];

/** What an instance has of each kind. */
const VALUES: Readonly<
  Record<Exclude<SuggestionKind, 'provider' | 'account'>, (instance: Instance) => readonly string[]>
> = {
  region: ({ region }) => [region],
  id: ids,
  name: ({ name }) => [name],
  address: addresses,
  instance: (instance) => [instance.name, ...ids(instance), ...addresses(instance)],
};
