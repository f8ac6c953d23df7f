import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPackage } from '../../src/installed/add.js';
import { contentState } from '../../src/installed/content.js';
import { inLock, readLock } from '../../src/installed/lock.js';
import { removePackage } from '../../src/installed/remove.js';
import { systemClock } from '../../src/http/wait.js';
import { messageOf } from '../config/workspace.js';
import { addFake, directoriesIn, npmOf } from './packages.js';

let root: string;
let pluginDir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mcm-installed-'));
  pluginDir = join(root, 'plugins');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ACME = { name: 'mcm-plugin-acme', files: { 'index.js': 'export default 1;', 'lib/a.js': '' } };

/** What the lock says is installed, with its state. */
async function installed(): Promise<readonly (readonly [string, string, string])[]> {
  const lock = await readLock(pluginDir);
  return Promise.all(
    [...lock].map(async ([name, each]) => [name, each.version, await contentState(pluginDir, each)] as const),
  );
}

describe('adding a package', () => {
  it('writes down what it is, what npm says of its tarball, and what all its files are', async () => {
    const { packageName, installed: acme, before } = await addFake(pluginDir, ACME);
    expect([packageName, before]).toEqual(['mcm-plugin-acme', undefined]);
    expect(acme).toEqual({
      kind: 'plugin',
      plugin: 'acme',
      version: '1.0.0',
      from: 'mcm-plugin-acme@1.0.0',
      integrity: 'sha512-of-mcm-plugin-acme',
      content: expect.stringMatching(/^sha512-[\w+/]{86}==$/),
      directory: expect.stringMatching(/^package-\w{6}$/),
    });
    expect(await readLock(pluginDir)).toEqual(new Map([['mcm-plugin-acme', acme]]));
    expect(await installed()).toEqual([['mcm-plugin-acme', '1.0.0', 'ok']]);
  });

  it('keeps the directory and the lock to its own user', async () => {
    await addFake(pluginDir, ACME);
    const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
    const [directory = ''] = await directoriesIn(pluginDir);
    expect([
      await modeOf(pluginDir),
      await modeOf(join(pluginDir, directory)),
      await modeOf(join(pluginDir, 'plugins.lock.json')),
    ]).toEqual([0o700, 0o700, 0o600]);
  });

  it('tells npm to run no script, to fetch no peer and no git repository, and to link nothing', async () => {
    let told: readonly string[] = [];
    await addPackage('acme@2', undefined, {
      pluginDir,
      clock: systemClock,
      npm: (args, cwd) => {
        told = args;
        return npmOf(ACME)(args, cwd);
      },
      probe: () => Promise.resolve({ kind: 'policy' }),
    });
    expect(told).toEqual(
      expect.arrayContaining([
        '--ignore-scripts',
        '--legacy-peer-deps',
        '--allow-git=none',
        '--install-links',
      ]),
    );
    expect(told.slice(-2)).toEqual(['--', 'acme@2']);
  });

  it('puts a new version in the place of the old, whose files go with the next change', async () => {
    await addFake(pluginDir, ACME);
    const { before } = await addFake(pluginDir, { ...ACME, version: '1.1.0' });
    expect(before).toBe('1.0.0');
    expect(await installed()).toEqual([['mcm-plugin-acme', '1.1.0', 'ok']]);
    expect(await directoriesIn(pluginDir)).toHaveLength(2);
    await addFake(pluginDir, { name: 'mcm-plugin-other' });
    expect(await directoriesIn(pluginDir)).toHaveLength(2);
  });

  it('removes what a process left that was killed', async () => {
    await mkdir(join(pluginDir, 'package-gone'), { recursive: true, mode: 0o700 });
    await writeFile(join(pluginDir, 'plugins.lock.json.tmp'), 'half');
    await addFake(pluginDir, ACME);
    expect(await directoriesIn(pluginDir)).toHaveLength(1);
    expect(await installed()).toEqual([['mcm-plugin-acme', '1.0.0', 'ok']]);
  });

  it('one at a time', async () => {
    let second = '';
    await addFake(pluginDir, ACME, async () => {
      second = await messageOf(addFake(pluginDir, { name: 'mcm-plugin-other' }));
      return { kind: 'plugin', name: 'acme' };
    });
    expect(second).toBe(
      `Another mcm plugin add or remove is at work (process ${String(process.pid)}); try again when it has ended.`,
    );
    expect(await installed()).toEqual([['mcm-plugin-acme', '1.0.0', 'ok']]);
  });
});

