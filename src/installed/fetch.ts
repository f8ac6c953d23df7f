import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { InstallError } from './error.js';

/** What npm is told, whatever the person's own settings of npm say. */
const INSTALL = [
  'install',
  // No code of a package runs before mcm itself loads it.
  '--ignore-scripts',
  // mcm is there already, and plugins get it from the host.
  '--legacy-peer-deps',
  // A folder is copied as its tarball would be, not linked.
  '--install-links',
  '--no-bin-links',
  // Where git is run, the repository has a word in how.
  '--allow-git=none',
  ...['--save', '--save-exact', '--package-lock', '--omit=dev', '--no-audit', '--no-fund'],
  ...['--no-global', '--no-dry-run', '--no-workspaces', '--loglevel=error'],
];

/** What was fetched. */
export interface Fetched {
  readonly packageName: string;
  readonly version: string;
  /** Of its tarball. */
  readonly integrity?: string;
}

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
const PackageLock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional() }),
  ),
});

/** Has npm fill an empty directory with one package and what it depends on. */
export async function fetchPackage(
  directory: string,
  spec: string,
  npm: (args: readonly string[], cwd: string) => Promise<void>,
): Promise<Fetched> {
  await writeFile(join(directory, 'package.json'), '{ "private": true }\n');
  await npm([...INSTALL, '--', spec], directory);
  const { dependencies } = await json(join(directory, 'package.json'), Manifest);
  const [packageName, ...others] = Object.keys(dependencies);
  const { packages } = await json(join(directory, 'package-lock.json'), PackageLock);
  const { version, integrity } = packages[`node_modules/${packageName ?? ''}`] ?? {};
  if (packageName === undefined || others.length > 0 || version === undefined)
    throw new InstallError(say(plugins, (words) => words.npmSaidNothing(spec)));
  await refuseLinks(directory);
  return { packageName, version, ...(integrity !== undefined && { integrity }) };
}

async function json<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** What a link points at can change without a trace here. */
async function refuseLinks(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link) {
    const path = join(link.parentPath, link.name).slice(directory.length + 1);
    throw new InstallError(say(plugins, (words) => words.link(path)));
  }
}
