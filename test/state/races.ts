/**
 * Holds one operation on a store before each of its file operations in turn, does something else meanwhile, and lets it go on.
 * Says as JSON what both gave and left, and what they give and leave one after the other.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { FileStore } from '../../src/state/file-store.js';
import type { StateEntry, StateStore } from '../../src/state/store.js';
import { heldAt } from './file-steps.js';

const [root = ''] = process.argv.slice(2);
const clock: Clock = {
  now: () => new Date('2026-03-01T12:00:00.000Z'),
  sleep: () => Promise.reject(new Error('No time to sleep.')),
};

/** One meeting of two: how it went at each step, and how it may go. */
export interface Race {
  readonly name: string;
  readonly allowed: readonly string[];
  readonly seen: readonly string[];
}

type Act = (store: StateStore, old: StateEntry | undefined) => Promise<unknown>;
type Acts = Readonly<Record<string, Act>>;

const put: Act = async (store) => (await store.putIfAbsent('thing/a', 'put'))?.value;
const get: Act = async (store) => (await store.get('thing/a'))?.value;
const set: Act = async (store, old) => old && (await store.compareAndSet(old, 'set'))?.value;
const remove: Act = async (store, old) => old && store.delete(old);
const list: Act = async (store) => (await store.list('thing')).map(({ value }) => value);
const again: Act = async (store) => (await store.putIfAbsent('thing/a', 'again'))?.value;
const over: Act = async (store) => {
  const found = await store.get('thing/a');
  return found && (await store.compareAndSet(found, 'over'))?.value;
};
const gone: Act = async (store) => {
  const found = await store.get('thing/a');
  return found && store.delete(found);
};
/** One after the other, as one act. */
const all =
  (...acts: readonly Act[]): Act =>
  async (store, old) => {
    const results: unknown[] = [];
    for (const act of acts) results.push(await act(store, old));
    return results;
  };

/** Who comes to what is not there … */
const makers: Acts = { again, 'again and gone': all(again, gone) };
/** … and to what is. */
const changers: Acts = {
  over: all(over, over),
  gone,
  'gone and again': all(gone, again),
  'gone, again and gone': all(gone, again, gone),
};
/** What is there before; who is held up; what happens meanwhile. */
const meetings: readonly (readonly [string, Acts, Acts])[] = [
  ['removed', { get, list, put }, makers],
  ['half removed', { get, put }, makers],
  ['expired', { put }, makers],
  ['old', { get, list, put, set, remove }, changers],
];

let places = 0;
async function place(before: string) {
  const stateDir = join(root, String(places++));
  const store = (host: string) => new FileStore({ stateDir, clock, host });
  const lifetime = { ttlMs: before === 'expired' ? 0 : 1000 };
  let old = await store('before').putIfAbsent('thing/a', 'old', lifetime);
  if (old && before.endsWith('removed')) {
    await store('before').delete(old);
    old = undefined;
  }
  if (before === 'half removed') await mkdir(join(stateDir, 'shared/current/thing/a'), { mode: 0o700 });
  const one = store('one');
  const other = store('other');
  const told = async (results: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ ...results, left: (await store('after').get('thing/a'))?.value });
  return {
    first: (act: Act) => act(one, old),
    second: (act: Act) => act(other, old),
    told,
  };
}

async function race(before: string, one: Act, other: Act): Promise<Omit<Race, 'name'>> {
  const inOrder = await place(before);
  const a = await inOrder.first(one);
  const allowed = [await inOrder.told({ a, b: await inOrder.second(other) })];
  const inTurn = await place(before);
  const b = await inTurn.second(other);
  allowed.push(await inTurn.told({ a: await inTurn.first(one), b }));
  const seen: string[] = [];
  for (let step = 0, reached = true; reached; step++) {
    const here = await place(before);
    let b: unknown;
    const held = await heldAt(
      step,
      () => here.first(one),
      async () => {
        b = await here.second(other);
        return 'go on';
      },
    );
    ({ reached } = held);
    if (reached) seen.push(await here.told({ a: held.result, b }));
  }
  return { allowed, seen };
}

const report: Race[] = [];
for (const [before, acts, meanwhile] of meetings) {
  for (const [a, one] of Object.entries(acts)) {
    for (const [b, other] of Object.entries(meanwhile)) {
      report.push({ name: `${before}: ${a}, meanwhile ${b}`, ...(await race(before, one, other)) });
    }
  }
}
process.stdout.write(JSON.stringify(report));
