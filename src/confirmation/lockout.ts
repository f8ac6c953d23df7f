import type { Clock, Instance } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateEntry, StateStore } from '../state/store.js';
import { updateState } from '../state/update.js';

const MINUTE = 60_000;
/** So many wrong confirmations … */
const WRONG = 3;
/** … within this time … */
const WINDOW_MS = 10 * MINUTE;
/** … lock the power of an instance for this long. */
const LOCK_MS = 15 * MINUTE;

/** Which instance; enough to find it again, and nothing that confirms it. */
export type LockTarget = Pick<Instance, 'provider' | 'account' | 'id'>;

const Failures = z.object({
  target: z.object({ provider: z.string(), account: z.string(), id: z.string() }),
  /** When the wrong confirmations came, in ms since 1970. */
  times: z.array(z.number()),
  lockedAt: z.number().optional(),
});
type Failures = z.output<typeof Failures>;

/** An instance whose power is locked. */
export interface Locked {
  readonly target: LockTarget;
  readonly until: Date;
}

/** What a wrong confirmation led to. */
export type WrongCount = { readonly left: number } | { readonly until: Date };

/** Counts wrong confirmations of each instance, over every process that shares the store, and locks its power after too many. */
export class Lockout {
  constructor(
    private readonly store: StateStore,
    private readonly clock: Clock,
  ) {}

  /** Until when the power of this instance is locked; undefined when it is not. */
  async lockedUntil(target: LockTarget): Promise<Date | undefined> {
    const entry = await this.store.get(keyOf(target));
    return entry && this.#until(heldIn(entry, Failures));
  }

  /** Counts a wrong confirmation. */
  async wrong(target: LockTarget): Promise<WrongCount> {
    const key = keyOf(target);
    const entry = await updateState(this.store, key, (old) => {
      const now = this.clock.now().getTime();
      const before = old === undefined ? undefined : heldIn({ key, value: old }, Failures);
      if (before && this.#until(before)) return { value: before, ttlMs: LOCK_MS };
      // A time in the future (the clock was put back) still counts.
      const times = [...(before?.times ?? []).filter((time) => time > now - WINDOW_MS), now];
      const { provider, account, id } = target;
      const locked = times.length >= WRONG;
      const value: Failures = {
        target: { provider, account, id },
        times,
        ...(locked && { lockedAt: now }),
      };
      return { value, ttlMs: locked ? LOCK_MS : WINDOW_MS };
    });
    const failures = heldIn({ key, value: entry?.value }, Failures);
    const until = this.#until(failures);
    return until ? { until } : { left: WRONG - failures.times.length };
  }

  /** What is locked now. */
  async list(): Promise<readonly Locked[]> {
    const entries = await this.store.list('failures');
    return entries.flatMap((entry) => {
      const failures = heldIn(entry, Failures);
      const until = this.#until(failures);
      return until ? [{ target: failures.target, until }] : [];
    });
  }

  /** Unlocks; false when it was not locked. */
  async clear(target: LockTarget): Promise<boolean> {
    const entry: StateEntry | undefined = await this.store.get(keyOf(target));
    return entry !== undefined && this.store.delete(entry);
  }

  /** A clock that was put back does not end a lock early. */
  #until({ lockedAt }: Failures): Date | undefined {
    if (lockedAt === undefined) return undefined;
    const until = lockedAt + LOCK_MS;
    return this.clock.now().getTime() < until ? new Date(until) : undefined;
  }
}

const keyOf = ({ provider, account, id }: LockTarget) => stateKey('failures', provider, account, id);
