import type { Instance } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import { acquireLease, type Lease } from '../state/lease.js';
import type { StateEntry, StateStore } from '../state/store.js';

const Value = z.object({
  target: z.object({ provider: z.string(), account: z.string(), id: z.string() }),
  call_id: z.string(),
  tool: z.string(),
  since: z.string(),
});
type Value = z.output<typeof Value>;

/** A power action that is under way, on any process that shares the store. */
export interface PowerLease extends Value {
  readonly entry: StateEntry;
}

/** One power action at a time for each instance, over every process that shares the store. */
export class PowerLeases {
  constructor(private readonly store: StateStore) {}

  /** The lease, or the action that is under way already. One whose process is gone does not count. */
  async acquire(
    target: Pick<Instance, 'provider' | 'account' | 'id'>,
    about: Omit<Value, 'target'>,
  ): Promise<{ readonly lease: Lease } | { readonly heldBy: PowerLease }> {
    const { provider, account, id } = target;
    const value: Value = { target: { provider, account, id }, ...about };
    const taken = await acquireLease(this.store, stateKey('power', provider, account, id), value);
    return 'lease' in taken ? taken : { heldBy: leaseIn(taken.heldBy) };
  }

  /** What is under way, oldest first; `gone` where its process certainly is. */
  async list(): Promise<readonly (PowerLease & { readonly gone: boolean })[]> {
    const entries = await this.store.list('power');
    return Promise.all(
      entries.map(async (entry) => ({ ...leaseIn(entry), gone: await this.store.isGone(entry.owner) })),
    );
  }

  /** Takes a lease away from whoever holds it; false when it has ended already. */
  clear({ entry }: PowerLease): Promise<boolean> {
    return this.store.delete(entry);
  }
}

const leaseIn = (entry: StateEntry): PowerLease => ({ ...heldIn(entry, Value), entry });
