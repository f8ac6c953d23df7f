import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findNpm } from '../../src/installed/npm.js';

let directory: string;
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'mcm-npm-')));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** An npm that says who it is and what it was asked. */
async function script(path: string, who: string): Promise<void> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `console.log(${JSON.stringify(who)}, ...process.argv.slice(2));`);
}

/** A Node.js in a folder of its own. */
async function node(folder: string): Promise<string> {
  await mkdir(join(directory, folder), { recursive: true });
  const path = join(directory, folder, 'node');
  await symlink(process.execPath, path);
  return path;
}

const asked = async (env: Record<string, string>, execPath: string, platform: NodeJS.Platform = 'linux') =>
  (await (await findNpm(env, execPath, platform))(['pack', 'a b'], directory)).trim();

describe('npm is found [RULE:PLUGIN-INSTALLED]', () => {
  it('beside Node.js, before PATH', async () => {
    await script('usr/lib/node_modules/npm/bin/npm-cli.js', 'own');
    await script('other/npm.js', 'other');
    await symlink('npm.js', join(directory, 'other', 'npm'));
    expect(await asked({ PATH: join(directory, 'other') }, await node('usr/bin'))).toBe('own pack a b');
  });

  it('beside Node.js, as Windows has it', async () => {
    await script('bin/node_modules/npm/bin/npm-cli.js', 'windows');
    expect(await asked({}, await node('bin'), 'win32')).toBe('windows pack a b');
  });

  it('on PATH, first to last, run with this Node.js', async () => {
    await script('one/npm.js', 'one');
    await symlink('npm.js', join(directory, 'one', 'npm'));
    const path = ['missing', 'one', 'two'].map((name) => join(directory, name)).join(delimiter);
    expect(await asked({ PATH: path }, await node('bin'))).toBe('one pack a b');
  });

  it('on PATH as a program of its own', async () => {
    await mkdir(join(directory, 'shim'));
    await writeFile(join(directory, 'shim', 'npm'), '#!/bin/sh\necho shim "$1" "$2"\n');
    await chmod(join(directory, 'shim', 'npm'), 0o755);
    expect(await asked({ PATH: join(directory, 'shim') }, await node('bin'))).toBe('shim pack a b');
  });

  it('or it is said that there is none', async () => {
    await expect(findNpm({ PATH: directory }, await node('bin'), 'linux')).rejects.toThrow(
      /^There is no npm, neither beside .* nor on PATH, and mcm installs plugins with it/,
    );
  });

  it('and what it complains of is passed on', async () => {
    const file = join(directory, 'npm');
    await writeFile(
      join(directory, 'npm.js'),
      `console.error('npm error code E404\\nnpm error A complete log of this run can be found in: x'); process.exitCode = 1;`,
    );
    await symlink('npm.js', file);
    const npm = await findNpm({ PATH: directory }, await node('bin'), 'linux');
    await expect(npm(['install'], directory)).rejects.toThrow('npm could not do it:\nnpm error code E404');
    await expect(npm(['install'], directory)).rejects.not.toThrow('complete log');
  });
});
