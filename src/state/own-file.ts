import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { ConfigError, errorCode } from '../config/error.js';
import { state as words } from '../locale/en/state.js';
import { say } from '../locale/words.js';

/** Windows has neither of the two. */
const NO_FOLLOW = constants.O_NOFOLLOW as number | undefined;
/** Without it, opening a named pipe would wait for its other end. */
const NO_WAIT = (constants.O_NONBLOCK as number | undefined) ?? 0;

/**
 * The one way to open a file below the state directory: a regular file of this user that nobody else may read or write,
 * and not through a symbolic link. One that is created gets mode 0600.
 *
 * @param flags of `node:fs` constants; O_TRUNC empties the file only once it is known to be our own
 * @param uid the user it must belong to; undefined on Windows, where access lists do what modes do elsewhere
 * @throws ConfigError with the file and what is wrong with it. That there is none (ENOENT), or one already (EEXIST with
 * O_EXCL), is an answer and no fault: those errors come as they are.
 */
export async function openOwnFile(
  path: string,
  flags: number,
  uid: number | undefined = process.getuid?.(),
): Promise<FileHandle> {
  const handle = await openUnfollowed(path, flags & ~constants.O_TRUNC);
  try {
    checkOwn(path, await handle.stat(), uid);
    if ((flags & constants.O_TRUNC) !== 0) await handle.truncate(0);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openUnfollowed(path: string, flags: number): Promise<FileHandle> {
  try {
    if (NO_FOLLOW === undefined) await refuseLink(path);
    return await open(path, flags | NO_WAIT | (NO_FOLLOW ?? 0), 0o600);
  } catch (error) {
    throw refusal(path, error);
  }
}

async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() === true) throw asLink(path);
}

const asLink = (path: string, cause?: unknown) =>
  new ConfigError(
    say(words, (state) => state.fileIsLink(path)),
    cause === undefined ? undefined : { cause },
  );

const asOther = (path: string, cause?: unknown) =>
  new ConfigError(
    say(words, (state) => state.notAFile(path)),
    cause === undefined ? undefined : { cause },
  );

function refusal(path: string, error: unknown): unknown {
  if (error instanceof ConfigError) return error;
  const code = errorCode(error);
  switch (code) {
    case 'ENOENT':
    case 'EEXIST':
      return error;
    case 'ELOOP':
      return asLink(path, error);
    // What is no file cannot be opened for writing: a directory; a pipe or a socket.
    case 'EISDIR':
    case 'ENXIO':
      return asOther(path, error);
    default:
      return new ConfigError(
        say(words, (state) => state.fileUnusable(path, code)),
        { cause: error },
      );
  }
}

function checkOwn(path: string, found: Stats, uid: number | undefined): void {
  if (!found.isFile()) throw asOther(path);
  if (uid === undefined) return;
  if (found.uid !== uid) {
    throw new ConfigError(say(words, (state) => state.fileOfOther(path)));
  }
  const open = found.mode & 0o777;
  if ((open & 0o077) !== 0) {
    throw new ConfigError(say(words, (state) => state.fileMode(path, open.toString(8).padStart(4, '0'))));
  }
}
