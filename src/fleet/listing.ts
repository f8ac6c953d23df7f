import {
  McmError,
  type FleetContext,
  type Instance,
  type InstanceList,
  type ListQuery,
  type Locale,
} from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say, wordsIn } from '../locale/words.js';
import { sift, withheldOf, type Denial, type DeniedBy } from './denied.js';
import { couldNotAsk, fanOut, type AccountOf, type FanOut } from './fan-out.js';
import type { Inventory } from './inventory.js';
import { pages } from './pages.js';
import type { Snapshot, Snapshots } from './snapshots.js';

const DEFAULT_LIMIT = 100;

/** What a listing works with. */
export interface ListingParts {
  readonly snapshots: Snapshots;
  readonly inventory: Inventory;
  readonly reach: () => readonly AccountOf[];
  readonly deniedBy: DeniedBy;
  readonly locale: Locale;
}

/**
 * Lists every scope that the query covers, to the last page, and hands it out in parts. What a policy denies is counted before the
 * filters: a count that moved with them would tell a name letter by letter.
 */
export async function listInstances(
  query: ListQuery,
  context: FleetContext,
  { snapshots, inventory, reach, deniedBy, locale }: ListingParts,
): Promise<InstanceList> {
  const { limit = DEFAULT_LIMIT, cursor } = query;
  const key = keyOf(query);
  if (cursor !== undefined) {
    const { snapshot, id, offset } = snapshots.at(cursor, key);
    return part(snapshot, offset, limit, () => id);
  }
  let seen = 0;
  const fan = await fanOut(reach(), {
    signal: context.signal,
    locale,
    ...(query.region !== undefined && { region: query.region }),
    ask: async (entry, scope) => {
      const kept: Instance[] = [];
      const denials: Denial[] = [];
      for await (const page of pages(entry, scope, { signal: context.signal, ahead: true })) {
        inventory.note(scope, page);
        const open = sift(page, deniedBy);
        denials.push(...open.denials);
        kept.push(...open.kept.filter((instance) => fits(instance, query)));
        if (open.kept.length === 0) continue;
        seen += open.kept.length;
        context.progress?.(wordsIn(fleet, locale).soFar(seen), seen);
      }
      return { kept, denials };
    },
  });
  if (fan.answers.length === 0 && fan.errors.length > 0)
    throw couldNotAsk(
      say(fleet, (words) => words.nothingListed),
      fan,
    );
  checkRegion(query.region, fan);
  const snapshot = {
    instances: fan.answers.flatMap(({ kept }) => kept).sort(byPlace),
    incomplete: fan.incomplete,
    ...withheldOf(fan.answers.flatMap(({ denials }) => denials)),
  };
  return part(snapshot, 0, limit, () => snapshots.keep(snapshot, key));
}

/** A region that no asked cloud has is a mistake, not an empty listing; where a cloud does not say its regions nobody can know. */
function checkRegion(region: string | undefined, { regions, regionless, incomplete }: FanOut<unknown>): void {
  if (region === undefined || regionless || incomplete.length > 0 || regions.has(region)) return;
  const known = [...regions].sort();
  throw new McmError(
    'VALIDATION_FAILED',
    say(fleet, (words) => words.noSuchRegion(known)),
    { details: { known } },
  );
}

/** The same for every query that asks for the same instances. */
const keyOf = ({ provider, account, region, status, name, tag }: ListQuery): string =>
  JSON.stringify([provider?.toLowerCase(), account, region, status, name, tag]);

function fits(instance: Instance, { region, status, name, tag }: ListQuery): boolean {
  if (region !== undefined && instance.region !== region) return false;
  if (status !== undefined && instance.status !== status) return false;
  if (name !== undefined && !instance.name.toLowerCase().includes(name.toLowerCase())) return false;
  if (tag === undefined) return true;
  const [key = '', ...rest] = tag.split('=');
  return Object.hasOwn(instance.tags, key) && (rest.length === 0 || instance.tags[key] === rest.join('='));
}

function part(snapshot: Snapshot, offset: number, limit: number, keep: () => string): InstanceList {
  const end = offset + limit;
  return {
    instances: snapshot.instances.slice(offset, end),
    ...(snapshot.incomplete.length === 0 && { total: snapshot.instances.length }),
    ...(end < snapshot.instances.length && { cursor: `${keep()}:${String(end)}` }),
    incomplete: [...snapshot.incomplete],
    ...(snapshot.withheld && { withheld: snapshot.withheld }),
  };
}

/** By provider, account, region, name, id; plain code units, because ten thousand need no dictionary's order. */
function byPlace(a: Instance, b: Instance): number {
  for (const key of ['provider', 'account', 'region', 'name', 'id'] as const)
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return 0;
}
