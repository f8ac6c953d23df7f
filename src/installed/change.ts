import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { ensureStateDirectory } from '../state/directory.js';
import { FileStore } from '../state/file-store.js';
import { stateKey } from '../state/key.js';
import { acquireLease } from '../state/lease.js';
import { InstallError } from './error.js';
import { readLock, type Lock } from './lock.js';
import type { Clock } from 'multi-cloud-manager/plugin';

/** Lets one process at a time change what is installed, on a directory in which nothing lies that the lock does not name. */
export async function changing<T>(
  pluginDir: string,
  clock: Clock,
  change: (lock: Lock) => Promise<T>,
): Promise<T> {
  await ensureStateDirectory(pluginDir);
  const store = new FileStore({ stateDir: pluginDir, clock, host: crypto.randomUUID() });
  const taken = await acquireLease(store, stateKey('plugins', 'change'), 'mcm plugin');
  if ('heldBy' in taken) {
    const { pid } = taken.heldBy.owner;
    throw new InstallError(say(plugins, (words) => words.busy(pid)));
  }
  try {
    const lock = await readLock(pluginDir);
    await sweep(pluginDir, lock);
    return await change(lock);
  } finally {
    await taken.lease.release();
  }
}

/** Removes what a process left that was killed, and what was in use by a server when it was replaced. */
async function sweep(pluginDir: string, lock: Lock): Promise<void> {
  const named = new Set([...lock.values()].map(({ directory }) => directory));
  for (const name of await readdir(pluginDir))
    if (name.startsWith('package-') && !named.has(name))
      await rm(join(pluginDir, name), { recursive: true, force: true });
}
