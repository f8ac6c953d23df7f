import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { configInCode, type LoadOptions } from '../../../src/config/load.js';
import { managedPlace } from '../../../src/config/managed/find.js';
import { messageOf, Workspace } from '../workspace.js';

let workspace: Workspace;
let directory: string;
beforeEach(async () => {
  workspace = await Workspace.create();
  directory = join(workspace.root, 'etc', 'mcm');
});
afterEach(() => workspace.remove());

/** As on a real machine, with the user of this test in the place of root. */
const load = (options: Partial<LoadOptions> = {}) =>
  workspace.load({ managed: { directory, owner: process.getuid?.() }, ...options });
const managed = (content: string, name = 'managed.json') => workspace.write(`etc/mcm/${name}`, content);
const users = (content: object) =>
  workspace.write('home/.config/mcm/mcm.config.json', JSON.stringify(content));

describe('a managed config', () => {
  it('lies in /etc/mcm and is root’s', () => {
    expect(managedPlace({}, 'linux')).toEqual({ directory: '/etc/mcm', owner: 0 });
    expect(managedPlace({}, 'darwin')).toEqual({ directory: '/etc/mcm', owner: 0 });
    expect(managedPlace({ ProgramData: 'D:\\Data' }, 'win32')).toEqual({
      directory: 'D:\\Data\\mcm',
      owner: undefined,
    });
  });

  it('holds over what a user writes, and is named with its hash', async () => {
    const content = `{ "confirmation": { "ordinary": "human" }, "ratePerMinute": 5 }`;
    const file = await managed(content);
    await users({ confirmation: { ordinary: 'arguments' }, ratePerMinute: 500, logLevel: 'debug' });
    const loaded = await load();
    expect(loaded.config).toMatchObject({
      confirmation: { ordinary: 'human' },
      ratePerMinute: 5,
      logLevel: 'debug',
    });
    const hash = `sha256-${createHash('sha256').update(content).digest('hex')}`;
    expect(loaded.managed).toMatchObject([{ file, hash }]);
  });

  it.each(['managed.yaml', 'managed.yml'])('may be %s', async (name) => {
    await managed('readOnly: true\n', name);
    expect((await load()).config.readOnly).toBe(true);
  });

  it('holds where there is no config, and where one is not trusted', async () => {
    await managed(`{ "tools": { "exclude": ["reboot_*"] } }`);
    expect((await load()).config.tools.exclude).toEqual(['reboot_*']);
    await workspace.write('open/project/mcm.config.json', '{}');
    const untrusted = await load();
    expect(untrusted.untrusted).toBeDefined();
    expect(untrusted.config.tools.exclude).toEqual(['reboot_*']);
  });

  it('holds over the command line', async () => {
    await managed(`{ "readOnly": true, "tools": { "exclude": ["reboot_*"] } }`);
    const { config } = await load({ readOnly: false, tools: { include: ['reboot_instance'], exclude: [] } });
    expect(config).toMatchObject({ readOnly: true, tools: { exclude: ['reboot_*'] } });
  });

  it('that MCM_MANAGED_CONFIG names comes on top of the other and cannot take its place', async () => {
    await managed(`{ "readOnly": true }`);
    const more = await workspace.write('etc/more.yaml', 'ratePerMinute: 1');
    const { config, managed: both } = await load({ env: { MCM_MANAGED_CONFIG: more } });
    expect(config).toMatchObject({ readOnly: true, ratePerMinute: 1 });
    expect(both?.map(({ file }) => file)).toEqual([join(directory, 'managed.json'), more]);
  });

  it('is not there on most machines', async () => {
    expect('managed' in (await load())).toBe(false);
  });
});

