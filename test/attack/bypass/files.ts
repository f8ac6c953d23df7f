import { execFileSync } from 'node:child_process';
import { chmod, chown, copyFile, cp, link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Bench } from './bench.js';
import { theStored, storedIn, type Entry, type Stored } from './stored.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, REPLICA } from './world.js';

const UNUSABLE = 'AUDIT_UNAVAILABLE';
const EVE = { id: 'eve', source: 'terminal', groups: [], authenticated: false };

/** A host on which the restart of the database waits for a person, and the file of the question. */
async function asked(bench: Bench) {
  const served = await bench.on(DATABASE);
  await served.ada.restart(DATABASE);
  return { ...served, stored: await theStored(served.stateDir) };
}

/** The same, approved. */
async function approved(bench: Bench) {
  const served = await asked(bench);
  await served.person.approves(DATABASE.right);
  return { ...served, stored: await theStored(served.stateDir) };
}

/** Forges an approval out of the question that lies there. */
const forged = (name: string, code: string, forge: (entry: Entry) => object): Way => ({
  name,
  async go(bench) {
    const { ada, stored } = await asked(bench);
    const entry = await stored.read();
    await stored.write({ ...entry, value: forge(entry) as Entry['value'] });
    expect(await ada.restart(DATABASE)).toBe(code);
  },
});

const grant = ({ value: { request } }: Entry, more: object = {}) => ({
  ...{ status: 'granted', request, by: EVE, values: DATABASE.right },
  ...more,
});
const bound = (entry: Entry, binding: object) => {
  const { request } = entry.value;
  return grant(entry, { request: { ...request, binding: { ...request.binding, ...binding } } });
};

