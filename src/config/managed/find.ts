import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../env-file.js';
import { ConfigError, errorCode } from '../error.js';
import type { Owner } from './protected.js';
import type { Floor } from './schema.js';
import { config as configWords } from '../../locale/en/config.js';
import { say } from '../../locale/words.js';

/** The names that a managed config has in its directory. */
export const MANAGED_NAMES = ['managed.json', 'managed.yaml', 'managed.yml'];

/** A managed config that was found and holds. */
export interface Managed {
  readonly file: string;
  /** `sha256-` and the hex digest of its bytes. */
  readonly hash: string;
  readonly floor: Floor;
  /** Who owns it, and has to own what it names. */
  readonly owner: Owner;
}

/** Where administrators put theirs, and who has to own it. */
export interface ManagedPlace {
  readonly directory: string;
  readonly owner: Owner;
}

/** `/etc/mcm`, owned by root; `%ProgramData%\mcm` on Windows. */
export function managedPlace(env: Env, platform: NodeJS.Platform): ManagedPlace {
  if (platform !== 'win32') return { directory: '/etc/mcm', owner: 0 };
  return { directory: path.win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'mcm'), owner: undefined };
}

/**
 * The managed configs of this machine: the one in its place, and the one that MCM_MANAGED_CONFIG names, which comes on top and takes
 * the place of none. Throws a ConfigError for one that is there and cannot be read, is wrong, or could be changed by others.
 */
export async function findManaged(env: Env, place: ManagedPlace): Promise<readonly Managed[]> {
  const inPlace: string[] = [];
  for (const name of MANAGED_NAMES) {
    const file = path.join(place.directory, name);
    if (await isThere(file)) inPlace.push(file);
  }
  if (inPlace.length > 1) throw new ConfigError(say(configWords, (words) => words.severalManaged(inPlace)));
  const named = env['MCM_MANAGED_CONFIG'];
  const files = [...new Set([...inPlace, ...(named === undefined ? [] : [checkName(named)])])];
  return Promise.all(files.map((file) => readManaged(file, place.owner)));
}

function checkName(file: string): string {
  if (path.isAbsolute(file) && /\.(json|ya?ml)$/.test(file)) return path.resolve(file);
  throw new ConfigError(say(configWords, (words) => words.managedName(JSON.stringify(file))));
}

async function isThere(file: string): Promise<boolean> {
  try {
    // A link that leads nowhere is there, and cannot be read.
    await lstat(file);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw unreadable(file, error);
  }
}

async function readManaged(file: string, owner: Owner): Promise<Managed> {
  const { checkProtected } = await import('./protected.js');
  const { floorSchema } = await import('./schema.js');
  const { parseData } = await import('../read.js');
  const { explainConfig } = await import('../explain.js');
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
    await checkProtected(file, owner);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw unreadable(file, error);
  }
  const shape = floorSchema();
  const parsed = shape.safeParse(await parseData(file, bytes.toString('utf8')), { jitless: true });
  if (!parsed.success) throw explainConfig(file, parsed.error, { shape });
  return {
    file,
    hash: `sha256-${createHash('sha256').update(bytes).digest('hex')}`,
    floor: parsed.data,
    owner,
  };
}

const unreadable = (file: string, cause: unknown): ConfigError =>
  new ConfigError(
    say(configWords, (words) => words.managedUnreadable(file, errorCode(cause))),
    { cause },
  );
