import { open } from 'node:fs/promises';

/**
 * Writes some of the bytes to an open file and says how many, as `writeSync` of Node.js does. It does not leave the thread: for what goes
 * into the cache of the system, the way to another thread and back takes longer than the write.
 */
export type WriteBytes = (
  file: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number | null,
) => number;

/** Which run of the machine this is; undefined where the system does not say it (macOS, Windows). */
export async function bootId(): Promise<string | undefined> {
  const file = await open('/proc/sys/kernel/random/boot_id').catch(() => undefined);
  if (!file) return undefined;
  const text = await file.readFile('utf8').finally(() => file.close());
  return text.trim() || undefined;
}

/** The name of a new file is on disk only once its directory is; Windows cannot open a directory. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}
