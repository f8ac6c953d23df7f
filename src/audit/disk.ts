import { open } from 'node:fs/promises';

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
