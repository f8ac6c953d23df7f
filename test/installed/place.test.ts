import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkPluginsDirectory,
  ensurePluginsDirectory,
  folderOf,
  pluginsDirectory,
} from '../../src/installed/place.js';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'mcm-place-')), 'plugins');
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

describe('the plugins directory [RULE:PLUGIN-INSTALLED]', () => {
  it('lies in the config directory of the user', () => {
    expect(pluginsDirectory({}, 'linux', '/home/ada')).toBe('/home/ada/.config/mcm/plugins');
    expect(pluginsDirectory({ XDG_CONFIG_HOME: '/conf' }, 'linux', '/home/ada')).toBe('/conf/mcm/plugins');
  });

  it('is made for its owner alone', async () => {
    await ensurePluginsDirectory(directory);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(await checkPluginsDirectory(directory)).toBe(true);
  });

  it('may be missing', async () => {
    expect(await checkPluginsDirectory(directory)).toBe(false);
  });

  it.each([0o777, 0o750, 0o701])('is refused when others may use it (%o)', async (mode) => {
    await mkdir(directory);
    await chmod(directory, mode);
    await expect(checkPluginsDirectory(directory, process.getuid?.() ?? 0)).rejects.toThrow(
      'may be used by others (run `chmod 700` on it); nothing is loaded from there.',
    );
  });

  it('is refused when it belongs to another user', async () => {
    await mkdir(directory, { mode: 0o700 });
    const other = (await stat(directory)).uid + 1;
    await expect(checkPluginsDirectory(directory, other)).rejects.toThrow('belongs to another user');
  });

  it('is refused as a link', async () => {
    await symlink(tmpdir(), directory);
    await expect(checkPluginsDirectory(directory)).rejects.toThrow('is a symbolic link');
  });

  it.each([
    ['mcm-plugin-acme', 'mcm-plugin-acme'],
    ['@acme/mcm-plugin', '@acme+mcm-plugin'],
  ])('has a folder for %s: %s', (name, folder) => {
    expect(folderOf('/p', name)).toBe(`/p/${folder}`);
  });

  it.each(['', '.', '..', '../x', 'a/b', '/etc', '@a/b/c', 'A', '.hidden', 'a\0b', 'x'.repeat(215)])(
    'has none for %j',
    (name) => {
      expect(() => folderOf('/p', name)).toThrow('is no name of an npm package');
    },
  );
});
