import type { Stats } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, errorCode } from '../config/error.js';
import { state as words } from '../locale/en/state.js';
import { say } from '../locale/words.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Joins as the platform does, whatever platform this runs on. */
const pathsOf = (platform: NodeJS.Platform) => (platform === 'win32' ? path.win32 : path.posix);

/** An empty variable counts as unset. */
const given = (env: Env, variable: string): string | undefined =>
  env[variable] === '' ? undefined : env[variable];

/** The XDG rules: a relative value is ignored. */
function xdg(env: Env, variable: string, fallback: string): string {
  const value = given(env, variable);
  return value !== undefined && path.posix.isAbsolute(value) ? value : fallback;
}

/** Where audit trail, approvals and trust are kept: MCM_STATE_DIR, else the platform's place for state. */
export function stateDirectory(env: Env, platform: NodeJS.Platform, home: string): string {
  const paths = pathsOf(platform);
  const own = given(env, 'MCM_STATE_DIR');
  if (own !== undefined) return paths.resolve(own);
  if (platform === 'win32') {
    const local = given(env, 'LOCALAPPDATA') ?? paths.join(home, 'AppData', 'Local');
    return paths.join(local, 'mcm', 'state');
  }
  if (platform === 'darwin') return paths.join(home, 'Library', 'Application Support', 'mcm', 'state');
  return paths.join(xdg(env, 'XDG_STATE_HOME', paths.join(home, '.local', 'state')), 'mcm');
}

/** Where `mcm plugin add` keeps plugins: MCM_PLUGIN_DIR, else below the state directory. */
export function pluginDirectory(env: Env, platform: NodeJS.Platform, home: string): string {
  const paths = pathsOf(platform);
  const own = given(env, 'MCM_PLUGIN_DIR');
  return own === undefined ? paths.join(stateDirectory(env, platform, home), 'plugins') : paths.resolve(own);
}

/** Where a person's own config lies. */
export function userConfigDirectory(env: Env, platform: NodeJS.Platform, home: string): string {
  const paths = pathsOf(platform);
  if (platform === 'win32') {
    return paths.join(given(env, 'APPDATA') ?? paths.join(home, 'AppData', 'Roaming'), 'mcm');
  }
  if (platform === 'darwin') return paths.join(home, 'Library', 'Preferences', 'mcm');
  return paths.join(xdg(env, 'XDG_CONFIG_HOME', paths.join(home, '.config')), 'mcm');
}

/** The user id of this process; undefined on Windows. */
const ownUid = (): number | undefined => process.getuid?.();

/**
 * Throws unless `directory` is a real directory of this user to which nobody else may write: otherwise someone else could decide
 * what is trusted and approved. False when there is nothing yet.
 */
export async function checkStateDirectory(directory: string, uid = ownUid()): Promise<boolean> {
  const found = await ownDirectory(directory, uid);
  if (found && uid !== undefined && (found.mode & 0o022) !== 0)
    throw new ConfigError(say(words, (state) => state.othersWrite(directory)));
  return found !== undefined;
}

/**
 * As {@link checkStateDirectory}, for a directory that mcm made itself below the state directory: it also throws when
 * others may look or write into it.
 */
export async function checkClosedDirectory(directory: string, uid = ownUid()): Promise<boolean> {
  const found = await ownDirectory(directory, uid);
  if (found === undefined) return false;
  const mode = found.mode & 0o777;
  if (uid !== undefined && (mode & 0o077) !== 0) {
    throw new ConfigError(
      say(words, (state) => state.directoryMode(directory, mode.toString(8).padStart(4, '0'))),
    );
  }
  return true;
}

async function ownDirectory(directory: string, uid: number | undefined): Promise<Stats | undefined> {
  let found;
  try {
    // `resolve` drops a trailing slash, which would make lstat follow a link.
    found = await lstat(path.resolve(directory));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unusableState(directory, error);
  }
  const refuse = (pick: (state: typeof words) => (directory: string) => string) =>
    new ConfigError(say(words, (state) => pick(state)(directory)));
  if (found.isSymbolicLink()) throw refuse((state) => state.directoryIsLink);
  if (!found.isDirectory()) throw refuse((state) => state.notADirectory);
  if (uid !== undefined && found.uid !== uid) throw refuse((state) => state.directoryOfOther);
  return found;
}

/** Makes the state directory (mode 0700) if need be, and throws where {@link checkStateDirectory} does. */
export async function ensureStateDirectory(directory: string, uid = ownUid()): Promise<void> {
  if (await checkStateDirectory(directory, uid)) return;
  try {
    await mkdir(path.resolve(directory), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusableState(directory, error);
  }
  // Someone may have been quicker: look at what is there now.
  await checkStateDirectory(directory, uid);
}

/** What to throw when the system refuses something in the state directory. */
export function unusableState(directory: string, cause: unknown): ConfigError {
  return new ConfigError(
    say(words, (state) => state.directoryUnusable(directory, errorCode(cause))),
    { cause },
  );
}
