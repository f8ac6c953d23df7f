import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../config/error.js';

/** Writes a config where there is none, whole or not at all. Throws with the code EEXIST where there is one by now. */
export async function writeNewConfig(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.mcm-${String(process.pid)}`;
  try {
    await writeFile(unfinished, text, { flag: 'wx', mode: 0o600 });
    // Unlike a rename, this never takes the place of a file that has come in the meantime.
    await link(unfinished, file).catch(async (error: unknown) => {
      if (errorCode(error) === 'EEXIST' || existsSync(file)) throw error;
      // Some file systems know no links.
      await rename(unfinished, file);
    });
  } finally {
    await rm(unfinished, { force: true });
  }
}
