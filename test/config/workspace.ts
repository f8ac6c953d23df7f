import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { errorMessage } from '../../src/config/error.js';
import { loadConfig, type LoadedConfig, type LoadOptions } from '../../src/config/load.js';
import type { HostModules } from '../../src/config/modules.js';

export const hostModules: HostModules = {
  'multi-cloud-manager': () => import('../../src/index.js'),
  'multi-cloud-manager/plugin': () => import('multi-cloud-manager/plugin'),
  zod: () => import('zod'),
};

/** A home directory and an open project beside it, in a temporary directory of their own. */
export class Workspace {
  readonly home: string;
  readonly project: string;
  readonly userDirectory: string;
  readonly stateDir: string;

  private constructor(readonly root: string) {
    this.home = join(root, 'home');
    this.project = join(root, 'open', 'project');
    this.userDirectory = join(this.home, '.config', 'mcm');
    this.stateDir = join(this.home, '.local', 'state', 'mcm');
  }

  static async create(): Promise<Workspace> {
    const workspace = new Workspace(await realpath(await mkdtemp(join(tmpdir(), 'mcm-config-'))));
    await mkdir(workspace.home);
    await mkdir(workspace.project, { recursive: true });
    return workspace;
  }

  async write(file: string, content: string): Promise<string> {
    const path = join(this.root, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  load(options: Partial<LoadOptions> = {}): Promise<LoadedConfig> {
    return loadConfig({
      cwd: this.project,
      env: {},
      platform: 'linux',
      home: this.home,
      hostModules,
      ...options,
    });
  }

  async remove(): Promise<void> {
    await chmod(this.project, 0o700);
    await rm(this.root, { recursive: true, force: true });
  }
}

/** The message of the error that this ends in. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return errorMessage(error);
  }
  throw new Error('It did not fail.');
}
