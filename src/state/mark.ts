import { constants } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, errorCode } from '../config/error.js';
import { checkClosedDirectory } from './directory.js';
import { openOwnFile } from './own-file.js';
import { flushDirectory } from './flush.js';
import { isVersion, type Named, type StoreLayout } from './store-layout.js';
import type { StateKey } from './store.js';
import { TRIES } from './tries.js';
import { state as words } from '../locale/en/state.js';
import { say } from '../locale/words.js';

/** The version that is marked as the one of its key; undefined when there is none. */
export async function markedVersion(layout: StoreLayout, key: StateKey): Promise<string | undefined> {
  const directory = layout.key(key);
  for (let tried = 0; tried < TRIES; tried++) {
    if (!(await checkClosedDirectory(directory, layout.uid))) return undefined;
    const [mark, ...more] = await marksIn(directory);
    if (mark !== undefined && more.length === 0) return mark;
    // While a mark is renamed a listing may show none or both. Only an empty directory can be removed, so that tells.
    if (mark === undefined && (await removeEmpty(directory))) return undefined;
  }
  throw new ConfigError(say(words, (state) => state.noOneEntry(directory)));
}

/** Makes the key, with this entry; false when there is one already. */
export async function markFirst(layout: StoreLayout, entry: Named): Promise<boolean> {
  const staged = layout.unfinishedKey(entry.version);
  await mkdir(staged, { mode: 0o700 });
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  const handle = await openOwnFile(join(staged, entry.version), flags, layout.uid);
  await handle.close();
  const directory = layout.key(entry.key);
  try {
    // A directory takes the place of nothing or, but on Windows, of an empty one.
    await rename(staged, directory);
  } catch (error) {
    if (!(await isTaken(error, directory))) throw error;
    await rm(staged, { recursive: true });
    return false;
  }
  await flushDirectory(dirname(directory));
  return true;
}

/** Makes `next` the entry of the key instead of `old`; false when `old` is not that any more. */
export async function markNext(layout: StoreLayout, old: Named, next: Named): Promise<boolean> {
  if (!(await unlessGone(layout.mark(old), (mark) => rename(mark, layout.mark(next))))) return false;
  await flushDirectory(layout.key(old.key));
  return true;
}

/** Leaves the key without an entry; false when `old` is not its entry any more. */
export async function unmark(layout: StoreLayout, old: Named): Promise<boolean> {
  if (!(await unlessGone(layout.mark(old), unlink))) return false;
  const directory = layout.key(old.key);
  await removeEmpty(directory);
  await flushDirectory(dirname(directory));
  return true;
}

/** Whether this entry is the one of its key. */
export const isMarked = (layout: StoreLayout, entry: Named): Promise<boolean> => exists(layout.mark(entry));

async function marksIn(directory: string): Promise<readonly string[]> {
  let found;
  try {
    found = await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  for (const entry of found) {
    if (entry.isFile() && isVersion(entry.name)) continue;
    throw new ConfigError(say(words, (state) => state.notMade(join(directory, entry.name))));
  }
  return found.map(({ name }) => name);
}

/** False when the directory is not empty; who removes an empty one is all the same. */
async function removeEmpty(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    return !(await exists(directory));
  }
}

async function unlessGone(mark: string, change: (mark: string) => Promise<void>): Promise<boolean> {
  try {
    await change(mark);
    return true;
  } catch (error) {
    // Windows has other codes for a file that is just being renamed; a mark that is gone never comes back.
    if (errorCode(error) === 'ENOENT' || !(await exists(mark))) return false;
    throw error;
  }
}

async function isTaken(error: unknown, directory: string): Promise<boolean> {
  const code = errorCode(error);
  return code === 'ENOTEMPTY' || code === 'EEXIST' || (await exists(directory));
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
