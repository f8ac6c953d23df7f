import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { FileStore } from '../../src/state/file-store.js';
import { acquireLease, type Lease } from '../../src/state/lease.js';
import type { Owner, StateStore } from '../../src/state/store.js';
import { TestClock } from '../fixtures/clock.js';
import { stateRoom } from './room.js';
import { given } from './store-contract.js';

const room = stateRoom();
const clock = TestClock.still();
const open = (host: string) => new FileStore({ stateDir: room.path, clock, host });
const KEY = 'lease/a';

async function taken(store: StateStore, value: unknown): Promise<Lease> {
  const answer = await acquireLease(store, KEY, value);
  if (!('lease' in answer)) throw new Error('It is held.');
  return answer.lease;
}

/** A store that takes these hosts for gone. */
function knowing(store: StateStore, gone: readonly string[]): StateStore {
  return {
    get: (key) => store.get(key),
    list: (kind) => store.list(kind),
    putIfAbsent: (key, value) => store.putIfAbsent(key, value),
    compareAndSet: (old, value) => store.compareAndSet(old, value),
    delete: (old) => store.delete(old),
    isGone: async (owner: Owner) => gone.includes(owner.host),
  };
}

describe('a lease', () => {
  it('is held until it is given back, however long that takes', async () => {
    const lease = await taken(open('one'), 'why');
    clock.advance(1_000_000_000);
    expect(await lease.isHeld()).toBe(true);
    const answer = await acquireLease(open('two'), KEY, 'other');
    expect(answer).toMatchObject({ heldBy: { value: 'why', owner: { host: 'one' } } });
    await lease.release();
    expect(await lease.isHeld()).toBe(false);
    expect(await (await taken(open('two'), 'other')).isHeld()).toBe(true);
  });

  it('is refused to the one who holds it too', async () => {
    const store = open('one');
    await taken(store, 'first');
    expect(await acquireLease(store, KEY, 'second')).toMatchObject({ heldBy: { value: 'first' } });
  });

  it('goes over when its owner is gone, and the first one notices', async () => {
    const first = await taken(open('one'), 'first');
    const second = await taken(knowing(open('two'), ['one']), 'second');
    expect(await second.isHeld()).toBe(true);
    expect(await first.isHeld()).toBe(false);
    await first.release();
    expect(await second.isHeld()).toBe(true);
    expect((await given(open('three').get(KEY))).value).toBe('second');
  });

  it('goes to one of many who find its owner gone', async () => {
    await taken(open('one'), 'first');
    const heirs = ['a', 'b', 'c', 'd'].map((host) => acquireLease(knowing(open(host), ['one']), KEY, host));
    const answers = await Promise.all(heirs);
    expect(answers.filter((answer) => 'lease' in answer)).toHaveLength(1);
  });

  it('is not held once a person has cleared it', async () => {
    const lease = await taken(open('one'), 'first');
    const store = open('person');
    await store.delete(await given(store.get(KEY)));
    expect(await lease.isHeld()).toBe(false);
    await taken(open('two'), 'second');
    expect(await lease.isHeld()).toBe(false);
    await lease.release();
    expect((await given(store.get(KEY))).value).toBe('second');
  });

  it('can be given back twice', async () => {
    const lease = await taken(open('one'), 'first');
    await lease.release();
    await lease.release();
    expect(await open('one').get(KEY)).toBeUndefined();
  });

  it('gives up when the state never comes to rest', async () => {
    const restless = {
      ...knowing(open('one'), []),
      putIfAbsent: async () => undefined,
      get: async () => undefined,
    };
    await expect(acquireLease(restless, KEY, 1)).rejects.toMatchObject({ code: 'INTERNAL', retryable: true });
  });

  it('is kept by a process that ended in another container, because nobody can know', async () => {
    const store = open('one');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const { owner } = await given(store.putIfAbsent('other/a', 1));
    expect(await store.isGone({ ...owner, pid })).toBe(true);
    expect(await store.isGone({ ...owner, pid, pids: 'pid:[1]' })).toBe(false);
  });
});
