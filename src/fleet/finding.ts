import {
  McmError,
  textIn,
  type FleetContext,
  type Found,
  type Instance,
  type InstanceQuery,
  type Locale,
  type Scope,
  type Text,
} from 'multi-cloud-manager/plugin';
import { shared } from '../call/signals.js';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import { abortable } from './abortable.js';
import { canonicalAddress, isPrivate, serverAddress } from './address.js';
import { admit } from './admit.js';
import { sift, TargetDenied, withheldOf, type DeniedBy } from './denied.js';
import { couldNotAsk, fanOut, type AccountOf } from './fan-out.js';
import type { Inventory } from './inventory.js';
import type { Pace } from './pace.js';
import { pages } from './pages.js';
import type { ProviderEntry } from './roster.js';

type Ask = (entry: ProviderEntry, scope: Scope, signal: AbortSignal) => Promise<readonly Instance[]>;

/** What finding works with. */
export interface FindingParts {
  readonly inventory: Inventory;
  readonly pace: Pace;
  readonly reach: () => readonly AccountOf[];
  readonly deniedBy: DeniedBy;
  /** Whose network an address is in, in a sentence, for an address that nobody here has. */
  readonly ownerOf: (address: string, signal: AbortSignal) => Promise<Text | undefined>;
  readonly locale: Locale;
}

/** Every instance that the identifier means; one that a policy denies is never said not to exist. */
export async function findInstances(
  query: InstanceQuery,
  context: FleetContext,
  parts: FindingParts,
): Promise<Found> {
  const isAddress =
    query.as === undefined ? canonicalAddress(query.identifier) !== undefined : query.as === 'address';
  const { instances, incomplete } = isAddress
    ? await byAddress(serverAddress(query.identifier), query, context, parts)
    : await byId(query.identifier.trim(), context, parts);
  const { kept, denials } = sift(instances, parts.deniedBy);
  const [denial] = denials;
  if (denial && kept.length === 0) throw new TargetDenied(denial);
  return { instances: kept, incomplete, ...withheldOf(denials) };
}

async function byId(text: string, context: FleetContext, parts: FindingParts): Promise<Found> {
  const accounts = parts.reach();
  const candidates = accounts.filter(({ entry }) => entry.provider.parseId(text) !== undefined);
  if (candidates.length === 0) {
    const forms = new Map(accounts.map(({ entry }) => [entry.name, formOf(entry)] as const));
    const formsIn = (locale: Locale) => [...forms.values()].map((form) => textIn(form, locale));
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words, locale) => words.neither(formsIn(locale))),
      { details: { expected: formsIn(parts.locale) } },
    );
  }
  const ask: Ask = async (entry, scope, signal) => {
    const found = await entry.provider.get(scope, entry.provider.parseId(text) ?? text, { signal });
    return found ? [admit(entry.name, scope.account, found)] : [];
  };
  const known = await fromInventory(text, candidates, context, parts);
  if (known) return { instances: [known], incomplete: [] };
  const what = say(fleet, (words) => words.theId(text));
  return race(what, candidates, context, parts, ask, false);
}

/** What an id looks like on a cloud, and which cloud that is. */
const formOf = ({ name, provider }: ProviderEntry): Text =>
  say(fleet, (words, locale) => words.idForm(textIn(provider.idForm, locale), name));

async function byAddress(
  address: string,
  query: InstanceQuery,
  context: FleetContext,
  parts: FindingParts,
): Promise<Found> {
  const accounts = parts.reach();
  const several = isPrivate(address);
  if (!several) {
    const known = await fromInventory(address, accounts, context, parts);
    if (known && hasAddress(known, address)) return { instances: [known], incomplete: [] };
  }
  const ask: Ask = async (entry, scope, signal) => {
    const briefs = await briefsByAddress(entry, scope, address, signal);
    const found = await Promise.all(
      briefs.map(async (brief) =>
        brief.details ? brief : ((await entry.provider.get(scope, brief.id, { signal })) ?? brief),
      ),
    );
    return found.map((instance) => admit(entry.name, scope.account, instance));
  };
  const what = say(fleet, (words) => words.theAddress(address));
  return race(what, accounts, context, parts, ask, several, () =>
    several || query.provider !== undefined
      ? Promise.resolve(undefined)
      : parts.ownerOf(address, context.signal),
  );
}

/** Asks first where it was seen last; only a live answer counts, and anything else falls back to asking everyone. */
async function fromInventory(
  key: string,
  accounts: readonly AccountOf[],
  { signal }: FleetContext,
  { inventory }: FindingParts,
): Promise<Instance | undefined> {
  const sighting = inventory.find(key);
  const holder = accounts.find(
    ({ entry, account }) => entry.name === sighting?.provider && account.name === sighting.scope.account,
  );
  if (!sighting || !holder) return undefined;
  const { entry } = holder;
  try {
    const seen = await abortable(signal, () => entry.provider.get(sighting.scope, sighting.id, { signal }));
    return seen && admit(entry.name, sighting.scope.account, seen);
  } catch {
    return undefined;
  }
}

async function briefsByAddress(
  entry: ProviderEntry,
  scope: Scope,
  address: string,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  if (entry.provider.findByAddress) return entry.provider.findByAddress(scope, address, { signal });
  const matches: Instance[] = [];
  for await (const page of pages(entry, scope, { signal })) {
    matches.push(...page.filter((instance) => hasAddress(instance, address)));
    if (matches.length > 0 && !isPrivate(address)) break;
  }
  return matches;
}

/** Asks all at once; the first that has it stops the others, unless several can have it. */
async function race(
  what: Text,
  accounts: readonly AccountOf[],
  context: FleetContext,
  { inventory, locale, pace }: FindingParts,
  ask: Ask,
  several: boolean,
  owner: () => Promise<Text | undefined> = () => Promise.resolve(undefined),
): Promise<Found> {
  const others = new AbortController();
  const signal = shared(AbortSignal.any([context.signal, others.signal]));
  const found: Instance[] = [];
  const has = pace.start();
  const fan = await fanOut(pace.slowestFirst(accounts), {
    signal: context.signal,
    work: signal,
    locale,
    ask: async (entry, scope) => {
      const answer = await ask(entry, scope, signal);
      inventory.note(scope, answer);
      found.push(...answer);
      if (answer.length > 0) has(entry.name);
      if (answer.length > 0 && !several) others.abort();
      return answer;
    },
  });
  if (found.length > 0) return { instances: found, incomplete: several ? fan.incomplete : [] };
  if (fan.errors.length > 0)
    throw couldNotAsk(
      say(fleet, (words, locale) => words.nobodyAskedHas(textIn(what, locale))),
      fan,
    );
  const asked = accounts.map(({ entry, account }) => `${entry.name}/${account.name}`);
  const network = await owner();
  throw new McmError(
    'RESOURCE_NOT_FOUND',
    say(fleet, (words, locale) =>
      words.nobodyHas(textIn(what, locale), asked, network && textIn(network, locale)),
    ),
    { details: { asked, ...(network !== undefined && { network: textIn(network, locale) }) } },
  );
}

const hasAddress = (instance: Instance, address: string): boolean =>
  instance.public_ips.includes(address) || instance.private_ips.includes(address);
