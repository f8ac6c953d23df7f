import { describe, expect, it } from '@jest/globals';
import { FileStore } from '../../src/state/file-store.js';
import type { StateStore } from '../../src/state/store.js';
import { updateState } from '../../src/state/update.js';
import { TestClock } from '../fixtures/clock.js';
import { stateRoom } from './room.js';
import { given } from './store-contract.js';

const room = stateRoom();
const clock = TestClock.still();
const open = () => new FileStore({ stateDir: room.path, clock, host: 'one' });
const KEY = 'counter/a';

describe('updateState', () => {
  it('makes the value of what was there, and of nothing', async () => {
    const store = open();
    const change = (old: unknown) => ({ value: [old ?? 'nothing'] });
    expect(await updateState(store, KEY, change)).toMatchObject({ value: ['nothing'] });
    expect(await updateState(store, KEY, change)).toMatchObject({ value: [['nothing']] });
    expect((await given(store.get(KEY))).value).toEqual([['nothing']]);
  });

  it('leaves things as they are when no change is wanted', async () => {
    const store = open();
    expect(await updateState(store, KEY, () => undefined)).toBeUndefined();
    expect(await store.get(KEY)).toBeUndefined();
    const before = await store.putIfAbsent(KEY, 1);
    expect(await updateState(store, KEY, () => undefined)).toBeUndefined();
    expect(await store.get(KEY)).toEqual(before);
  });

  it('gives the new value its own time to live, or none', async () => {
    const store = open();
    const first = await updateState(store, KEY, () => ({ value: 1, ttlMs: 1000 }));
    expect(first?.expiresAt).toEqual(new Date(clock.now().getTime() + 1000));
    const second = await updateState(store, KEY, () => ({ value: 2, ttlMs: 2000 }));
    expect(second?.expiresAt).toEqual(new Date(clock.now().getTime() + 2000));
    expect(await updateState(store, KEY, () => ({ value: 3 }))).not.toHaveProperty('expiresAt');
  });

  it('begins again with the value of someone who was quicker', async () => {
    const store = open();
    const seen: unknown[] = [];
    let disturbances = 2;
    const disturbed: StateStore = {
      get: async (key) => {
        const entry = await store.get(key);
        if (disturbances-- > 0) await updateState(store, key, (old) => ({ value: Number(old ?? 0) + 10 }));
        return entry;
      },
      list: (kind) => store.list(kind),
      putIfAbsent: (key, value) => store.putIfAbsent(key, value),
      compareAndSet: (old, value) => store.compareAndSet(old, value),
      delete: (old) => store.delete(old),
      isGone: (owner) => store.isGone(owner),
    };
    const entry = await updateState(disturbed, KEY, (old) => {
      seen.push(old);
      return { value: Number(old ?? 0) + 1 };
    });
    expect(seen).toEqual([undefined, 10, 20]);
    expect(entry?.value).toBe(21);
  });

  it('writes nothing when the change throws, and gives up when it never comes to rest', async () => {
    const store = open();
    const failing = updateState(store, KEY, () => {
      throw new Error('No.');
    });
    await expect(failing).rejects.toThrow('No.');
    expect(await store.get(KEY)).toBeUndefined();
    const restless: StateStore = {
      get: async () => undefined,
      list: async () => [],
      putIfAbsent: async () => undefined,
      compareAndSet: async () => undefined,
      delete: async () => false,
      isGone: async () => false,
    };
    await expect(updateState(restless, KEY, () => ({ value: 1 }))).rejects.toMatchObject({
      code: 'INTERNAL',
      retryable: true,
    });
  });
});
