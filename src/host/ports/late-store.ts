import type { Clock, StateRecord, StateStore } from 'multi-cloud-manager/plugin';
import { within } from '../../call/within.js';
import type { Slot } from './slot.js';

const LONGEST_MS = 10_000;

/** The state store of a plugin as the host sees it: there once the plugins have loaded, and not waited for without end. */
export class LateStore implements StateStore {
  constructor(
    readonly name: string,
    private readonly slot: Slot<StateStore>,
    private readonly clock: Clock,
  ) {}

  get(key: string): Promise<StateRecord | undefined> {
    return this.#ask((store) => store.get(key));
  }

  list(kind: string): Promise<readonly StateRecord[]> {
    return this.#ask((store) => store.list(kind));
  }

  put(...given: Parameters<StateStore['put']>): Promise<string | undefined> {
    return this.#ask((store) => store.put(...given));
  }

  remove(key: string, version: string): Promise<boolean> {
    return this.#ask((store) => store.remove(key, version));
  }

  #ask<T>(work: (store: StateStore) => Promise<T>): Promise<T> {
    const asked = Promise.resolve().then(() => work(this.slot.get()));
    return within(asked, LONGEST_MS, this.clock, `the state store ${this.name} took longer than 10 s`);
  }
}
