import { copyFile, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../config/error.js';

/** Writes a client's file whole or not at all, and keeps what it was beside it. Gives the copy, where there was a file. */
export async function writeClientFile(file: string, text: string, now: Date): Promise<string | undefined> {
  // Some people keep these files elsewhere and link to them.
  const place = await realpath(file).catch(() => file);
  const before = await stat(place).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  await mkdir(dirname(place), { recursive: true });
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const backup = before && `${place}.before-mcm-${stamp}`;
  if (backup !== undefined) await copyFile(place, backup);
  const unfinished = `${place}.mcm-${String(process.pid)}`;
  try {
    await writeFile(unfinished, text, { flag: 'wx', mode: before ? before.mode & 0o777 : 0o600 });
    await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return backup;
}
