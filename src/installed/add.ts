import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { BUILTIN_NAMES } from '../config/builtin-names.js';
import { integrityOf } from '../integrity/integrity.js';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { changing } from './change.js';
import { InstallError } from './error.js';
import { fetchPackage } from './fetch.js';
import { writeLock, type InstalledPackage, type Lock } from './lock.js';

/** What a package turned out to be when it was loaded. */
export interface Probed {
  readonly kind: 'plugin' | 'policy';
  /** The name of the plugin. */
  readonly name?: string;
}

/** What installing needs. */
export interface AddParts {
  readonly pluginDir: string;
  readonly clock: Clock;
  readonly npm: (args: readonly string[], cwd: string) => Promise<void>;
  /** Loads the package from the directory that it was installed in, in another process; rejects with why it cannot be used. */
  readonly probe: (directory: string, packageName: string) => Promise<Probed>;
}

/** A package as it was installed, and the version that it took the place of. */
export interface Added {
  readonly packageName: string;
  readonly installed: InstalledPackage;
  readonly before?: string;
}

/**
 * Installs a package in a directory of its own. What counts is the lock, which is written last, in one step: before that nothing has
 * changed, and whatever fails leaves the version that was there before.
 *
 * @param spec what npm is told
 * @param path the absolute path, where `spec` is one
 */
export function addPackage(spec: string, path: string | undefined, parts: AddParts): Promise<Added> {
  const { pluginDir, clock, npm, probe } = parts;
  return changing(pluginDir, clock, async (lock) => {
    const directory = await mkdtemp(join(pluginDir, 'package-'));
    try {
      const { packageName, version, integrity } = await fetchPackage(directory, spec, npm);
      const content = await integrityOf(directory);
      const { kind, name } = await probe(directory, packageName);
      if ((await integrityOf(directory)) !== content)
        throw new InstallError(say(plugins, (words) => words.changesItself(packageName)));
      refuseTaken(lock, packageName, name);
      const installed: InstalledPackage = {
        kind,
        ...(name !== undefined && { plugin: name }),
        version,
        from: path ?? `${packageName}@${version}`,
        ...(integrity !== undefined && { integrity }),
        content,
        directory: basename(directory),
      };
      await writeLock(pluginDir, new Map(lock).set(packageName, installed));
      const before = lock.get(packageName)?.version;
      return { packageName, installed, ...(before !== undefined && { before }) };
    } catch (error) {
      // What is in the way here goes with the next change.
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  });
}

/** A name in a config means one thing. */
function refuseTaken(lock: Lock, packageName: string, plugin: string | undefined): void {
  const names = [packageName, ...(plugin === undefined ? [] : [plugin])];
  const builtins: readonly string[] = BUILTIN_NAMES;
  for (const name of names) {
    if (builtins.includes(name))
      throw new InstallError(say(plugins, (words) => words.takenByMcm(packageName, name)));
    for (const [other, installed] of lock)
      if (other !== packageName && (other === name || installed.plugin === name))
        throw new InstallError(say(plugins, (words) => words.takenBy(packageName, name, other)));
  }
}
