import { McmError } from 'multi-cloud-manager/plugin';
import { state } from '../locale/en/state.js';
import { say } from '../locale/words.js';
import type { StateEntry, StateKey, StateStore } from './store.js';
import { TRIES } from './tries.js';

/**
 * Changes what is under a key on the ground of what was there: read, changed, written; and again when someone was quicker.
 *
 * @param change gets the old value, or undefined when there is none; answers the new one, or undefined to leave things as
 * they are. It may be called many times.
 * @returns the entry that was written; undefined when `change` wanted none
 */
export async function updateState(
  store: StateStore,
  key: StateKey,
  change: (old: unknown) => { readonly value: unknown; readonly ttlMs?: number } | undefined,
): Promise<StateEntry | undefined> {
  for (let tried = 0; tried < TRIES; tried++) {
    const old = await store.get(key);
    const next = change(old?.value);
    if (next === undefined) return undefined;
    const lifetime = next.ttlMs === undefined ? {} : { ttlMs: next.ttlMs };
    const written = await (old === undefined
      ? store.putIfAbsent(key, next.value, lifetime)
      : store.compareAndSet(old, next.value, lifetime));
    if (written !== undefined) return written;
  }
  throw tooMany();
}

/** When others were quicker time after time. */
export const tooMany = () =>
  new McmError(
    'INTERNAL',
    say(state, (words) => words.restless),
    { retryable: true },
  );
