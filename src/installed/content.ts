import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { integrityOf } from '../integrity/integrity.js';
import type { InstalledPackage } from './lock.js';

/** Whether the files of a package are those that were installed. */
export type ContentState = 'ok' | 'changed' | 'missing';

/** Reads every file of the package and its dependencies. What cannot be read has changed. */
export async function contentState(pluginDir: string, installed: InstalledPackage): Promise<ContentState> {
  const directory = join(pluginDir, installed.directory);
  if (!(await stat(directory).catch(() => undefined))) return 'missing';
  const found = await integrityOf(directory).catch(() => undefined);
  return found === installed.content ? 'ok' : 'changed';
}
