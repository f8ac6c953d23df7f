import type { StateEntry, StateKey, StateStore } from './store.js';
import { TRIES } from './tries.js';
import { tooMany } from './update.js';

/** A right that one owner has at a time. */
export interface Lease {
  /** Whether it is still ours; asked right before a power request is sent. */
  isHeld(): Promise<boolean>;
  /** Gives it back; nothing happens when it is not ours any more. */
  release(): Promise<void>;
}

/**
 * Takes the lease, or says who holds it. It has no time to live: a holder that is suspended or slow keeps it, however long,
 * and only one whose process is gone loses it to the next who asks.
 *
 * @param value for the one who finds it held: what it is held for
 */
export async function acquireLease(
  store: StateStore,
  key: StateKey,
  value: unknown,
): Promise<{ readonly lease: Lease } | { readonly heldBy: StateEntry }> {
  for (let tried = 0; tried < TRIES; tried++) {
    const fresh = await store.putIfAbsent(key, value);
    if (fresh !== undefined) return { lease: leaseOf(store, fresh) };
    const holder = await store.get(key);
    if (holder === undefined) continue;
    if (!(await store.isGone(holder.owner))) return { heldBy: holder };
    const inherited = await store.compareAndSet(holder, value);
    if (inherited !== undefined) return { lease: leaseOf(store, inherited) };
  }
  throw tooMany();
}

const leaseOf = (store: StateStore, entry: StateEntry): Lease => ({
  isHeld: async () => (await store.get(entry.key))?.version === entry.version,
  release: async () => {
    await store.delete(entry);
  },
});
