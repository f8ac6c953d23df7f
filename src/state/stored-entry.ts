import { constants } from 'node:fs';
import { rename } from 'node:fs/promises';
import { ConfigError, errorCode } from '../config/error.js';
import { entryOf, entryText } from './entry-text.js';
import { openOwnFile } from './own-file.js';
import type { StoreLayout } from './store-layout.js';
import type { StateEntry } from './store.js';
import { state as words } from '../locale/en/state.js';
import { say } from '../locale/words.js';

/** The entry of a version, whatever key it is of; undefined when it is not there any more. */
export async function readStored(layout: StoreLayout, version: string): Promise<StateEntry | undefined> {
  const path = layout.value(version);
  const text = await readOwn(path, layout.uid);
  if (text === undefined) return undefined;
  try {
    const entry = entryOf(text);
    if (entry.version === version) return entry;
  } catch (error) {
    throw foreign(path, error);
  }
  throw foreign(path);
}

/** Puts an entry on disk, complete; answers what reading it gives. */
export async function writeStored(layout: StoreLayout, entry: StateEntry): Promise<StateEntry> {
  const text = entryText(entry);
  const written = entryOf(text);
  const path = layout.unfinishedValue(entry.version);
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  const handle = await openOwnFile(path, flags, layout.uid);
  try {
    await handle.writeFile(`${text}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(path, layout.value(entry.version));
  return written;
}

async function readOwn(path: string, uid: number | undefined): Promise<string | undefined> {
  let handle;
  try {
    handle = await openOwnFile(path, constants.O_RDONLY, uid);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

const foreign = (path: string, cause?: unknown) =>
  new ConfigError(
    say(words, (state) => state.foreign(path)),
    { cause },
  );
