import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, type room } from './built.js';

type Room = Awaited<ReturnType<typeof room>>;

/** What `npm install` would bring into a new package, linked from this repository: no network. */
const INSTALLED: Readonly<Record<string, string>> = {
  'multi-cloud-manager': '.',
  zod: 'node_modules/zod',
  typescript: 'node_modules/typescript',
  '@types/node': 'node_modules/@types/node',
  'undici-types': 'node_modules/undici-types',
  '.bin/mcm': 'dist/cli.cjs',
  '.bin/tsc': 'node_modules/typescript/bin/tsc',
};

/** Stands for `npm install` in a package that `mcm plugin create` wrote. */
export async function install(directory: string): Promise<void> {
  for (const [name, source] of Object.entries(INSTALLED)) {
    const link = join(directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, source), link);
  }
}

/** Runs a line in a shell there, with `mcm` on the path; rejects with all that it said where it fails. */
export async function shell(line: string, directory: string, { env }: Room): Promise<string> {
  const PATH = `${join(directory, 'node_modules', '.bin')}:${env.PATH}`;
  try {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], {
      cwd: directory,
      env: { ...env, PATH, NODE_DISABLE_COLORS: '1' },
    });
    return stdout + stderr;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${line} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
