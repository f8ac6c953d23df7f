import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureStateDirectory,
  pluginDirectory,
  stateDirectory,
  userConfigDirectory,
} from '../../src/state/directory.js';

describe('where state is kept', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.local/state/mcm'],
    ['linux', { XDG_STATE_HOME: '/var/state' }, '/home/ann', '/var/state/mcm'],
    ['linux', { XDG_STATE_HOME: '' }, '/home/ann', '/home/ann/.local/state/mcm'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/ann', '/home/ann/.local/state/mcm'],
    ['linux', { MCM_STATE_DIR: '/srv/mcm', XDG_STATE_HOME: '/var/state' }, '/home/ann', '/srv/mcm'],
    ['linux', { MCM_STATE_DIR: '' }, '/home/ann', '/home/ann/.local/state/mcm'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/mcm/state'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ann', 'D:\\Local\\mcm\\state'],
    ['win32', { LOCALAPPDATA: '' }, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\mcm\\state'],
  ] as const)('on %s with %j', (platform, env, home, expected) => {
    expect(stateDirectory(env, platform, home)).toBe(expected);
  });
});

describe('where installed plugins are kept', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.local/state/mcm/plugins'],
    ['linux', { MCM_STATE_DIR: '/srv/mcm' }, '/home/ann', '/srv/mcm/plugins'],
    ['linux', { MCM_STATE_DIR: '/srv/mcm', MCM_PLUGIN_DIR: '/srv/add' }, '/home/ann', '/srv/add'],
    ['linux', { MCM_PLUGIN_DIR: '' }, '/home/ann', '/home/ann/.local/state/mcm/plugins'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ann', 'D:\\Local\\mcm\\state\\plugins'],
  ] as const)('on %s with %j', (platform, env, home, expected) => {
    expect(pluginDirectory(env, platform, home)).toBe(expected);
  });
});

describe("where a person's own config lies", () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.config/mcm'],
    ['linux', { XDG_CONFIG_HOME: '/etc/ann' }, '/home/ann', '/etc/ann/mcm'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Preferences/mcm'],
    ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\mcm'],
    ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ann', 'D:\\Roaming\\mcm'],
  ] as const)('on %s with %j', (platform, env, home, expected) => {
    expect(userConfigDirectory(env, platform, home)).toBe(expected);
  });
});

describe('ensureStateDirectory', () => {
  let root: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'mcm-state-')));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('makes the directory and those above it, closed to others', async () => {
    const directory = join(root, 'a', 'b');
    await ensureStateDirectory(directory);
    await ensureStateDirectory(directory);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(root, 'a'))).mode & 0o777).toBe(0o700);
  });

  it.each([0o720, 0o702, 0o777])('refuses one of mode %i, to which others may write', async (mode) => {
    const directory = join(root, 'open');
    await mkdir(directory);
    await chmod(directory, mode);
    await expect(ensureStateDirectory(directory)).rejects.toThrow(
      `Others may write to the state directory ${directory}, so they could decide what is trusted and approved. Run \`chmod go-w\` on it, or set MCM_STATE_DIR to a directory of your own.`,
    );
    await chmod(directory, 0o755);
    await ensureStateDirectory(directory);
  });

  it('refuses a symbolic link, with and without a slash at its end', async () => {
    const link = join(root, 'link');
    await symlink(root, link);
    await expect(ensureStateDirectory(link)).rejects.toThrow(
      `The state directory ${link} is a symbolic link; mcm needs a real directory. Set MCM_STATE_DIR to a directory of your own.`,
    );
    await expect(ensureStateDirectory(`${link}/`)).rejects.toThrow('is a symbolic link');
  });

  it('refuses a directory of another user', async () => {
    const { uid } = await stat(root);
    await expect(ensureStateDirectory(root, uid + 1)).rejects.toThrow(
      `The state directory ${root} belongs to another user.`,
    );
  });

  it('refuses a file, and says when the place cannot be used', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(ensureStateDirectory(file)).rejects.toThrow('is not a directory');
    await expect(ensureStateDirectory(join(file, 'state'))).rejects.toThrow(
      `The state directory ${join(file, 'state')} cannot be used (ENOTDIR). Make it writable, or set MCM_STATE_DIR.`,
    );
  });
});
