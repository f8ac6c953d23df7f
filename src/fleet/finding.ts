import {
  McmError,
  type FleetContext,
  type Found,
  type Instance,
  type InstanceQuery,
  type Scope,
} from 'multi-cloud-manager/plugin';
import { shared } from '../call/signals.js';
import { abortable } from './abortable.js';
import { canonicalAddress, isPrivate, serverAddress } from './address.js';
import { admit } from './admit.js';
import { sift, TargetDenied, withheldOf, type DeniedBy } from './denied.js';
import { couldNotAsk, fanOut, type AccountOf } from './fan-out.js';
import type { Inventory } from './inventory.js';
import { pages } from './pages.js';
import type { ProviderEntry } from './roster.js';

type Ask = (entry: ProviderEntry, scope: Scope, signal: AbortSignal) => Promise<readonly Instance[]>;

/** What finding works with. */
export interface FindingParts {
  readonly inventory: Inventory;
  readonly reach: () => readonly AccountOf[];
  readonly deniedBy: DeniedBy;
  /** Whose network an address is in, in a sentence, for an address that nobody here has. */
  readonly ownerOf: (address: string, signal: AbortSignal) => Promise<string | undefined>;
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
    const forms = [...new Set(accounts.map(({ entry }) => `${entry.provider.idForm} (${entry.name})`))];
    throw new McmError(
      'VALIDATION_FAILED',
      `It is neither an IP address nor an id; expected an address, or ${forms.join(', or ')}.`,
      { details: { expected: forms } },
    );
  }
  const ask: Ask = async (entry, scope, signal) => {
    const found = await entry.provider.get(scope, entry.provider.parseId(text) ?? text, { signal });
    return found ? [admit(entry.name, scope.account, found)] : [];
  };
  const known = await fromInventory(text, candidates, context, parts);
  if (known) return { instances: [known], incomplete: [] };
  return race(`the id ${text}`, candidates, context, parts, ask, false);
}

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
  return race(`the address ${address}`, accounts, context, parts, ask, several, () =>
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
  what: string,
  accounts: readonly AccountOf[],
  context: FleetContext,
  { inventory }: FindingParts,
  ask: Ask,
  several: boolean,
  owner: () => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<Found> {
  const others = new AbortController();
  const signal = shared(AbortSignal.any([context.signal, others.signal]));
  const found: Instance[] = [];
  const fan = await fanOut(accounts, {
    signal: context.signal,
    work: signal,
    ask: async (entry, scope) => {
      const answer = await ask(entry, scope, signal);
      inventory.note(scope, answer);
      found.push(...answer);
      if (answer.length > 0 && !several) others.abort();
      return answer;
    },
  });
  if (found.length > 0) return { instances: found, incomplete: several ? fan.incomplete : [] };
  if (fan.errors.length > 0) throw couldNotAsk(`Nothing that was asked has ${what}`, fan);
  const asked = accounts.map(({ entry, account }) => `${entry.name}/${account.name}`);
  const network = await owner();
  throw new McmError(
    'RESOURCE_NOT_FOUND',
    [
      `No instance has ${what}. Asked and answered: ${asked.join(', ')}.`,
      ...(network === undefined ? [] : [network]),
    ].join(' '),
    { details: { asked, ...(network !== undefined && { network }) } },
  );
}

const hasAddress = (instance: Instance, address: string): boolean =>
  instance.public_ips.includes(address) || instance.private_ips.includes(address);