describe('a managed config stops the start [RULE:MANAGED-FLOOR]', () => {
  it('with a wrong value', async () => {
    const file = await managed(`{ "readOnly": false, "confirmation": { "prodution": "human" } }`);
    expect(await messageOf(load())).toBe(
      `${file}: readOnly: expected true\n` +
        `${file}: confirmation.prodution: unknown key; did you mean production?`,
    );
  });

  it.each([
    ['{ readOnly', ':1:3: not valid JSON.'],
    ['', ':1:1: not valid JSON.'],
  ])('with %j in it', async (content, message) => {
    const file = await managed(content);
    expect(await messageOf(load())).toBe(file + message);
  });

  it('with nothing in it', async () => {
    const file = await managed('# later\n', 'managed.yaml');
    expect(await messageOf(load())).toContain(file);
  });

  it('where there are two', async () => {
    await managed('{}');
    await managed('{}', 'managed.yaml');
    expect(await messageOf(load())).toBe(
      `There are ${join(directory, 'managed.json')} and ${join(directory, 'managed.yaml')}. mcm does not start; leave one of them.`,
    );
  });

  it('that is a link to nothing', async () => {
    await mkdir(directory, { recursive: true });
    await symlink(join(workspace.root, 'gone.json'), join(directory, 'managed.json'));
    expect(await messageOf(load())).toBe(
      `The managed config ${join(directory, 'managed.json')} cannot be read (ENOENT). mcm does not start without it; let your user read it.`,
    );
  });

  it('that is a directory', async () => {
    await mkdir(join(directory, 'managed.json'), { recursive: true });
    expect(await messageOf(load())).toContain('cannot be read (EISDIR)');
  });

  it.each([
    [
      'etc/managed.json',
      'MCM_MANAGED_CONFIG must be an absolute path that ends in .json or .yaml, not "etc/managed.json".',
    ],
    [
      '/nowhere/managed.json',
      'The managed config /nowhere/managed.json cannot be read (ENOENT). mcm does not start without it; let your user read it.',
    ],
    [
      '/nowhere/managed.ts',
      'MCM_MANAGED_CONFIG must be an absolute path that ends in .json or .yaml, not "/nowhere/managed.ts".',
    ],
  ])('that is named as %s', async (MCM_MANAGED_CONFIG, message) => {
    expect(await messageOf(load({ env: { MCM_MANAGED_CONFIG } }))).toBe(message);
  });

  it.each(['managed.json', '.'])('where others may write to %s', async (name) => {
    const file = await managed('{}');
    const open = join(directory, name);
    await chmod(open, name === '.' ? 0o777 : 0o664);
    expect(await messageOf(load())).toContain(
      `${name === '.' ? `${file}: ` : ''}${open} can be written by others (mode 0${name === '.' ? '777' : '664'})`,
    );
  });

  it('that leads to what others may write', async () => {
    const real = await workspace.write('open/real.json', '{}');
    await chmod(join(workspace.root, 'open'), 0o777);
    await mkdir(directory, { recursive: true });
    await symlink(real, join(directory, 'managed.json'));
    expect(await messageOf(load())).toContain(
      `${join(workspace.root, 'open')} can be written by others (mode 0777)`,
    );
  });

  it('that belongs to another user', async () => {
    const file = await managed('{}');
    // Only root can give a file away; for anybody else their own is another user's already.
    if (process.getuid?.() === 0) await chown(file, 12_345, 12_345);
    const uid = process.getuid?.() === 0 ? 12_345 : process.getuid?.();
    expect(await messageOf(load({ managed: { directory, owner: 0 } }))).toContain(
      `${file} belongs to the user ${String(uid)} and not to root, so`,
    );
  });
});

describe('a program with a config of its own', () => {
  const inCode = () =>
    configInCode({ readOnly: false, ratePerMinute: 500 }, workspace.project, {
      env: {},
      platform: 'linux',
      home: workspace.home,
      managed: { directory, owner: process.getuid?.() },
    });

  it('is held to the floor like any other', async () => {
    const file = await managed(`{ "readOnly": true, "ratePerMinute": 5 }`);
    expect(await inCode()).toMatchObject({
      config: { readOnly: true, ratePerMinute: 5 },
      managed: [{ file }],
    });
  });

  it('does not start where there is an allow-list', async () => {
    const file = await managed(`{ "plugins": { "allow": [{ "name": "vultr" }] } }`);
    expect(await messageOf(inCode())).toBe(
      `The config of this program is code, and ${file} allows no code but the plugins that it lists. Start mcm itself, with a config in JSON or YAML.`,
    );
  });
});

describe('an allow-list', () => {
  it('refuses a config in code before it runs', async () => {
    const file = await managed(`{ "plugins": { "allow": [] } }`);
    const own = await workspace.write(
      'home/.config/mcm/mcm.config.js',
      'globalThis.mcmRan = true; export default {};',
    );
    expect(await messageOf(load())).toBe(
      `${own} is a config in code, and ${file} allows no code but the plugins that it lists. Write the config in JSON or YAML.`,
    );
    expect('mcmRan' in globalThis).toBe(false);
  });
});
