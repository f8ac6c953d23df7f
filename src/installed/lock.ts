import { constants } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, errorCode } from '../config/error.js';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { checkStateDirectory, ensureStateDirectory } from '../state/directory.js';
import { openOwnFile } from '../state/own-file.js';

const text = z.string().min(1);

const InstalledPackage = z.strictObject({
  kind: z.enum(['plugin', 'policy']),
  /** The name that the plugin has in mcm. */
  plugin: text.optional(),
  version: text,
  /** What installs the same again: `name@version`, or the path that was named. */
  from: text,
  /** Of the package's tarball, as npm wrote it down; npm knows none for a folder. */
  integrity: text.optional(),
  /** Of everything in `directory`, dependencies included: `integrityOf`. */
  content: text,
  /** Beside the lock. */
  directory: z.string().regex(/^package-\w+$/),
});

/** What is known of one installed package. */
export type InstalledPackage = z.output<typeof InstalledPackage>;

const LockFile = z.strictObject({ version: z.literal(1), packages: z.record(text, InstalledPackage) });

/** Package name → what was installed. */
export type Lock = ReadonlyMap<string, InstalledPackage>;

const fileOf = (pluginDir: string): string => join(pluginDir, 'plugins.lock.json');

/** The lock of a plugin directory; empty where there is none. Throws ConfigError where it cannot be believed. */
export async function readLock(pluginDir: string): Promise<Lock> {
  if (!(await checkStateDirectory(pluginDir))) return new Map();
  const file = fileOf(pluginDir);
  let content: string;
  try {
    const handle = await openOwnFile(file, constants.O_RDONLY);
    content = await handle.readFile('utf8').finally(() => handle.close());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Map();
    throw error;
  }
  try {
    return new Map(Object.entries(LockFile.parse(JSON.parse(content)).packages));
  } catch (cause) {
    throw new ConfigError(
      say(plugins, (words) => words.lockNotOurs(file)),
      { cause },
    );
  }
}

/** Puts another lock in the place of the old one, in one step. */
export async function writeLock(pluginDir: string, lock: Lock): Promise<void> {
  await ensureStateDirectory(pluginDir);
  const packages = Object.fromEntries([...lock].sort(([one], [other]) => (one < other ? -1 : 1)));
  const file = fileOf(pluginDir);
  const temporary = `${file}.tmp`;
  // Left by a process that was killed; whoever changes the directory does so alone.
  await rm(temporary, { force: true });
  const handle = await openOwnFile(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
  try {
    await handle.writeFile(`${JSON.stringify({ version: 1, packages }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** The installed package of this name, or the one whose plugin has it in mcm. */
export function inLock(
  lock: Lock,
  name: string,
): { readonly packageName: string; readonly installed: InstalledPackage } | undefined {
  for (const [packageName, installed] of lock)
    if (packageName === name || installed.plugin === name) return { packageName, installed };
  return undefined;
}
