import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../src/doctor/find-program.js';
import { LEAST_NODE, nodeCheck, pathCheck } from '../../src/doctor/node.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-doctor-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function program(path: string): Promise<string> {
  const file = join(directory, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
}

describe('Node.js [RULE:DOCTOR]', () => {
  it.each([
    ['18.20.0', 'failed'],
    ['20.18.3', 'failed'],
    ['20.19.0', 'warning'],
    ['22.1.0', 'ok'],
    ['24.0.0', 'ok'],
  ])('%s is %s', (node, status) => {
    expect(nodeCheck({ node, nodePath: '/usr/bin/node', locale: 'en' }).status).toBe(status);
  });

  it('is wanted in the version that package.json names', async () => {
    const { engines } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as {
      engines: { node: string };
    };
    expect(engines.node).toBe(`>=${LEAST_NODE}`);
  });
});

describe('mcm on PATH [RULE:DOCTOR]', () => {
  const check = (own: string, path: string) =>
    pathCheck({ env: { PATH: path }, platform: 'linux', cwd: directory, program: own, locale: 'en' });

  it('may be missing', async () => {
    expect((await check(await program('own/cli.js'), join(directory, 'bin'))).status).toBe('ok');
  });

  it('may be a link to this one', async () => {
    const own = await program('own/cli.js');
    await mkdir(join(directory, 'bin'));
    await symlink(own, join(directory, 'bin', 'mcm'));
    expect(await check(own, join(directory, 'bin'))).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('on PATH as'),
    });
  });

  it('is a warning where it is another one', async () => {
    const other = await program('bin/mcm');
    expect(await check(await program('own/cli.js'), join(directory, 'bin'))).toMatchObject({
      status: 'warning',
      found: expect.stringContaining(other),
    });
  });
});

describe('finding a program', () => {
  const find = (command: string, path = join(directory, 'bin')) =>
    findProgram(command, { path, platform: 'linux', cwd: directory, env: {} });

  it('takes the first on PATH that runs', async () => {
    await mkdir(join(directory, 'none'));
    await writeFile(join(directory, 'none', 'mcm'), 'no program');
    await mkdir(join(directory, 'folder', 'mcm'), { recursive: true });
    const right = await program('bin/mcm');
    expect(await find('mcm', ['none', 'folder', 'bin'].map((each) => join(directory, each)).join(':'))).toBe(
      right,
    );
  });

  it('takes a path as it is', async () => {
    const right = await program('bin/mcm');
    expect([await find('./bin/mcm', ''), await find(right, ''), await find('./mcm')]).toEqual([
      right,
      right,
      undefined,
    ]);
  });
});
