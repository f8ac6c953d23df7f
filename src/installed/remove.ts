import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { changing } from './change.js';
import { InstallError } from './error.js';
import { inLock, writeLock, type InstalledPackage } from './lock.js';

/** Takes a package out of the lock, by its own name or its plugin's, and then removes its files. */
export function removePackage(
  name: string,
  pluginDir: string,
  clock: Clock,
): Promise<{ readonly packageName: string; readonly installed: InstalledPackage }> {
  return changing(pluginDir, clock, async (lock) => {
    const found = inLock(lock, name);
    if (!found) throw new InstallError(say(plugins, (words) => words.notInstalled(name, pluginDir)));
    const left = new Map(lock);
    left.delete(found.packageName);
    await writeLock(pluginDir, left);
    // What is in the way here goes with the next change.
    await rm(join(pluginDir, found.installed.directory), { recursive: true, force: true }).catch(
      () => undefined,
    );
    return found;
  });
}
