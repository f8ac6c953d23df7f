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

/**
 * What was seen recently, by address and by id. It says whom to ask first and nothing else: every answer is read live, and the
 * decision before a power action rests on that.
 */
export class Inventory {
  readonly #seen = new Map<string, Sighting & { readonly at: number }>();

  constructor(private readonly clock: Clock) {}

  note(scope: Scope, instance: Instance): void {
    const at = this.clock.now().getTime();
    const sighting = { provider: instance.provider, scope, id: instance.id, at };
    for (const key of [instance.id, ...instance.public_ips, ...instance.private_ips]) {
      this.#seen.delete(key);
      this.#seen.set(key, sighting);
    }
    for (const key of this.#seen.keys()) {
      if (this.#seen.size <= MOST) break;
      this.#seen.delete(key);
    }
  }

  /** Where to look first for an address or id. */
  find(key: string): Sighting | undefined {
    const sighting = this.#seen.get(key);
    if (!sighting || sighting.at + FRESH_MS < this.clock.now().getTime()) return undefined;
    return sighting;
  }
}
