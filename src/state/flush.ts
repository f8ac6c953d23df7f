import { open } from 'node:fs/promises';
import { errorCode } from '../config/error.js';

/** Puts the names in a directory on disk: what was made, renamed or removed there outlasts a power cut from then on. */
export async function flushDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory.
  if (process.platform === 'win32') return;
  let handle;
  try {
    handle = await open(directory, 'r');
  } catch (error) {
    // Someone removed it since, and flushes that themselves.
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  await handle.sync().finally(() => handle.close());
}
