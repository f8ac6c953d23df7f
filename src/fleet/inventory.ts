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

/**
 * What was seen recently, by id and by public address. It says whom to ask first and nothing else: every answer is read live, and the
 * decision before a power action rests on that. A private address always asks everyone, so it is not noted.
 */
export class Inventory {
  #newer: Sightings = new Map();
  #older: Sightings = new Map();

  constructor(private readonly clock: Clock) {}

  note(scope: Scope, instances: readonly Instance[]): void {
    const at = this.clock.now().getTime();
    for (const { provider, id, public_ips } of instances) {
      const sighting = { provider, scope, id, at };
      this.#newer.set(id, sighting);
      for (const address of public_ips) this.#newer.set(address, sighting);
      if (this.#newer.size <= MOST / 2) continue;
      this.#older = this.#newer;
      this.#newer = new Map();
    }
  }

  /** Where to look first for an address or id. */
  find(key: string): Sighting | undefined {
    const sighting = this.#newer.get(key) ?? this.#older.get(key);
    if (!sighting || sighting.at + FRESH_MS < this.clock.now().getTime()) return undefined;
    return sighting;
  }
}
