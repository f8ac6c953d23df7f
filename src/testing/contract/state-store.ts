import type { StateStore } from 'multi-cloud-manager/plugin';
import type { ContractRunner } from './subject.js';

/** The state store that is tried. */
export interface StateStoreSubject {
  readonly name: string;
  /** Opens it, for each case anew on an empty place: twice, as two hosts would. */
  open(): Promise<{ readonly one: StateStore; readonly two: StateStore; close(): Promise<void> }>;
}

const KEY = 'thing/a1';

/** What the host relies on in every state store, as tests. */
export function stateStoreContract(runner: ContractRunner, subject: StateStoreSubject): void {
  const expect: ContractRunner['expect'] = (actual) => runner.expect(actual);
  const it = (title: string, run: (one: StateStore, two: StateStore) => Promise<void>): void => {
    runner.it(title, async () => {
      const opened = await subject.open();
      try {
        await run(opened.one, opened.two);
      } finally {
        await opened.close();
      }
    });
  };
  runner.describe(`${subject.name} keeps the state store contract`, () => {
    it('has nothing at first', async (one) => {
      expect(await one.get(KEY)).toBe(undefined);
      expect(await one.list('thing')).toEqual([]);
    });

    it('gives everyone the text that one of them put, as it was', async (one, two) => {
      const text = '{"deep":[1,null,"ö \\" \\n 生产"]}';
      const version = await one.put(KEY, text, {});
      expect(typeof version).toBe('string');
      expect(await two.get(KEY)).toEqual({ key: KEY, text, version });
      expect(await two.list('thing')).toEqual([{ key: KEY, text, version }]);
    });

    it('puts over nothing only where nothing is', async (one, two) => {
      const version = await one.put(KEY, '1', {});
      expect(await two.put(KEY, '2', {})).toBe(undefined);
      expect(await two.get(KEY)).toEqual({ key: KEY, text: '1', version });
    });

    it('puts over the version that was read, and over no other', async (one, two) => {
      const first = await one.put(KEY, '1', {});
      const second = await two.put(KEY, '2', { over: String(first) });
      expect(second === undefined || second === first).toBe(false);
      expect(await one.put(KEY, '3', { over: String(first) })).toBe(undefined);
      expect(await one.get(KEY)).toEqual({ key: KEY, text: '2', version: second });
    });

    it('removes the version that was read, and no other', async (one, two) => {
      const first = String(await one.put(KEY, '1', {}));
      const second = String(await two.put(KEY, '2', { over: first }));
      expect(await one.remove(KEY, first)).toBe(false);
      expect(await one.remove(KEY, second)).toBe(true);
      expect(await two.remove(KEY, second)).toBe(false);
      expect(await two.get(KEY)).toBe(undefined);
      expect(await two.put(KEY, '3', { over: second })).toBe(undefined);
    });

    it('gives no version twice, also to the same text put again', async (one) => {
      const first = String(await one.put(KEY, '1', {}));
      await one.remove(KEY, first);
      const again = await one.put(KEY, '1', {});
      expect(again === first).toBe(false);
      expect(await one.remove(KEY, first)).toBe(false);
    });

    it('lists one kind, and not one whose name only begins so', async (one) => {
      for (const key of ['thing/b', 'thing/a', 'things/c', 'thin/d', 'thing-x/e'])
        await one.put(key, '1', {});
      const keys = (await one.list('thing')).map(({ key }) => key).sort();
      expect(keys).toEqual(['thing/a', 'thing/b']);
    });

    it('keeps a text at least until it may be forgotten', async (one) => {
      const version = await one.put(KEY, '1', { keepUntil: new Date(Date.now() + 3_600_000) });
      expect(await one.get(KEY)).toEqual({ key: KEY, text: '1', version });
    });

    it('lets one of many put', async (one, two) => {
      const puts = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => (n % 2 ? one : two).put(KEY, String(n), {})),
      );
      const won = puts.filter((version) => version !== undefined);
      expect(won.length).toBe(1);
      expect((await one.get(KEY))?.version).toBe(won[0]);
    });

    it('lets one of many change or remove', async (one, two) => {
      const over = String(await one.put(KEY, '0', {}));
      const [removed, ...puts] = await Promise.all([
        two.remove(KEY, over),
        ...[1, 2, 3, 4].map((n) => (n % 2 ? one : two).put(KEY, String(n), { over })),
      ]);
      const won = puts.filter((version) => version !== undefined);
      expect(won.length).toBe(removed ? 0 : 1);
      expect((await two.get(KEY))?.version).toBe(won[0]);
    });
  });
}
