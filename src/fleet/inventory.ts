import type { Clock, Instance, Scope } from 'multi-cloud-manager/plugin';
import { Recent } from './recent.js';

/** Where an instance was seen last. */
export interface Sighting {
  readonly provider: string;
  readonly scope: Scope;
  readonly id: string;
}

const FRESH_MS = 10 * 60_000;
/** So many ids and addresses, which take some tens of megabytes at the most. */
const MOST = 200_000;
/** Of so many instances more than the place is kept, for suggestions: policies are asked about each while a person types. */
const MOST_INSTANCES = 10_000;

/**
 * What was seen recently, by id and by public address. It says whom to ask first, and what a person who is typing may mean, and nothing
 * else: every answer is read live, and the decision before a power action rests on that. A private address always asks everyone, so it is
 * not noted.
 */
export class Inventory {
  readonly #seen = new Recent<Sighting & { readonly at: number }>(MOST);
  readonly #instances = new Recent<{ readonly instance: Instance; readonly at: number }>(MOST_INSTANCES);

  constructor(private readonly clock: Clock) {}

  note(scope: Scope, instances: readonly Instance[]): void {
    const at = this.clock.now().getTime();
    for (const instance of instances) {
      const { provider, account, id, public_ips } = instance;
      const sighting = { provider, scope, id, at };
      this.#seen.put(id, sighting);
      for (const address of public_ips) this.#seen.put(address, sighting);
      this.#instances.put(JSON.stringify([provider, account, id]), { instance: briefOf(instance), at });
    }
  }

  /** Where to look first for an address or id. */
  find(key: string): Sighting | undefined {
    const sighting = this.#seen.get(key);
    return sighting && this.#isFresh(sighting) ? sighting : undefined;
  }

  /** As a listing tells of them. Policies have not been asked whether they may be told of. */
  instances(): readonly Instance[] {
    return this.#instances
      .values()
      .filter((each) => this.#isFresh(each))
      .map(({ instance }) => instance);
  }

  #isFresh({ at }: { readonly at: number }): boolean {
    return at + FRESH_MS >= this.clock.now().getTime();
  }
}

/** A listing has no details: then it is the same object as in the snapshot behind the cursor. */
function briefOf(instance: Instance): Instance {
  if (instance.details === undefined) return instance;
  const { details: _details, ...brief } = instance;
  return brief;
}
