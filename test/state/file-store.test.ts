import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FileStore } from '../../src/state/file-store.js';
import { stateKey } from '../../src/state/key.js';
import type { StateEntry } from '../../src/state/store.js';
import { TestClock } from '../fixtures/clock.js';
import { stateRoom } from './room.js';
import { given, storeContract } from './store-contract.js';

const room = stateRoom();
const KEY = 'thing/a';

storeContract('FileStore', (host, clock) => new FileStore({ stateDir: room.path, clock, host }));

const open = (clock = TestClock.still(), uid?: number) =>
  new FileStore({ stateDir: room.path, clock, host: 'one', ...(uid === undefined ? {} : { uid }) });

const at = (...parts: readonly string[]) => join(room.path, 'shared', ...parts);
const keyDirectory = () => at('current', 'thing', 'a');
const valueOf = ({ version }: StateEntry) => at('values', `${version}.json`);
const put = () => given(open().putIfAbsent(KEY, 'old'));

/** Every way to use what lies there is refused, with this sentence. */
async function expectRefused(message: string, uid?: number): Promise<void> {
  const store = open(undefined, uid);
  const refusal = { name: 'ConfigError', message };
  await expect(store.get(KEY)).rejects.toMatchObject(refusal);
  await expect(store.list('thing')).rejects.toMatchObject(refusal);
  await expect(store.putIfAbsent(KEY, 'new')).rejects.toMatchObject(refusal);
}

