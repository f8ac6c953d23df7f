import { constants } from 'node:fs';
import { rename } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError, errorCode } from '../config/error.js';
import { openOwnFile } from './own-file.js';
import type { StoreLayout } from './store-layout.js';
import type { StateEntry } from './store.js';

const Stored = z.strictObject({
  v: z.literal(1),
  key: z.templateLiteral([z.string(), '/', z.string()]),
  version: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional(),
  owner: z.strictObject({
    host: z.string(),
    machine: z.string(),
    // 0 and below would mean whole groups of processes.
    pid: z.int().min(1),
    started: z.string().exactOptional(),
    boot: z.string().exactOptional(),
    pids: z.string().exactOptional(),
  }),
  value: z.unknown().refine((value) => value !== undefined),
});

/** The entry of a version, whatever key it is of; undefined when it is not there any more. */
export async function readStored(layout: StoreLayout, version: string): Promise<StateEntry | undefined> {
  const path = layout.value(version);
  const text = await readOwn(path, layout.uid);
  if (text === undefined) return undefined;
  try {
    const entry = parse(text);
    if (entry.version === version) return entry;
  } catch (error) {
    throw foreign(path, error);
  }
  throw foreign(path);
}

/** Puts an entry on disk, complete; answers what reading it gives. */
export async function writeStored(layout: StoreLayout, entry: StateEntry): Promise<StateEntry> {
  // Types do not tell what JSON has no word for.
  if ((JSON.stringify(entry.value) as string | undefined) === undefined) {
    throw new TypeError(`What is kept under ${entry.key} must be JSON.`);
  }
  const text = JSON.stringify({ v: 1, ...entry });
  const written = parse(text);
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

function parse(text: string): StateEntry {
  const { key, version, owner, value, createdAt, expiresAt } = Stored.parse(JSON.parse(text));
  return {
    key,
    value,
    owner,
    version,
    createdAt: new Date(createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}

const foreign = (path: string, cause?: unknown) =>
  new ConfigError(`The state file ${path} does not hold what mcm writes there. Remove it.`, { cause });