describe('what cannot be used is not installed, and what was there stays', () => {
  let before: string;
  beforeEach(async () => {
    await addFake(pluginDir, ACME);
    before = await readFile(join(pluginDir, 'plugins.lock.json'), 'utf8');
  });
  afterEach(async () => {
    expect(await readFile(join(pluginDir, 'plugins.lock.json'), 'utf8')).toBe(before);
    expect(await directoriesIn(pluginDir)).toHaveLength(1);
    expect(await installed()).toEqual([['mcm-plugin-acme', '1.0.0', 'ok']]);
  });

  it('a package that the probe refuses', async () => {
    const add = addFake(pluginDir, { ...ACME, version: '2.0.0' }, () =>
      Promise.reject(new Error('it throws')),
    );
    expect(await messageOf(add)).toBe('it throws');
  });

  it('one that npm cannot install', async () => {
    const add = addPackage('x', undefined, {
      pluginDir,
      clock: systemClock,
      npm: () => Promise.reject(new Error('no such package')),
      probe: () => Promise.resolve({ kind: 'policy' }),
    });
    expect(await messageOf(add)).toBe('no such package');
  });

  it('one that brings a symbolic link', async () => {
    const add = addPackage('linked', undefined, {
      pluginDir,
      clock: systemClock,
      npm: async (args, cwd) => {
        await npmOf({ name: 'linked' })(args, cwd);
        await symlink(root, join(cwd, 'node_modules', 'linked', 'away'));
      },
      probe: () => Promise.resolve({ kind: 'policy' }),
    });
    expect(await messageOf(add)).toContain(
      'It brings a symbolic link, node_modules/linked/away; mcm keeps only what it can check.',
    );
  });

  it('one that changes its own files when it is loaded', async () => {
    const add = addFake(pluginDir, { name: 'mcm-plugin-restless' }, async (directory) => {
      await appendFile(join(directory, 'package.json'), ' ');
      return { kind: 'policy' };
    });
    expect(await messageOf(add)).toContain('mcm-plugin-restless changes its own files when it is loaded');
  });

  it.each([
    ['mcm-plugin-acme-two', 'acme', 'calls itself acme, as mcm-plugin-acme does, which is installed.'],
    ['acme', undefined, 'acme calls itself acme, as mcm-plugin-acme does'],
    ['mcm-plugin-vultr', 'vultr', 'calls itself vultr, which is a plugin that comes with mcm.'],
    ['aws', undefined, 'aws calls itself aws, which is a plugin that comes with mcm.'],
  ])('%s with the plugin name %s, which is taken', async (name, plugin, sentence) => {
    const probed =
      plugin === undefined ? { kind: 'policy' as const } : { kind: 'plugin' as const, name: plugin };
    expect(await messageOf(addFake(pluginDir, { name }, probed))).toContain(sentence);
  });
});

describe('removing a package', () => {
  it.each(['mcm-plugin-acme', 'acme'])(
    'by the name %s takes it out of the lock, and its files away',
    async (name) => {
      await addFake(pluginDir, ACME);
      await addFake(pluginDir, { name: 'mcm-plugin-other' });
      expect((await removePackage(name, pluginDir, systemClock)).packageName).toBe('mcm-plugin-acme');
      expect(await installed()).toEqual([['mcm-plugin-other', '1.0.0', 'ok']]);
      expect(await directoriesIn(pluginDir)).toHaveLength(1);
    },
  );

  it('is refused where it is not installed', async () => {
    expect(await messageOf(removePackage('acme', pluginDir, systemClock))).toBe(
      `acme is not installed in ${pluginDir}. mcm plugin list shows what is.`,
    );
  });
});

describe('the state of an installed package', () => {
  const change = async (path: string, how: (file: string) => Promise<unknown>): Promise<string> => {
    const { installed: acme } = await addFake(pluginDir, ACME);
    await how(join(pluginDir, acme.directory, path));
    return contentState(pluginDir, acme);
  };

  it.each([
    ['a file of it', 'node_modules/mcm-plugin-acme/lib/a.js'],
    ['a file of a dependency, or a new one', 'node_modules/dependency.js'],
    ['what npm wrote down', 'package-lock.json'],
  ])('is changed with %s', async (_what, path) => {
    expect(await change(path, (file) => appendFile(file, ' '))).toBe('changed');
  });

  it('is missing where its directory is gone', async () => {
    expect(await change('', (directory) => rm(directory, { recursive: true }))).toBe('missing');
  });
});

describe('the lock', () => {
  it('is empty where there is none', async () => {
    expect([...(await readLock(pluginDir))]).toEqual([]);
  });

  it('finds a package by its name and by that of its plugin', async () => {
    await addFake(pluginDir, ACME);
    const lock = await readLock(pluginDir);
    expect(['mcm-plugin-acme', 'acme', 'other'].map((name) => inLock(lock, name)?.packageName)).toEqual([
      'mcm-plugin-acme',
      'mcm-plugin-acme',
      undefined,
    ]);
  });

  it.each([
    ['what is no JSON', '{'],
    ['another version', '{"version":2,"packages":{}}'],
    [
      'a directory outside',
      '{"version":1,"packages":{"a":{"kind":"policy","version":"1","from":"a@1","content":"x","directory":"../a"}}}',
    ],
  ])('is refused with %s', async (_what, content) => {
    await mkdir(pluginDir, { mode: 0o700 });
    await writeFile(join(pluginDir, 'plugins.lock.json'), content, { mode: 0o600 });
    expect(await messageOf(readLock(pluginDir))).toBe(
      `${join(pluginDir, 'plugins.lock.json')} is not what mcm wrote there. Remove it, and add the plugins again with \`mcm plugin add\`.`,
    );
  });

  it('is refused where others may write it', async () => {
    await mkdir(pluginDir, { mode: 0o700 });
    await writeFile(join(pluginDir, 'plugins.lock.json'), '{}', { mode: 0o644 });
    expect(await messageOf(readLock(pluginDir))).toContain('has mode 0644, so others may use it');
  });
});
