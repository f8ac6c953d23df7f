import type { Clock, Instance, Scope } from 'multi-cloud-manager/plugin';

/** Where an instance was seen last. */
export interface Sighting {
  readonly provider: string;
  readonly scope: Scope;
  readonly id: string;
}

const FRESH_MS = 10 * 60_000;
/** Oldest sightings go first; this many addresses and ids take some tens of megabytes at the most. */
const MOST = 200_000;
/** Of so many instances more than the place is kept, for suggestions: policies are asked about each while a person types. */
const MOST_INSTANCES = 10_000;

/**
 * What was seen recently, by address and by id. It says whom to ask first, and what a person who is typing may mean, and nothing else:
 * every answer is read live, and the decision before a power action rests on that.
 */
export class Inventory {
  readonly #seen = new Map<string, Sighting & { readonly at: number }>();
  readonly #instances = new Map<string, { readonly instance: Instance; readonly at: number }>();

  constructor(private readonly clock: Clock) {}

  note(scope: Scope, instance: Instance): void {
    const at = this.clock.now().getTime();
    const sighting = { provider: instance.provider, scope, id: instance.id, at };
    for (const key of [instance.id, ...instance.public_ips, ...instance.private_ips])
      putLast(this.#seen, key, sighting, MOST);
    const { details: _details, ...brief } = instance;
    const key = JSON.stringify([brief.provider, brief.account, brief.id]);
    putLast(this.#instances, key, { instance: brief, at }, MOST_INSTANCES);
  }

  /** Where to look first for an address or id. */
  find(key: string): Sighting | undefined {
    const sighting = this.#seen.get(key);
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
function putLast<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
