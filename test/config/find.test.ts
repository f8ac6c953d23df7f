import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { messageOf, Workspace } from './workspace.js';

const level = (logLevel: string) => JSON.stringify({ logLevel });

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

describe('where the config comes from', () => {
  it('starts with defaults and all built-in plugins when there is no config', async () => {
    const loaded = await workspace.load();
    expect(loaded).toMatchObject({ source: 'none', directory: workspace.project, notices: [] });
    expect(loaded.file).toBeUndefined();
    expect(loaded.config).toEqual({
      plugins: [...BUILTIN_NAMES],
      policies: [],
      tools: { preset: 'full', include: [], exclude: [], hideUnavailable: false, outputSchemas: true },
      ipinfo: {},
      readOnly: false,
      locale: 'en',
      logLevel: 'info',
      logFormat: 'auto',
      safety: {
        production: { words: ['prod', 'production', 'critical', 'important', '生产'] },
        large: { vcpus: 8, memoryGib: 32 },
      },
      confirmation: {
        ordinary: 'arguments',
        production: 'human',
        large: 'human',
        unlabelled: 'arguments',
        via: ['elicitation', 'terminal'],
        askSeconds: 45,
      },
      audit: { segmentMib: 16, sinks: [] },
      timeouts: { callSeconds: 58, pluginLoadSeconds: 10 },
      http: {},
      ratePerMinute: 120,
    });
  });

  it('turns on the built-in plugins that the program names', async () => {
    const { config } = await workspace.load({ builtinNames: ['acme', 'digitalocean'] });
    expect(config.plugins).toEqual(['acme', 'digitalocean']);
  });

  it('prefers --config, then MCM_CONFIG, then the user config', async () => {
    const flag = await workspace.write('flag.json', level('error'));
    const named = await workspace.write('named.json', level('warning'));
    const users = await workspace.write('home/.config/mcm/mcm.config.json', level('debug'));

    const env = { MCM_CONFIG: named };
    expect(await workspace.load({ configPath: '../../flag.json', env })).toMatchObject({
      source: 'flag',
      file: flag,
      directory: workspace.root,
      config: { logLevel: 'error' },
    });
    expect(await workspace.load({ env })).toMatchObject({
      source: 'environment',
      file: named,
      config: { logLevel: 'warning' },
    });
    expect(await workspace.load()).toMatchObject({
      source: 'user',
      file: users,
      config: { logLevel: 'debug' },
    });
  });

  it('takes the config of --config-dir, before MCM_CONFIG and without a word of trust', async () => {
    const file = await workspace.write('open/project/mcm.config.yaml', 'logLevel: error\n');
    const env = { MCM_CONFIG: await workspace.write('named.json', level('warning')) };
    expect(await workspace.load({ configDir: '.', env })).toMatchObject({
      source: 'flag',
      file,
      config: { logLevel: 'error', readOnly: false },
    });
  });

  it('looks further when --config-dir has no config, and says so', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', level('debug'));
    const loaded = await workspace.load({ configDir: '.' });
    expect(loaded.source).toBe('user');
    expect(loaded.notices).toEqual([
      `${workspace.project} (from --config-dir) has no mcm.config.ts or other config; looking further.`,
    ]);
  });

  it('prefers the user config to one in the current directory', async () => {
    await workspace.write('open/project/mcm.config.json', level('error'));
    await workspace.write('home/.config/mcm/mcm.config.json', level('debug'));
    expect(await workspace.load()).toMatchObject({ source: 'user', config: { logLevel: 'debug' } });
  });

  it('never looks in a directory above, nor in .config', async () => {
    await workspace.write('open/mcm.config.json', level('error'));
    await workspace.write('open/project/.config/config.json', JSON.stringify({ cosmiconfig: {} }));
    await workspace.write('open/project/.config/mcm.config.json', level('error'));
    const loaded = await workspace.load();
    expect(loaded.source).toBe('none');
    expect(loaded.untrusted).toBeUndefined();
  });

  it.each(['ts', 'mts', 'js', 'mjs', 'cjs'])('reads mcm.config.%s', async (extension) => {
    const code = extension === 'cjs' ? 'module.exports =' : 'export default';
    const file = await workspace.write(
      `home/.config/mcm/mcm.config.${extension}`,
      `${code} { logLevel: 'error' };\n`,
    );
    expect(await workspace.load()).toMatchObject({ file, config: { logLevel: 'error' } });
  });

  it.each([
    ['json', '{ "logLevel": "error" }'],
    ['yaml', 'logLevel: error'],
    ['yml', 'logLevel: error'],
  ])('reads mcm.config.%s', async (extension, text) => {
    const file = await workspace.write(`home/.config/mcm/mcm.config.${extension}`, text);
    expect(await workspace.load()).toMatchObject({ file, config: { logLevel: 'error' } });
  });

  it('uses the first of several configs in one directory and names the others', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', level('error'));
    await workspace.write('home/.config/mcm/mcm.config.ts', `export default { logLevel: 'debug' };`);
    const loaded = await workspace.load();
    expect(loaded.config.logLevel).toBe('debug');
    expect(loaded.notices).toEqual([
      `${workspace.userDirectory} has more than one config: mcm.config.ts is used, mcm.config.json is not.`,
    ]);
  });

  it('takes an empty MCM_CONFIG as unset', async () => {
    expect((await workspace.load({ env: { MCM_CONFIG: '' } })).source).toBe('none');
  });
});

describe('a config that is named but cannot be used', () => {
  it('says which file is missing and who named it', async () => {
    const missing = join(workspace.project, 'nix.json');
    expect(await messageOf(workspace.load({ configPath: 'nix.json' }))).toBe(
      `There is no config file ${missing} (from --config).`,
    );
    expect(await messageOf(workspace.load({ env: { MCM_CONFIG: 'nix.json' } }))).toBe(
      `There is no config file ${missing} (from MCM_CONFIG).`,
    );
    expect(await messageOf(workspace.load({ configDir: 'nix' }))).toBe(
      `There is no directory ${join(workspace.project, 'nix')} (from --config-dir).`,
    );
  });

  it('refuses both flags at once', async () => {
    expect(await messageOf(workspace.load({ configPath: 'a.json', configDir: '.' }))).toBe(
      'Give --config or --config-dir, not both.',
    );
  });

  it('refuses a directory and an unknown ending', async () => {
    await mkdir(join(workspace.project, 'folder'));
    const toml = await workspace.write('open/project/mcm.toml', '');
    expect(await messageOf(workspace.load({ configPath: 'folder' }))).toBe(
      `${join(workspace.project, 'folder')} (from --config) is a directory; name the file in it, or use --config-dir.`,
    );
    expect(await messageOf(workspace.load({ configPath: toml }))).toBe(
      `${toml} (from --config) is no config file: its name must end in .ts, .mts, .js, .mjs, .cjs, .json, .yaml, .yml.`,
    );
  });
});
