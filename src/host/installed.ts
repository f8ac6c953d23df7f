import { join } from 'node:path';
import { contentState } from '../installed/content.js';
import { inLock, readLock } from '../installed/lock.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { textOf } from '../locale/error-in.js';
import { say } from '../locale/words.js';

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
    throw new SaidError(textOf(cause), { cause });
  });
  const found = inLock(lock, name);
  if (!found) return undefined;
  const { packageName, installed } = found;
  return {
    packageName,
    async checked() {
      const state = await contentState(pluginDir, installed);
      if (state === 'ok') return join(pluginDir, installed.directory);
      throw new SaidError(
        say(loading, (words) =>
          (state === 'missing' ? words.filesGone : words.filesChanged)(packageName, installed.from),
        ),
      );
    },
    ambiguous: (path) =>
      new SaidError(
        say(loading, (words) => {
          const next = name === packageName ? words.removeOne(packageName) : words.writeFirst(packageName);
          return words.ambiguous(name, packageName, path) + next;
        }),
      ),
  };
}
