import { describe, expect, it } from '@jest/globals';
import type { StateRecord, StateStore as StatePort } from 'multi-cloud-manager/plugin';
import { stateStoreContract } from 'multi-cloud-manager/testing';
import { PluginStore } from '../../src/state/plugin-store.js';
import { TestClock } from '../fixtures/clock.js';
import { given, storeContract } from './store-contract.js';

/** The smallest state store that keeps the contract. */
class MemoryStore implements StatePort {
  readonly name = 'memory';
  readonly records = new Map<string, StateRecord>();
  #versions = 0;

  async get(key: string): Promise<StateRecord | undefined> {
    await Promise.resolve();
    return this.records.get(key);
  }

  async list(kind: string): Promise<readonly StateRecord[]> {
    await Promise.resolve();
    return [...this.records.values()].filter(({ key }) => key.startsWith(`${kind}/`));
  }

  async put(key: string, text: string, { over }: { readonly over?: string }): Promise<string | undefined> {
    await Promise.resolve();
    if (this.records.get(key)?.version !== over) return undefined;
    const version = String(++this.#versions);
    this.records.set(key, { key, text, version });
    return version;
  }

  async remove(key: string, version: string): Promise<boolean> {
    await Promise.resolve();
    return this.records.get(key)?.version === version && this.records.delete(key);
  }
}

let port = new MemoryStore();
let place: object | undefined;
// Stores with the same clock share a place.
storeContract('PluginStore', (host, clock) => {
  if (place !== clock) port = new MemoryStore();
  place = clock;
  return new PluginStore({ port, clock, host });
});

stateStoreContract(
  { describe, it, expect },
  {
    name: 'the smallest store',
    open: () => {
      const one = new MemoryStore();
      return Promise.resolve({ one, two: one, close: () => Promise.resolve() });
    },
  },
);

describe('what a plugin’s store holds', () => {
  const opened = async () => {
    const memory = new MemoryStore();
    const store = new PluginStore({ port: memory, clock: TestClock.still(), host: 'one' });
    const entry = await given(store.putIfAbsent('thing/a1', { word: 'x' }, { ttlMs: 1000 }));
    return { memory, store, entry };
  };

  it('is one line of JSON with whose it is and until when it counts', async () => {
    const { memory, entry } = await opened();
    expect(JSON.parse(memory.records.get('thing/a1')?.text ?? '')).toEqual({
      v: 1,
      key: 'thing/a1',
      value: { word: 'x' },
      owner: entry.owner,
      createdAt: '2026-03-01T12:00:00.000Z',
      expiresAt: '2026-03-01T12:00:01.000Z',
    });
  });

  it.each([
    ['no JSON', '{'],
    ['what mcm does not write', '{"v":1}'],
    ['the entry of another key', undefined],
  ])('is refused when it is %s', async (_what, text) => {
    const { memory, store } = await opened();
    const record = memory.records.get('thing/a1');
    if (!record) throw new Error('There is nothing.');
    memory.records.set('thing/b2', { ...record, key: 'thing/b2', ...(text !== undefined && { text }) });
    const said = 'The state store does not hold under thing/b2 what mcm writes there. Remove it.';
    await expect(store.get('thing/b2')).rejects.toThrow(said);
    await expect(store.list('thing')).rejects.toThrow(said);
    await expect(store.putIfAbsent('thing/b2', 1)).rejects.toThrow(said);
  });
});
