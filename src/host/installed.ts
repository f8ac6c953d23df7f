import { join } from 'node:path';
import { errorMessage } from '../config/error.js';
import { contentState } from '../installed/content.js';
import { inLock, readLock } from '../installed/lock.js';

/** A package of `mcm plugin add` that a config names. */
export interface NamedPackage {
  readonly packageName: string;
  /** Its directory, once every file in it was found to be the one that was installed. Rejects with how to repair it. */
  checked(): Promise<string>;
  /** What to say where a package at this path has the same name. */
  ambiguous(path: string): Error;
}

/** Looks the name up in the lock: a package's, or the one that its plugin has in mcm. */
export async function findInstalled(
  name: string,
  pluginDir: string | undefined,
): Promise<NamedPackage | undefined> {
  if (pluginDir === undefined) return undefined;
  const lock = await readLock(pluginDir).catch((cause: unknown) => {
    // Costs this plugin, not the start.
    throw new Error(errorMessage(cause), { cause });
  });
  const found = inLock(lock, name);
  if (!found) return undefined;
  const { packageName, installed } = found;
  return {
    packageName,
    async checked() {
      const state = await contentState(pluginDir, installed);
      if (state === 'ok') return join(pluginDir, installed.directory);
      throw new Error(
        `the files of ${packageName} ${state === 'missing' ? 'are gone' : 'are not those that were installed'}, so it was not loaded; install it again: mcm plugin add ${installed.from}`,
      );
    },
    ambiguous: (path) =>
      new Error(
        `${name} means two packages: ${packageName}, which mcm plugin add installed, and the one at ${path}; ${
          name === packageName
            ? `remove one of them (mcm plugin remove ${packageName})`
            : `write ${packageName} for the first`
        }`,
      ),
  };
}
