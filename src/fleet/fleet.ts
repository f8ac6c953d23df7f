import {
  McmError,
  type Clock,
  type Fleet,
  type FleetContext,
  type Found,
  type Ids,
  type Instance,
  type InstanceList,
  type InstanceQuery,
  type ListQuery,
  type Locale,
  type Metrics,
  type OperationResult,
  type Permit,
  type Scope,
  type Text,
  type Verification,
} from 'multi-cloud-manager/plugin';
import type { SuggestionQuery, Suggestions } from '../call/suggestions.js';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import { abortable } from './abortable.js';
import { admit } from './admit.js';
import { TargetDenied, type DeniedBy } from './denied.js';
import { findInstances } from './finding.js';
import { Inventory } from './inventory.js';
import { Pace } from './pace.js';
import { listInstances } from './listing.js';
import { sendAndFollow } from './power.js';
import { reach } from './reach.js';
import type { Roster } from './roster.js';
import { Snapshots } from './snapshots.js';

/** Whose network an address is in; undefined when nobody can say. */
export type OwnerOf = (address: string, signal: AbortSignal) => Promise<Text | undefined>;

/** What a fleet may be given beside its clouds. */
export interface FleetParts {
  readonly ownerOf?: OwnerOf;
  /** Default: nothing is denied. */
  readonly deniedBy?: DeniedBy;
  /** Default: one of its own. */
  readonly inventory?: Inventory;
  /** Default: nothing is known yet. */
  readonly pace?: Pace;
  /** The language of what people read that is no error: errors carry theirs. Default: English. */
  readonly locale?: Locale;
}

/** What the host does once for every provider. See the plugin API's `Fleet`. */
export class HostFleet implements Fleet {
  readonly #snapshots: Snapshots;
  readonly #parts: Required<FleetParts>;

  constructor(
    private readonly roster: Roster,
    private readonly clock: Clock,
    private readonly ids: Ids,
    parts: FleetParts = {},
  ) {
    this.#parts = {
      ownerOf: () => Promise.resolve(undefined),
      deniedBy: () => undefined,
      inventory: new Inventory(clock),
      pace: new Pace(clock),
      locale: 'en',
      ...parts,
    };
    this.#snapshots = new Snapshots(clock, ids);
  }

  /** The same clouds without what the policies deny: what tools get. The checks of a call go by all there is. */
  without(deniedBy: DeniedBy): HostFleet {
    return new HostFleet(this.roster, this.clock, this.ids, { ...this.#parts, deniedBy });
  }

  list(query: ListQuery, context: FleetContext): Promise<InstanceList> {
    return listInstances(query, context, {
      ...this.#parts,
      snapshots: this.#snapshots,
      reach: () => reach(this.roster, query),
    });
  }

  find(query: InstanceQuery, context: FleetContext): Promise<Found> {
    return findInstances(query, context, {
      ...this.#parts,
      reach: () => reach(this.roster, query),
    });
  }

  async one(query: InstanceQuery, context: FleetContext): Promise<Instance> {
    const { instances, incomplete, withheld } = await this.find(query, context);
    const [first, ...others] = instances;
    if (!first)
      throw new McmError(
        'RESOURCE_NOT_FOUND',
        say(fleet, (words) => words.noInstance),
      );
    if (incomplete.length > 0) {
      const scopes = incomplete.map(({ provider, account }) => `${provider}/${account}`);
      throw new McmError(
        'VALIDATION_FAILED',
        say(fleet, (words) => words.mayMeanMore(scopes)),
        { details: { incomplete } },
      );
    }
    if (withheld)
      throw new McmError(
        'VALIDATION_FAILED',
        say(fleet, (words) => words.alsoDenied(Object.keys(withheld))),
      );
    if (others.length === 0) return first;
    const places = [first, ...others].map((each) => `${each.provider}/${each.account}/${each.id}`);
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.meansSeveral(places.length, places)),
      { details: { matches: places } },
    );
  }

  async refresh(instance: Instance, { signal }: FleetContext): Promise<Instance | undefined> {
    const { provider, name } = this.roster.get(instance.provider);
    const seen = await abortable(signal, () => provider.get(scopeOf(instance), instance.id, { signal }));
    return seen && this.#open(admit(name, instance.account, seen));
  }

  async metrics(instance: Instance, hours: number, { signal }: FleetContext): Promise<Metrics> {
    const { provider, name } = this.roster.get(this.#open(instance).provider);
    const end = this.clock.now();
    const start = new Date(end.getTime() - hours * 3_600_000);
    if (!provider.metrics)
      throw new McmError(
        'OPERATION_NOT_SUPPORTED',
        say(fleet, (words) => words.noMetrics(provider.displayName)),
        { provider: name },
      );
    return provider.metrics(scopeOf(instance), instance, { start, end }, { signal });
  }

  async verify(provider: string, account: string, { signal }: FleetContext): Promise<Verification> {
    const entry = this.roster.get(provider);
    const [named] = this.roster.accounts(entry, account);
    return entry.provider.verify(named ?? { name: account }, { signal });
  }

  power(permit: Permit, waitSeconds: number, context: FleetContext): Promise<OperationResult> {
    return sendAndFollow(this.roster.get(permit.provider), permit, waitSeconds, context, {
      clock: this.clock,
      locale: this.#parts.locale,
    });
  }

  /** What may be meant by what a person is typing. No cloud is asked. */
  async suggest(query: SuggestionQuery): Promise<Suggestions> {
    const { suggest } = await import('./suggesting.js');
    return suggest(query, { roster: this.roster, ...this.#parts });
  }

  #open(instance: Instance): Instance {
    const denial = this.#parts.deniedBy(instance);
    if (denial) throw new TargetDenied(denial);
    return instance;
  }
}

const scopeOf = (instance: Instance): Scope => ({ account: instance.account, region: instance.region });
