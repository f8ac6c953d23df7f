import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNpm, runNpm } from '../../src/installed/npm.js';
import { messageOf } from '../config/workspace.js';

const NODE = '/opt/node/bin/node';
const WINDOWS_NODE = 'C:\\node\\node.exe';

describe('npm is found', () => {
  const find = (
    there: readonly string[],
    env: Readonly<Record<string, string>> = {},
    platform: NodeJS.Platform = 'linux',
  ) =>
    findNpm({ env, platform, node: platform === 'win32' ? WINDOWS_NODE : NODE }, (file) =>
      Promise.resolve(there.includes(file)),
    );

  const BESIDE = '/opt/node/lib/node_modules/npm/bin/npm-cli.js';

  it('as the one that started this process', async () => {
    const own = '/home/ann/.nvm/npm/bin/npm-cli.js';
    expect(await find([own, BESIDE], { npm_execpath: own })).toEqual({ command: NODE, args: [own] });
  });

  it('not as another package manager that did', async () => {
    const own = '/usr/lib/pnpm.cjs';
    expect(await find([own, BESIDE], { npm_execpath: own })).toEqual({ command: NODE, args: [BESIDE] });
  });

  it('beside Node.js', async () => {
    expect(await find([BESIDE, '/usr/bin/npm'], { PATH: '/usr/bin' })).toEqual({
      command: NODE,
      args: [BESIDE],
    });
  });

  it('on the path, in an absolute folder', async () => {
    expect(await find(['npm', '/usr/bin/npm'], { PATH: '.::/bin:/usr/bin' })).toEqual({
      command: '/usr/bin/npm',
      args: [],
    });
  });

  it.each([
    ['beside Node.js', {}, 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js'],
    ['behind npm.cmd on the path', { Path: 'D:\\npm' }, 'D:\\npm\\node_modules\\npm\\bin\\npm-cli.js'],
  ])('on Windows as its own script, %s', async (_where, env, script) => {
    expect(await find([script], env, 'win32')).toEqual({ command: WINDOWS_NODE, args: [script] });
  });

  it('or it is said that there is none', async () => {
    expect(await messageOf(find([], { PATH: '/usr/bin' }))).toBe(
      'npm was not found, and mcm installs plugins with it. Install the npm that comes with Node.js, or put it on the PATH.',
    );
  });
});

describe('npm is run', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mcm-npm-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const run = async (code: string, ...args: readonly string[]): Promise<void> => {
    const script = join(directory, 'npm-cli.js');
    await writeFile(script, code);
    await runNpm({ command: process.execPath, args: [script] }, args, directory, { WORD: 'hello' });
  };

  it('in the directory, with arguments that no shell reads and the environment that is given', async () => {
    await run(
      `require('fs').writeFileSync('told.json', JSON.stringify([process.argv.slice(2), process.env.WORD]))`,
      'install',
      '$(touch x); "y"',
    );
    expect(JSON.parse(await readFile(join(directory, 'told.json'), 'utf8'))).toEqual([
      ['install', '$(touch x); "y"'],
      'hello',
    ]);
  });

  it('and what it complains about is told without its noise', async () => {
    const said = [
      'npm warn Unknown cli config',
      'npm error code E404',
      'npm error 404 Not \\u001b[31mFound\\u001b[0m',
      'npm error',
      'npm ERR! old spelling',
      'npm error A complete log of this run can be found in: /x',
    ].join('\\n');
    expect(await messageOf(run(`process.stderr.write('${said}'); process.exitCode = 1;`))).toBe(
      'npm could not install it:\n  code E404\n  404 Not Found\n  old spelling',
    );
  });

  it('and where it cannot be started, why', async () => {
    const missing = runNpm({ command: join(directory, 'nothing'), args: [] }, [], directory, {});
    expect(await messageOf(missing)).toContain('npm could not be started: spawn ');
  });
});
