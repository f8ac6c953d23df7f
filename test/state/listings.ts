/**
 * While a file is renamed, some systems list a directory without it, or with both of its names. Here the first listing of a key
 * comes out like that; says as JSON what a store makes of it.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { FileStore } from '../../src/state/file-store.js';

const [root = ''] = process.argv.slice(2);
const clock: Clock = {
  now: () => new Date('2026-03-01T12:00:00.000Z'),
  sleep: () => Promise.reject(new Error('No time to sleep.')),
};
const key = join(root, 'shared', 'current', 'thing', 'a');
const store = new FileStore({ stateDir: root, clock, host: 'one' });
await store.putIfAbsent('thing/a', 'there');

const { readdir } = fs;
const mark = { isFile: () => true };

/** Runs `work` with a first listing of the key that holds these names. */
async function seeing<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  let odd: unknown = names.map((name) => ({ ...mark, name }));
  const replaced = async (path: string, options: object) => {
    const found: unknown = path === key ? odd : undefined;
    if (found === undefined) return readdir(path, options);
    odd = undefined;
    return found;
  };
  Object.assign(fs, { readdir: replaced });
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(fs, { readdir });
    syncBuiltinESMExports();
  }
}

const value = async () => (await store.get('thing/a'))?.value;
const values = async () => (await store.list('thing')).map((entry) => entry.value);
const none: readonly string[] = [];
const both = ['0'.repeat(32), 'f'.repeat(32)];
process.stdout.write(
  JSON.stringify({
    get: [await seeing(none, value), await seeing(both, value)],
    list: [await seeing(none, values), await seeing(both, values)],
    put: await seeing(none, async () => (await store.putIfAbsent('thing/a', 'second')) === undefined),
    delete: await seeing(none, async () => {
      const entry = await store.get('thing/a');
      return entry !== undefined && (await seeing(none, () => store.delete(entry)));
    }),
    left: await store.list('thing'),
  }),
);
