import { describe, expect, it } from '@jest/globals';
import type { Clock } from 'multi-cloud-manager/plugin';
import { acquireLease } from '../../src/state/lease.js';
import type { StateEntry, StateKey, StateStore } from '../../src/state/store.js';
import { updateState } from '../../src/state/update.js';
import { TestClock } from '../fixtures/clock.js';

/** Opens stores that share one place, each for a host of its own. */
export type OpenStore = (host: string, clock: Clock) => StateStore;

const KEY: StateKey = 'thing/a1';

/** The entry, where there must be one. */
export async function given(entry: Promise<StateEntry | undefined>): Promise<StateEntry> {
  const found = await entry;
  if (found === undefined) throw new Error('There is no entry.');
  return found;
}

const increment = (old: unknown) => ({ value: (typeof old === 'number' ? old : 0) + 1 });

/**
 * What every store of shared state must do, wherever it keeps it.
 *
 * @param open makes a place that is empty at each test's start, and opens stores on it
 */
export function storeContract(name: string, open: OpenStore): void {
  /** Two hosts on one store, and the clock of both. */
  const two = () => {
    const clock = TestClock.still();
    return { clock, one: open('one', clock), two: open('two', clock) };
  };

  describe(`${name} as a store`, () => {
    it('has nothing at first', async () => {
      const { one } = two();
      expect(await one.get(KEY)).toBeUndefined();
      expect(await one.list('thing')).toEqual([]);
    });

    it('gives everyone what one of them put, and who put it when', async () => {
      const { one, two: other } = two();
      const put = await given(one.putIfAbsent(KEY, { deep: [1, null, { text: 'ö "\n' }] }));
      expect(put).toMatchObject({ key: 'thing/a1', value: { deep: [1, null, { text: 'ö "\n' }] } });
      expect(put.owner).toMatchObject({ host: 'one', pid: process.pid });
      expect(put.createdAt).toEqual(new Date('2026-03-01T12:00:00.000Z'));
      expect(put).not.toHaveProperty('expiresAt');
      expect(await other.get(KEY)).toEqual(put);
      expect(await other.list('thing')).toEqual([put]);
    });

    it.each([null, false, 0, '', []])('keeps %j', async (value) => {
      const { one } = two();
      await one.putIfAbsent(KEY, value);
      expect((await given(one.get(KEY))).value).toEqual(value);
    });

    it('answers what it keeps: JSON, not the object that it was given', async () => {
      const { one } = two();
      const value = { at: new Date('2026-01-02T03:04:05.000Z'), no: undefined };
      const put = await given(one.putIfAbsent(KEY, value));
      expect(put.value).toEqual({ at: '2026-01-02T03:04:05.000Z' });
      expect(await one.get(KEY)).toEqual(put);
    });

    it.each([[undefined], [() => 1]])('rejects what is no JSON', async (value) => {
      const { one } = two();
      await expect(one.putIfAbsent(KEY, value)).rejects.toThrow('must be JSON');
      expect(await one.get(KEY)).toBeUndefined();
    });

    it.each(['thing', 'thing/', '/a1', 'thing/a/b', 'thing/..', '../a1', 'Thing/a1', 'thing/a 1'])(
      'rejects %j, which is no key',
      async (key) => {
        const { one } = two();
        await expect(one.get(key as StateKey)).rejects.toThrow('of state');
        await expect(one.putIfAbsent(key as StateKey, 1)).rejects.toThrow('of state');
      },
    );

    it('leaves what is there to a second one who puts', async () => {
      const { one, two: other } = two();
      const put = await one.putIfAbsent(KEY, 'first');
      expect(await other.putIfAbsent(KEY, 'second')).toBeUndefined();
      expect(await other.get(KEY)).toEqual(put);
    });

    it('writes over the very entry that was read, and over no other', async () => {
      const { one, two: other } = two();
      const first = await given(one.putIfAbsent(KEY, 1));
      const second = await given(other.compareAndSet(first, 2));
      expect(second).toMatchObject({ value: 2, owner: { host: 'two' } });
      expect(second.version).not.toBe(first.version);
      expect(await one.compareAndSet(first, 3)).toBeUndefined();
      expect(await one.get(KEY)).toEqual(second);
    });

    it('removes the very entry that was read, and no other', async () => {
      const { one, two: other } = two();
      const first = await given(one.putIfAbsent(KEY, 1));
      const second = await given(other.compareAndSet(first, 2));
      expect(await one.delete(first)).toBe(false);
      expect(await one.get(KEY)).toEqual(second);
      expect(await one.delete(second)).toBe(true);
      expect(await one.delete(second)).toBe(false);
      expect(await other.get(KEY)).toBeUndefined();
      expect(await other.list('thing')).toEqual([]);
      expect(await other.compareAndSet(second, 3)).toBeUndefined();
      expect(await other.get(KEY)).toBeUndefined();
    });

    it('takes the same value that was put again for another entry', async () => {
      const { one, two: other } = two();
      const first = await given(one.putIfAbsent(KEY, 'same'));
      await one.delete(first);
      const again = await given(one.putIfAbsent(KEY, 'same'));
      expect(again.version).not.toBe(first.version);
      expect(await other.compareAndSet(first, 'late')).toBeUndefined();
      expect(await other.delete(first)).toBe(false);
      expect(await other.get(KEY)).toEqual(again);
    });

    it('lists the entries of one kind, oldest first', async () => {
      const { clock, one } = two();
      for (const key of ['thing/c', 'thing/a', 'other/d', 'thing/b'] as const) {
        await one.putIfAbsent(key, key);
        clock.advance(1);
      }
      const listed = await one.list('thing');
      expect(listed.map(({ value }) => value)).toEqual(['thing/c', 'thing/a', 'thing/b']);
      const changed = await given(one.get('thing/c'));
      await one.compareAndSet(changed, 'younger');
      expect((await one.list('thing')).map(({ value }) => value)).toEqual(['thing/a', 'thing/b', 'younger']);
    });
  });

  describe(`${name} with a time to live`, () => {
    it('has the entry until the moment it expires', async () => {
      const { clock, one, two: other } = two();
      const put = await given(one.putIfAbsent(KEY, 1, { ttlMs: 1000 }));
      expect(put.expiresAt).toEqual(new Date('2026-03-01T12:00:01.000Z'));
      clock.advance(999);
      expect(await other.get(KEY)).toEqual(put);
      expect(await other.list('thing')).toEqual([put]);
      clock.advance(1);
      expect(await other.get(KEY)).toBeUndefined();
      expect(await other.list('thing')).toEqual([]);
    });

    it('does nothing more with one that has expired', async () => {
      const { clock, one } = two();
      const put = await given(one.putIfAbsent(KEY, 1, { ttlMs: 1000 }));
      clock.advance(1000);
      expect(await one.compareAndSet(put, 2)).toBeUndefined();
      expect(await one.delete(put)).toBe(false);
      expect(await one.get(KEY)).toBeUndefined();
    });

    it('puts a new one in the place of one that has expired', async () => {
      const { clock, one, two: other } = two();
      const old = await given(one.putIfAbsent(KEY, 1, { ttlMs: 1000 }));
      clock.advance(1000);
      const put = await given(other.putIfAbsent(KEY, 2));
      expect(put.version).not.toBe(old.version);
      expect(await one.get(KEY)).toEqual(put);
      expect(await one.putIfAbsent(KEY, 3)).toBeUndefined();
    });

    it('lets one of many put in the place of one that has expired', async () => {
      const { clock, one, two: other } = two();
      await one.putIfAbsent(KEY, 'old', { ttlMs: 1 });
      clock.advance(1);
      const puts = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => (n % 2 ? one : other).putIfAbsent(KEY, n)),
      );
      const put = puts.filter((entry) => entry !== undefined);
      expect(put).toHaveLength(1);
      expect(await one.get(KEY)).toEqual(put[0]);
    });

    it('gives the time to live anew with each change', async () => {
      const { clock, one } = two();
      const first = await given(one.putIfAbsent(KEY, 1, { ttlMs: 1000 }));
      clock.advance(900);
      const second = await given(one.compareAndSet(first, 2, { ttlMs: 1000 }));
      clock.advance(900);
      const third = await given(one.compareAndSet(second, 3));
      clock.advance(1_000_000_000);
      expect(await one.get(KEY)).toEqual(third);
    });
  });

  describe(`${name} with many at once`, () => {
    it('lets one of them put', async () => {
      const { one, two: other } = two();
      const puts = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) => (n % 2 ? one : other).putIfAbsent(KEY, n)),
      );
      const put = puts.filter((entry) => entry !== undefined);
      expect(put).toHaveLength(1);
      expect(await one.get(KEY)).toEqual(put[0]);
    });

    it('lets one of them change, and one of them remove', async () => {
      const { one, two: other } = two();
      const first = await given(one.putIfAbsent(KEY, 0));
      const sets = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? one : other).compareAndSet(first, n)));
      const set = sets.filter((entry) => entry !== undefined);
      expect(set).toHaveLength(1);
      const last = await given(one.get(KEY));
      expect(last).toEqual(set[0]);
      const removed = await Promise.all([one.delete(last), other.delete(last), one.delete(last)]);
      expect(removed.filter(Boolean)).toEqual([true]);
    });

    it('removes and changes one entry never both', async () => {
      const { one, two: other } = two();
      for (let round = 0; round < 20; round++) {
        const entry = await given(one.putIfAbsent(KEY, 'old'));
        const [removed, set] = await Promise.all([one.delete(entry), other.compareAndSet(entry, 'new')]);
        expect(removed).toBe(set === undefined);
        const left = await one.get(KEY);
        expect(left).toEqual(set);
        if (left !== undefined) await one.delete(left);
      }
    });

    it('loses no increment', async () => {
      const { one, two: other } = two();
      const work = [one, other, one, other].map(async (store) => {
        for (let n = 0; n < 10; n++) await updateState(store, KEY, increment);
      });
      await Promise.all(work);
      expect((await given(one.get(KEY))).value).toBe(40);
    });

    it('shows an entry that is changed all the time to everyone who looks', async () => {
      const { one, two: other } = two();
      await one.putIfAbsent(KEY, 0);
      const done = new AbortController();
      const changes = (async () => {
        for (let n = 0; n < 40; n++) await updateState(one, KEY, increment);
      })().finally(() => done.abort());
      let last = 0;
      while (!done.signal.aborted) {
        const { value } = await given(other.get(KEY));
        expect(value).toBeGreaterThanOrEqual(last);
        last = Number(value);
        expect(await other.list('thing')).toHaveLength(1);
      }
      await changes;
    });
  });

  describe(`${name} and owners`, () => {
    it('knows that this process is not gone, whichever host of it wrote', async () => {
      const { one, two: other } = two();
      const { owner } = await given(one.putIfAbsent(KEY, 1));
      expect(await one.isGone(owner)).toBe(false);
      expect(await other.isGone(owner)).toBe(false);
    });

    it('gives a lease to one host at a time', async () => {
      const { one, two: other } = two();
      const taken = await acquireLease(one, KEY, 'a');
      expect(taken).toHaveProperty('lease');
      expect(await acquireLease(other, KEY, 'b')).toMatchObject({ heldBy: { value: 'a' } });
    });
  });
}
