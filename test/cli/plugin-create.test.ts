import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.js';
import { Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

/** Runs `mcm plugin create` in the project of the test. */
async function create(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(['plugin', 'create', ...args], {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: {},
    cwd: workspace.project,
    platform: 'linux',
    home: workspace.home,
    program: 'mcm',
    user: 'ada',
    locale: 'en' as const,
  });
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  return { code, stdout: read(stdout), stderr: read(stderr) };
}

const read = (path: string): Promise<string> => readFile(join(workspace.project, path), 'utf8');

async function files(directory: string): Promise<readonly string[]> {
  const entries = await readdir(join(workspace.project, directory), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(workspace.project, directory).length + 1))
    .sort();
}

describe('mcm plugin create', () => {
  it('writes a plugin under its name', async () => {
    const { code, stdout, stderr } = await create('acme-cloud');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('mcm-plugin-acme-cloud is in mcm-plugin-acme-cloud: 15 files.');
    expect(stdout).toContain('npm run mcm -- call list_acme_cloud_servers');
    expect(await files('mcm-plugin-acme-cloud')).toEqual([
      '.github/workflows/ci.yml',
      '.gitignore',
      'README.md',
      'mcm.config.json',
      'package.json',
      'simulator/cloud.ts',
      'simulator/run.ts',
      'src/config.ts',
      'src/index.ts',
      'src/provider.ts',
      'src/tools.ts',
      'src/wire.ts',
      'test/contract.test.ts',
      'test/host.test.ts',
      'tsconfig.json',
    ]);
  });

  it('spells the name as each place wants it, and leaves none of the template', async () => {
    await create('acme-cloud');
    const all = await Promise.all(
      (await files('mcm-plugin-acme-cloud')).map((file) => read(`mcm-plugin-acme-cloud/${file}`)),
    );
    expect(all.join('\n')).not.toMatch(/template|MCM_VERSION/i);
    expect(await read('mcm-plugin-acme-cloud/src/tools.ts')).toContain(`name: 'reboot_acme_cloud_server'`);
    expect(await read('mcm-plugin-acme-cloud/src/config.ts')).toContain(`'ACME_CLOUD_TOKEN'`);
    expect(await read('mcm-plugin-acme-cloud/src/provider.ts')).toContain(`displayName = 'Acme Cloud'`);
    expect(await read('mcm-plugin-acme-cloud/src/provider.ts')).toContain('class AcmeCloudProvider');
  });

  it('makes a package as the convention has it, for this version of mcm', async () => {
    await create('acme');
    expect(JSON.parse(await read('mcm-plugin-acme/package.json'))).toMatchObject({
      name: 'mcm-plugin-acme',
      keywords: ['mcm-plugin'],
      type: 'module',
      files: ['dist/src'],
      dependencies: { zod: '^4.0.0' },
      peerDependencies: { 'multi-cloud-manager': '^0.1.0' },
    });
  });

  it('writes a policy', async () => {
    const { code } = await create('--policy', 'hands-off', '--dir', 'rules/mine');
    expect(code).toBe(0);
    expect(await read('rules/mine/src/index.ts')).toContain('export default function handsOff(');
    expect((await files('rules/mine')).filter((file) => !file.startsWith('.'))).toEqual([
      'README.md',
      'package.json',
      'src/index.ts',
      'test/cloud.ts',
      'test/policy.test.ts',
      'tsconfig.json',
    ]);
  });

  it('takes an empty directory that is there', async () => {
    await mkdir(join(workspace.project, 'here'));
    expect((await create('acme', '--dir', 'here')).code).toBe(0);
    expect(await read('here/package.json')).toContain('mcm-plugin-acme');
  });

  it.each([
    ['a directory with something in it', 'mcm-plugin-acme', 'is not empty'],
    ['a file', 'mcm-plugin-acme/notes.txt', 'cannot be used: ENOTDIR'],
  ])('refuses %s and leaves it as it is', async (_what, dir, sentence) => {
    await mkdir(join(workspace.project, 'mcm-plugin-acme'));
    await writeFile(join(workspace.project, 'mcm-plugin-acme/notes.txt'), 'mine');
    const { code, stdout, stderr } = await create('acme', '--dir', dir);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(await files('mcm-plugin-acme')).toEqual(['notes.txt']);
  });

  // The first file fits into the longest path that Linux takes, the next one does not.
  const deep = (): string => {
    const left = 4095 - workspace.project.length - '/'.length - '/README.md'.length;
    return Array.from({ length: Math.ceil(left / 200) }, (_, index) =>
      'd'.repeat(Math.min(199, left - index * 200)),
    ).join('/');
  };

  it('takes back what it wrote when something fails on the way', async () => {
    const { code, stderr } = await create('acme', '--dir', deep());
    expect(code).toBe(2);
    expect(stderr).toContain('could not be written (ENAMETOOLONG); nothing was left behind.');
    expect(await files('.')).toEqual([]);
    expect(await readdir(workspace.project)).toEqual([]);
  });

  it('then leaves a directory that was there, empty', async () => {
    await mkdir(join(workspace.project, deep()), { recursive: true });
    expect((await create('acme', '--dir', deep())).code).toBe(2);
    expect(await readdir(join(workspace.project, deep()))).toEqual([]);
  });

  it.each([
    ['Acme', 'NAME must be 1 to 32 lower-case letters'],
    ['9lives', 'NAME must be 1 to 32 lower-case letters'],
    ['a--b', 'NAME must be 1 to 32 lower-case letters'],
    ['a/../b', 'NAME must be 1 to 32 lower-case letters'],
    ['a'.repeat(33), 'NAME must be 1 to 32 lower-case letters'],
    ['mcm-plugin-acme', 'NAME is acme alone'],
    ['@us/mcm-plugin-acme', 'NAME is acme alone'],
    ['vultr', 'vultr is the name of a built-in plugin'],
  ])('refuses the name %s', async (name, sentence) => {
    const { code, stderr } = await create(name);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(await readdir(workspace.project)).toEqual([]);
  });
});