describe('the files of a store', () => {
  it('are not there before something is kept', async () => {
    const store = open();
    expect(await store.get(KEY)).toBeUndefined();
    expect(await store.list('thing')).toEqual([]);
    await expect(stat(room.path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('are closed to others', async () => {
    const entry = await put();
    const names = await readdir(room.path, { recursive: true, withFileTypes: true });
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const { mode } = await stat(join(name.parentPath, name.name));
      expect([name.name, mode & 0o777]).toEqual([name.name, name.isDirectory() ? 0o700 : 0o600]);
    }
    expect(JSON.parse(await readFile(valueOf(entry), 'utf8'))).toMatchObject({ v: 1, value: 'old' });
  });

  it('do not pile up', async () => {
    const store = open();
    let entry = await put();
    for (let n = 0; n < 5; n++) entry = await given(store.compareAndSet(entry, n));
    expect(await readdir(keyDirectory())).toEqual([entry.version]);
    expect(await readdir(at('values'))).toEqual([`${entry.version}.json`]);
    await store.delete(entry);
    expect(await readdir(at('current', 'thing'))).toEqual([]);
    expect(await readdir(at('values'))).toEqual([]);
    expect(await readdir(at('unfinished'))).toEqual([]);
  });

  it('keep nothing of those who were not quick enough', async () => {
    const stores = [open(), open(), open(), open()];
    await Promise.all(stores.map((store, n) => store.putIfAbsent(KEY, n)));
    const entry = await given(open().get(KEY));
    await Promise.all(stores.map((store, n) => store.compareAndSet(entry, n)));
    expect(await readdir(at('values'))).toHaveLength(1);
    expect(await readdir(at('unfinished'))).toEqual([]);
  });

  it('take a key of any parts', async () => {
    const store = open();
    const key = stateKey('thing', '../..', '\u0000', 'ö/ö');
    await store.putIfAbsent(key, 1);
    expect((await given(store.get(key))).key).toBe(key);
    expect(await store.get(stateKey('thing', '../..', '\u0000ö/ö'))).toBeUndefined();
  });
});

describe('a store refuses what is not its own alone', () => {
  it('a value that others may write', async () => {
    const entry = await put();
    await chmod(valueOf(entry), 0o620);
    await expectRefused(
      `The state file ${valueOf(entry)} has mode 0620, so others may use it; mcm needs 0600. If nobody changed it, run \`chmod 600\` on it; else remove it.`,
    );
  });

  it('a value behind a symbolic link', async () => {
    const entry = await put();
    const elsewhere = join(room.root, 'elsewhere');
    await rename(valueOf(entry), elsewhere);
    await symlink(elsewhere, valueOf(entry));
    await expectRefused(
      `The state file ${valueOf(entry)} is a symbolic link; mcm needs a file of its own. Look at who put it there, and remove it.`,
    );
  });

  it.each(['', 'current', 'current/thing', 'values', 'current/thing/a'])(
    'a directory that is a symbolic link: shared/%s',
    async (name) => {
      const entry = await put();
      const elsewhere = join(room.root, 'elsewhere');
      const directory = at(...name.split('/').filter(Boolean));
      await rename(directory, elsewhere);
      await symlink(elsewhere, directory);
      await expectRefused(
        `The state directory ${directory} is a symbolic link; mcm needs a real directory. Set MCM_STATE_DIR to a directory of your own.`,
      );
      await expect(open().compareAndSet(entry, 'new')).rejects.toThrow('is a symbolic link');
      await expect(open().delete(entry)).rejects.toThrow('is a symbolic link');
    },
  );

  it.each(['', 'current', 'current/thing', 'values', 'current/thing/a'])(
    'a directory that others may use: shared/%s',
    async (name) => {
      const entry = await put();
      const directory = at(...name.split('/').filter(Boolean));
      await chmod(directory, 0o770);
      await expectRefused(
        `The state directory ${directory} has mode 0770, so others may use it; mcm needs 0700. If nobody changed it, run \`chmod 700\` on it; else remove it.`,
      );
      await expect(open().compareAndSet(entry, 'new')).rejects.toThrow('has mode 0770');
      await expect(open().delete(entry)).rejects.toThrow('has mode 0770');
    },
  );

  it('everything of another user', async () => {
    await put();
    const { uid } = await stat(room.path);
    await expectRefused(
      `The state directory ${room.path} belongs to another user. Set MCM_STATE_DIR to a directory of your own.`,
      uid + 1,
    );
  });
});

describe('a store refuses what it did not write', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['another form', (text: string) => text.replace('"v":1', '"v":2')],
    ['a field too many', (text: string) => text.replace('"v":1', '"v":1,"w":1')],
    ['no value', (text: string) => text.replace('"value":"old",', '')],
    ['no owner', (text: string) => text.replace('"owner"', '"older"')],
    ['a whole group of processes as owner', (text: string) => text.replace(/"pid":\d+/, '"pid":-1')],
    ['no time', (text: string) => text.replace('2026-03-01T', 'yesterday ')],
    ['another version', (text: string) => text.replace(/"version":"./, '"version":"x')],
  ])('a value that holds %s', async (_, change) => {
    const entry = await put();
    const text = await readFile(valueOf(entry), 'utf8');
    const changed = typeof change === 'string' ? change : change(text);
    expect(changed).not.toBe(text);
    await writeFile(valueOf(entry), changed);
    await expectRefused(`The state file ${valueOf(entry)} does not hold what mcm writes there. Remove it.`);
  });

  it.each(['', 'current', 'current/thing', 'current/thing/a', 'values'])(
    'a file where a directory was: shared/%s',
    async (name) => {
      await put();
      const directory = at(...name.split('/').filter(Boolean));
      await rm(directory, { recursive: true });
      await writeFile(directory, '', { mode: 0o600 });
      await expectRefused(
        `The state directory ${directory} is not a directory. Set MCM_STATE_DIR to a directory of your own.`,
      );
    },
  );

  const missing = () => `The state directory ${keyDirectory()} names an entry that is not there. Remove it.`;

  it('an entry whose value is gone', async () => {
    const entry = await put();
    await unlink(valueOf(entry));
    await expectRefused(missing());
  });

  it('entries whose values are gone with their directory', async () => {
    await put();
    await rm(at('values'), { recursive: true });
    await expectRefused(missing());
  });

  it('an entry that was put under another key', async () => {
    await given(open().putIfAbsent('other/b', 1));
    await mkdir(at('current', 'thing'), { mode: 0o700 });
    await rename(at('current', 'other', 'b'), keyDirectory());
    await expectRefused(missing());
  });

  it('a key with two entries', async () => {
    await put();
    await writeFile(join(keyDirectory(), '0123456789abcdef0123456789abcdef'), '', { mode: 0o600 });
    await expectRefused(
      `The state directory ${keyDirectory()} does not name one entry, as mcm left it. Remove it.`,
    );
  });

  it.each([
    ['a name of nobody', 'name'],
    ['a link', '0123456789abcdef0123456789abcdef'],
  ])('%s among its marks', async (_, name) => {
    await put();
    const path = join(keyDirectory(), name);
    await symlink(room.root, path);
    await expectRefused(`mcm did not make ${path}. Remove it.`);
  });

  it('a name among its keys that is none, when all are asked for', async () => {
    const entry = await put();
    const path = at('current', 'thing', '.hidden');
    await writeFile(path, '');
    await expect(open().list('thing')).rejects.toMatchObject({
      name: 'ConfigError',
      message: `mcm did not make ${path}. Remove it.`,
    });
    expect(await open().get(KEY)).toEqual(entry);
  });

  it('what the system refuses', async () => {
    await writeFile(room.path, '');
    await expect(open().putIfAbsent(KEY, 1)).rejects.toMatchObject({ name: 'ConfigError' });
    await expect(open().get(KEY)).rejects.toMatchObject({ name: 'ConfigError' });
  });
});

describe('a store cleans up', () => {
  /** As if its process had ended. */
  async function orphan(entry: StateEntry): Promise<void> {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const text = await readFile(valueOf(entry), 'utf8');
    await writeFile(valueOf(entry), text.replace(/"pid":\d+/, `"pid":${String(pid)}`));
  }
  /** A value without a mark. */
  async function unmarked(key: 'thing/b' | 'thing/c'): Promise<StateEntry> {
    const entry = await given(open().putIfAbsent(key, 'left'));
    await rm(at('current', ...key.split('/')), { recursive: true });
    return entry;
  }
  const values = async () => (await readdir(at('values'))).sort();

  it('what a process left that is gone, and not what one may still need', async () => {
    const dead = await unmarked('thing/b');
    const living = await unmarked('thing/c');
    await mkdir(at('unfinished', dead.version));
    await mkdir(at('unfinished', living.version));
    await orphan(dead);
    const entry = await put();
    expect(await values()).toEqual([living, entry].map(({ version }) => `${version}.json`).sort());
    expect(await readdir(at('unfinished'))).toEqual([living.version]);
  });

  it('nothing of what is marked, whoever wrote it', async () => {
    const entry = await put();
    await orphan(entry);
    await open().putIfAbsent('thing/b', 1);
    expect(await open().get(KEY)).toMatchObject({ version: entry.version, value: 'old' });
  });

  it('what has expired, and nothing that has not', async () => {
    const clock = TestClock.still();
    const store = open(clock);
    await store.putIfAbsent('thing/b', 'short', { ttlMs: 3_600_000 });
    await store.putIfAbsent('thing/c', 'long', { ttlMs: 3_600_001 });
    clock.advance(3_600_000);
    await store.putIfAbsent(KEY, 'new');
    expect((await readdir(at('current', 'thing'))).sort()).toEqual(['a', 'c']);
    expect(await values()).toHaveLength(2);
    expect((await store.list('thing')).map(({ value }) => value)).toEqual(['long', 'new']);
  });

  it('not more often than once an hour', async () => {
    const clock = TestClock.still();
    const store = open(clock);
    await store.putIfAbsent(KEY, 'first');
    const dead = await unmarked('thing/b');
    await orphan(dead);
    clock.advance(3_599_999);
    await store.putIfAbsent('thing/c', 1);
    expect(await values()).toContain(`${dead.version}.json`);
    clock.advance(1);
    await store.putIfAbsent('thing/d', 1);
    expect(await values()).not.toContain(`${dead.version}.json`);
  });

  it('values that were not written to their end, a day later', async () => {
    const clock = TestClock.still();
    await put();
    const now = clock.now().getTime();
    for (const [name, age] of [
      ['young', 86_400_000],
      ['old', 86_400_001],
    ] as const) {
      const path = at('unfinished', `${name}.json`);
      await writeFile(path, '{');
      await utimes(path, new Date(now - age), new Date(now - age));
    }
    await open(clock).putIfAbsent('thing/b', 1);
    expect(await readdir(at('unfinished'))).toEqual(['young.json']);
  });

  it('past what it cannot read', async () => {
    const dead = await unmarked('thing/b');
    await orphan(dead);
    await mkdir(at('values', `${'0'.repeat(32)}.json`));
    await writeFile(at('values', 'note.txt'), '');
    await put();
    expect(await values()).not.toContain(`${dead.version}.json`);
    expect(await values()).toContain('note.txt');
  });
});