const FORGED: readonly Way[] = [
  forged('with the values of another server', 'CONFIRMATION_FAILED', (entry) =>
    grant(entry, { values: REPLICA.right }),
  ),
  forged('without values', 'CONFIRMATION_FAILED', (entry) => grant(entry, { values: {} })),
  forged('for another reference', 'CONFIRMATION_FAILED', (entry) =>
    bound(entry, { reference: '0'.repeat(64) }),
  ),
  forged('that has seen nothing', 'TARGET_CHANGED', (entry) => bound(entry, { seen: {} })),
  forged('that has seen something else', 'TARGET_CHANGED', (entry) =>
    bound(entry, { seen: { ...entry.value.request.binding.seen, name: '0'.repeat(64) } }),
  ),
  forged('of a status that there is not', UNUSABLE, (entry) => grant(entry, { status: 'approved' })),
  forged('with values that are no texts', UNUSABLE, (entry) => grant(entry, { values: true })),
  forged('by nobody', UNUSABLE, (entry) => grant(entry, { by: undefined })),
  forged('with nothing but a status', UNUSABLE, () => ({ status: 'granted' })),
  {
    name: 'that has expired',
    async go(bench) {
      const { ada, stored } = await asked(bench);
      const entry = await stored.read();
      const expiresAt = bench.clock.now().toISOString();
      await stored.write({ ...entry, value: grant(entry), expiresAt });
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'that is dated in the future',
    async go(bench) {
      const { ada, stored } = await asked(bench);
      const entry = await stored.read();
      const createdAt = new Date(bench.clock.now().getTime() + 60_000).toISOString();
      await stored.write({ ...entry, value: grant(entry), createdAt });
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'that names another version in itself',
    async go(bench) {
      const { ada, stored } = await asked(bench);
      const entry = await stored.read();
      await stored.write({ ...entry, value: grant(entry), version: '0'.repeat(32) });
      expect(await ada.restart(DATABASE)).toBe(UNUSABLE);
    },
  },
  {
    name: 'that is cut off',
    async go(bench) {
      const { ada, stored } = await approved(bench);
      await writeFile(stored.value, JSON.stringify(await stored.read()).slice(0, -2));
      expect(await ada.restart(DATABASE)).toBe(UNUSABLE);
    },
  },
];

/** Does something to the files of a real approval. */
const handled = (name: string, code: string, handle: (stored: Stored, stateDir: string) => unknown): Way => ({
  name,
  async go(bench) {
    const { ada, stored, stateDir } = await approved(bench);
    await handle(stored, stateDir);
    expect(await ada.restart(DATABASE)).toBe(code);
  },
});

/** Moves a file or directory away, and puts a link to it in its place. */
async function behindLink(path: string): Promise<void> {
  await rename(path, `${path}.away`);
  await symlink(`${path}.away`, path);
}

const OTHER_VERSION = 'f'.repeat(32);

const HANDLED: readonly Way[] = [
  handled('whose file others may read', UNUSABLE, ({ value }) => chmod(value, 0o644)),
  handled('whose file others may write', UNUSABLE, ({ value }) => chmod(value, 0o622)),
  handled('whose key others may write into', UNUSABLE, ({ key }) => chmod(key, 0o777)),
  handled('whose kind others may write into', UNUSABLE, ({ kind }) => chmod(kind, 0o770)),
  handled('whose values others may look at', UNUSABLE, ({ values }) => chmod(values, 0o755)),
  handled('whose file is a symbolic link', UNUSABLE, ({ value }) => behindLink(value)),
  handled('whose file is a directory', UNUSABLE, async ({ value }) => {
    await rm(value);
    await mkdir(value, { mode: 0o700 });
  }),
  handled('whose file is a pipe', UNUSABLE, async ({ value }) => {
    await rm(value);
    execFileSync('mkfifo', ['-m', '600', value]);
  }),
  handled('whose mark is a symbolic link', UNUSABLE, ({ mark }) => behindLink(mark)),
  handled('whose key is a symbolic link', UNUSABLE, ({ key }) => behindLink(key)),
  handled('whose kind is a symbolic link', UNUSABLE, ({ kind }) => behindLink(kind)),
  handled('whose values are behind a symbolic link', UNUSABLE, ({ values }) => behindLink(values)),
  handled('whose state directory is a symbolic link', UNUSABLE, (_, stateDir) => behindLink(stateDir)),
  handled('whose file was renamed to another version', UNUSABLE, async ({ key, mark, value, values }) => {
    await rename(mark, join(key, OTHER_VERSION));
    await rename(value, join(values, `${OTHER_VERSION}.json`));
  }),
  handled('whose mark names another version', UNUSABLE, ({ key, mark }) =>
    rename(mark, join(key, OTHER_VERSION)),
  ),
  handled('beside which a second mark lies', UNUSABLE, ({ key }) =>
    writeFile(join(key, OTHER_VERSION), '', { mode: 0o600 }),
  ),
  handled('whose mark was taken away', 'confirmation_required', ({ mark }) => rm(mark)),
  handled('whose file was taken away', UNUSABLE, ({ value }) => rm(value)),
  {
    name: 'whose files belong to another user',
    async go(bench) {
      const { stored, stateDir } = await approved(bench);
      const uid = process.getuid?.() ?? 0;
      // Only root can give a file away; to a host of another user every file is another user's.
      if (uid === 0) await chown(stored.value, 65_534, 65_534);
      const host = await bench.on(DATABASE, { stateDir, ...(uid !== 0 && { uid: uid + 1 }) });
      expect(await host.ada.restart(DATABASE)).toBe(UNUSABLE);
    },
  },
  {
    name: 'that a host of another user finds',
    async go(bench) {
      const { stateDir } = await approved(bench);
      const uid = (process.getuid?.() ?? 0) + 1;
      const host = await bench.on(DATABASE, { stateDir, uid });
      expect(await host.ada.restart(DATABASE)).toBe(UNUSABLE);
    },
  },
];

/** An approval for the database, and a question about its replica, on one host. */
async function two(bench: Bench) {
  const served = await approved(bench);
  await served.ada.restart(REPLICA);
  const all = await storedIn(served.stateDir);
  const question = all.find(({ version }) => version !== served.stored.version);
  if (!question) throw new Error('There is no second question.');
  return { ...served, question };
}

const MOVED: readonly Way[] = [
  {
    name: 'hard-linked as the answer to another question',
    async go(bench) {
      const { ada, stored, question } = await two(bench);
      await rm(question.value);
      await link(stored.value, question.value);
      expect(await ada.restart(REPLICA)).toBe(UNUSABLE);
    },
  },
  {
    name: 'copied as the answer to another question',
    async go(bench) {
      const { ada, stored, question } = await two(bench);
      const { value } = await stored.read();
      await question.write({ ...(await question.read()), value });
      expect(await ada.restart(REPLICA)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'moved under the key of another question',
    async go(bench) {
      const { ada, stored, question } = await two(bench);
      await rm(question.key, { recursive: true });
      await rename(stored.key, question.key);
      expect(await ada.restart(REPLICA)).toBe(UNUSABLE);
    },
  },
  {
    name: 'from another state directory',
    async go(bench) {
      const [mine, other] = [await asked(bench), await approved(bench)];
      await rm(mine.stored.key, { recursive: true });
      await cp(other.stored.key, mine.stored.key, { recursive: true });
      expect(await mine.ada.restart(DATABASE)).toBe(UNUSABLE);
    },
  },
];

/** Takes an approval, then puts back what a copy had kept of it. */
const putBack = (name: string, code: string, back: (stored: Stored, copy: string) => Promise<void>): Way => ({
  name,
  due: 1,
  async go(bench) {
    const { ada, stored } = await approved(bench);
    const copy = await bench.directory();
    await copyFile(stored.value, join(copy, 'value'));
    await cp(stored.key, join(copy, 'key'), { recursive: true });
    expect(await ada.restart(DATABASE)).toMatch(/^(in_progress|completed)$/);
    await back(stored, copy);
    expect(await ada.restart(DATABASE)).toBe(code);
  },
});

const BACK: readonly Way[] = [
  putBack('whose file was put back', 'confirmation_required', (stored, copy) =>
    copyFile(join(copy, 'value'), stored.value),
  ),
  putBack('whose mark was put back', UNUSABLE, (stored, copy) =>
    cp(join(copy, 'key'), stored.key, { recursive: true }),
  ),
  {
    name: 'of which every file was put back within its five minutes',
    due: 1,
    async go(bench) {
      const { ada, stored } = await approved(bench);
      const copy = await bench.directory();
      await copyFile(stored.value, join(copy, 'value'));
      await cp(stored.key, join(copy, 'key'), { recursive: true });
      const { simulator } = await bench.cloud('digitalocean');
      // The cloud refuses, so that the server stays as it was when it was approved.
      const end = simulator.fail({ kind: 'status', status: 422, match: { method: 'POST' } });
      await ada.restart(DATABASE);
      end();
      await copyFile(join(copy, 'value'), stored.value);
      await cp(join(copy, 'key'), stored.key, { recursive: true });
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
];

const LOCK: readonly Way[] = [
  {
    name: 'whose mode lets others in',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      await ada.restart(APP, { ...APP.right, name_confirmation: 'app-2' });
      const stored = await theStored(stateDir, 'failures');
      await chmod(stored.value, 0o666);
      expect(await ada.restart(APP, APP.right)).toBe(UNUSABLE);
    },
  },
  {
    name: 'that was emptied',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      await ada.restart(APP, { ...APP.right, name_confirmation: 'app-2' });
      await writeFile((await theStored(stateDir, 'failures')).value, '');
      expect(await ada.restart(APP, APP.right)).toBe(UNUSABLE);
    },
  },
  {
    name: 'that holds something else',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      await ada.restart(APP, { ...APP.right, name_confirmation: 'app-2' });
      const stored = await theStored(stateDir, 'failures');
      await stored.write({ ...(await stored.read()), value: { times: 'none' } as never });
      expect(await ada.restart(APP, APP.right)).toBe(UNUSABLE);
    },
  },
];

export const FILES: readonly Group[] = [
  { name: 'a forged approval', ways: FORGED },
  { name: 'an approval in the state directory', ways: HANDLED },
  { name: 'an approval that was moved', ways: MOVED },
  { name: 'a used approval', ways: BACK },
  { name: 'a count of wrong confirmations', ways: LOCK },
];
