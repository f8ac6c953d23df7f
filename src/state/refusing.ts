import { McmError } from 'multi-cloud-manager/plugin';
import { state } from '../locale/en/state.js';
import { say } from '../locale/words.js';
import type { StateStore } from './store.js';

/** A store that cannot be used refuses the call that needs it: who is locked, approved or busy would not be known. */
export function refusing(store: StateStore): StateStore {
  const need = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw new McmError(
        'AUDIT_UNAVAILABLE',
        say(state, (words) => words.unusable),
        { cause: error, details: { reason: error instanceof Error ? error.message : String(error) } },
      );
    }
  };
  return {
    get: (key) => need(store.get(key)),
    list: (kind) => need(store.list(kind)),
    putIfAbsent: (key, value, lifetime) => need(store.putIfAbsent(key, value, lifetime)),
    compareAndSet: (old, value, lifetime) => need(store.compareAndSet(old, value, lifetime)),
    delete: (old) => need(store.delete(old)),
    isGone: (owner) => need(store.isGone(owner)),
  };
}
