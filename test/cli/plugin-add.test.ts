import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.js';
import { packageSpec } from '../../src/cli/plugin/spec.js';
import { Workspace, messageOf } from '../config/workspace.js';
import { addFake } from '../installed/packages.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

/** Runs `mcm plugin …` in the project of the test. */
async function plugin(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(['plugin', ...args], {
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

describe('what can be added', () => {
  it.each([
    'mcm-plugin-acme',
    'mcm-plugin-acme@1.2.3',
    'mcm-plugin-acme@^1.2.0',
    'mcm-plugin-acme@>=1 <2',
    '@acme/mcm-plugin-acme',
    '@acme/mcm-plugin-acme@next',
  ])('%s, of a registry', async (spec) => {
    expect(await packageSpec(spec, workspace.project)).toEqual({ spec });
  });

  it.each(['./a.tgz', 'a.tgz', '../project/a.tgz', './folder', '.'])('%s, by its path', async (given) => {
    await writeFile(join(workspace.project, 'a.tgz'), '');
    await mkdir(join(workspace.project, 'folder'));
    const path = join(workspace.project, given.replace('../project/', ''));
    expect(await packageSpec(given, workspace.project)).toEqual({ spec: path, path });
  });

  it.each([
    'github:acme/plugin',
    'acme/plugin',
    'git+ssh://git@example.com/acme/plugin.git',
    'https://example.com/plugin.tgz',
    'file:./a.tgz',
    'acme@npm:other@1',
    'acme@file:../a',
    '--global',
    '',
  ])('not %j', async (given) => {
    expect(await messageOf(packageSpec(given, workspace.project))).toBe(
      `${JSON.stringify(given)} is not what can be added: an npm package (NAME or NAME@VERSION), a tarball (./NAME.tgz) or a folder (./NAME).`,
    );
  });

  it('not a path where nothing is', async () => {
    expect(await messageOf(packageSpec('./none.tgz', workspace.project))).toBe(
      `There is no ${join(workspace.project, 'none.tgz')}.`,
    );
  });
});

describe('mcm plugin list and remove', () => {
  const pluginDir = () => join(workspace.stateDir, 'plugins');
  const CALM = ['mcm-plugin-calm', { kind: 'policy' }] as const;

  it('say where nothing is installed', async () => {
    expect(await plugin('list')).toEqual({
      code: 0,
      stdout: `Nothing is installed in ${pluginDir()}.\n`,
      stderr: '',
    });
    expect(await plugin('remove', 'acme')).toMatchObject({ code: 1, stdout: '' });
  });

  it('tell of each package what it is, its state, and whether the config names it', async () => {
    await addFake(pluginDir(), { name: 'mcm-plugin-acme', version: '1.10.0' });
    await addFake(pluginDir(), { name: CALM[0] }, CALM[1]);
    const { installed } = await addFake(pluginDir(), { name: 'mcm-plugin-odd' });
    await writeFile(join(pluginDir(), installed.directory, 'more.js'), '');
    await workspace.write(
      'home/.config/mcm/mcm.config.json',
      '{ "plugins": [{ "use": "acme" }], "policies": ["mcm-plugin-calm"] }',
    );
    expect((await plugin('list')).stdout).toBe(
      [
        'mcm-plugin-acme 1.10.0  plugin acme  ok       in the config',
        'mcm-plugin-calm 1.0.0   policy       ok       in the config',
        'mcm-plugin-odd 1.0.0    plugin odd   changed  not in the config',
        '',
        'mcm-plugin-odd is not loaded: its files have changed. Install it again: mcm plugin add mcm-plugin-odd@1.0.0',
        '',
      ].join('\n'),
    );
    const { packages } = JSON.parse((await plugin('list', '--json')).stdout) as { packages: object[] };
    expect(packages).toMatchObject([
      { package: 'mcm-plugin-acme', plugin: 'acme', state: 'ok', in_config: true },
      { package: 'mcm-plugin-calm', kind: 'policy', state: 'ok', in_config: true },
      { package: 'mcm-plugin-odd', state: 'changed', in_config: false },
    ]);
  });

  it('go on where the config cannot be read, and say so', async () => {
    await addFake(pluginDir(), { name: 'mcm-plugin-acme' });
    await workspace.write('home/.config/mcm/mcm.config.json', '{ "plugin": [] }');
    const { code, stdout, stderr } = await plugin('list');
    expect([code, stdout]).toEqual([0, 'mcm-plugin-acme 1.0.0  plugin acme  ok\n']);
    expect(stderr).toMatch(/^mcm: the config could not be read: .*mcm\.config\.json/);
    expect(await plugin('remove', 'acme')).toEqual({
      code: 0,
      stdout: 'mcm-plugin-acme 1.0.0 is removed.\n',
      stderr: '',
    });
  });

  it.each([
    [
      'acme',
      'mcm-plugin-acme',
      'plugins',
      { kind: 'plugin', name: 'acme' },
      'or each start warns that it is missing',
    ],
    ['mcm-plugin-calm', 'mcm-plugin-calm', 'policies', { kind: 'policy' }, 'or mcm does not start'],
  ] as const)(
    'removing %s says that a config still names it',
    async (name, packageName, list, probed, so) => {
      await addFake(pluginDir(), { name: packageName }, probed);
      const file = await workspace.write(
        'home/.config/mcm/mcm.config.json',
        JSON.stringify({ [list]: [name] }),
      );
      expect((await plugin('remove', name)).stdout).toBe(
        `${packageName} 1.0.0 is removed.\n${file} still names ${name}: take it out, ${so}.\n`,
      );
      expect((await plugin('list')).stdout).toContain('Nothing is installed');
    },
  );
});
