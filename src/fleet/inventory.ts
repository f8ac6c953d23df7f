import type { Clock, Instance, Scope } from 'multi-cloud-manager/plugin';

/** Where an instance was seen last. */
export interface Sighting {
  readonly provider: string;
  readonly scope: Scope;
  readonly id: string;
}

type Sightings = Map<string, Sighting & { readonly at: number }>;

const FRESH_MS = 10 * 60_000;
/** So many ids and addresses; half of them, the older, go at once. They take some tens of megabytes at the most. */
const MOST = 200_000;
/** Of so many instances more than the place is kept, for suggestions: policies are asked about each while a person types. */
const MOST_INSTANCES = 10_000;

/**
 * What was seen recently, by id and by public address. It says whom to ask first, and what a person who is typing may mean, and nothing
 * else: every answer is read live, and the decision before a power action rests on that. A private address always asks everyone, so
 * it is not noted.
 */
export class Inventory {
  #newer: Sightings = new Map();
  #older: Sightings = new Map();
  readonly #instances = new Map<string, { readonly instance: Instance; readonly at: number }>();

  constructor(private readonly clock: Clock) {}

  note(scope: Scope, instances: readonly Instance[]): void {
    const at = this.clock.now().getTime();
    for (const { details: _details, ...brief } of instances) {
      const { provider, account, id, public_ips } = brief;
      const sighting = { provider, scope, id, at };
      this.#newer.set(id, sighting);
      for (const address of public_ips) this.#newer.set(address, sighting);
      putLast(this.#instances, JSON.stringify([provider, account, id]), { instance: brief, at });
      if (this.#newer.size <= MOST / 2) continue;
      this.#older = this.#newer;
      this.#newer = new Map();
    }
  }

  /** Where to look first for an address or id. */
  find(key: string): Sighting | undefined {
    const sighting = this.#newer.get(key) ?? this.#older.get(key);
    return sighting && this.#isFresh(sighting) ? sighting : undefined;
  }

  /** As a listing tells of them. Policies have not been asked whether they may be told of. */
  instances(): readonly Instance[] {
    return [...this.#instances.values()]
      .filter((each) => this.#isFresh(each))
      .map(({ instance }) => instance);
  }

  #isFresh({ at }: { readonly at: number }): boolean {
    return at + FRESH_MS >= this.clock.now().getTime();
  }
}

/** Behind all others, of which the oldest go where there are too many. */
function putLast<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_INSTANCES) break;
    map.delete(oldest);
  }
}
