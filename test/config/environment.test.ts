import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { configInCode } from '../../src/config/load.js';
import { messageOf, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

describe('the env file', () => {
  it('adds variables and never overrides one that is set', async () => {
    const envFile = await workspace.write('a.env', '# token\nTOKEN="from file"\nREGION=ams3\n');
    const env = { TOKEN: 'real' };
    expect((await workspace.load({ envFile, env })).env).toEqual({ TOKEN: 'real', REGION: 'ams3' });
    expect(env).toEqual({ TOKEN: 'real' });
  });

  it('counts empty variables as unset, on both sides', async () => {
    const envFile = await workspace.write('a.env', 'TOKEN=from file\nREGION=\n');
    const { env } = await workspace.load({ envFile, env: { TOKEN: '', HOME: '/h', REGION: undefined } });
    expect(env).toEqual({ TOKEN: 'from file', HOME: '/h' });
  });

  it('counts placeholders of bundles as unset, as hosts leave them for what a person left out', async () => {
    const env = {
      TOKEN: '${user_config.token}',
      KEY: 'a${user_config.token}',
      MCM_READ_ONLY: '${user_config.read_only}',
    };
    const loaded = await workspace.load({ env });
    expect([loaded.env, loaded.config.readOnly]).toEqual([{ KEY: 'a${user_config.token}' }, false]);
  });

  it('may be named in the config, relative to it', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "envFile": "./secrets.env" }`);
    await workspace.write('home/.config/mcm/secrets.env', 'TOKEN=1');
    expect((await workspace.load()).env).toEqual({ TOKEN: '1' });
  });

  it('of --env-file takes the place of the one in the config, relative to the current directory', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "envFile": "./nix.env" }`);
    await workspace.write('open/project/flag.env', 'TOKEN=2');
    expect((await workspace.load({ envFile: 'flag.env' })).env).toEqual({ TOKEN: '2' });
  });

  it('that is missing or a directory stops the start', async () => {
    const missing = join(workspace.project, 'nix.env');
    expect(await messageOf(workspace.load({ envFile: 'nix.env' }))).toBe(`There is no env file ${missing}.`);
    expect(await messageOf(workspace.load({ envFile: '.' }))).toBe(
      `The env file ${workspace.project} cannot be read (EISDIR).`,
    );
  });
});

describe('the state directory', () => {
  it('is the one of the config, relative to it, unless MCM_STATE_DIR says otherwise', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "stateDir": "./state" }`);
    expect((await workspace.load()).stateDir).toBe(join(workspace.userDirectory, 'state'));
    const elsewhere = join(workspace.root, 'elsewhere');
    expect((await workspace.load({ env: { MCM_STATE_DIR: elsewhere } })).stateDir).toBe(elsewhere);
    expect((await workspace.load({ env: { MCM_STATE_DIR: '' } })).stateDir).toBe(
      join(workspace.userDirectory, 'state'),
    );
  });

  it('is the place of the platform otherwise', async () => {
    expect((await workspace.load()).stateDir).toBe(workspace.stateDir);
  });
});

describe('--read-only', () => {
  it('tightens the config and never loosens it', async () => {
    expect((await workspace.load({ readOnly: true })).config.readOnly).toBe(true);
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "readOnly": true }`);
    expect((await workspace.load({ readOnly: false })).config.readOnly).toBe(true);
  });
});

describe('what is said of the log', () => {
  it('counts from the environment before the config, and from a flag before both', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', '{ "logLevel": "error", "logFormat": "json" }');
    const of = async (options: Parameters<typeof workspace.load>[0]) => {
      const { logLevel, logFormat } = (await workspace.load(options)).config;
      return [logLevel, logFormat];
    };
    const env = { MCM_LOG_LEVEL: 'debug', MCM_LOG_FORMAT: 'pretty' };
    expect(await of({})).toEqual(['error', 'json']);
    expect(await of({ env })).toEqual(['debug', 'pretty']);
    expect(await of({ env, logging: { logLevel: 'silent' } })).toEqual(['silent', 'pretty']);
    expect(await of({ env: { MCM_LOG_LEVEL: '' }, logging: { logFormat: 'auto' } })).toEqual([
      'error',
      'auto',
    ]);
  });

  it('is a mistake where there is no such level or format', async () => {
    expect(await messageOf(workspace.load({ env: { MCM_LOG_LEVEL: 'loud' } }))).toBe(
      'MCM_LOG_LEVEL is one of debug, info, warning, error, silent, not "loud".',
    );
    expect(await messageOf(workspace.load({ env: { MCM_LOG_FORMAT: 'xml' } }))).toBe(
      'MCM_LOG_FORMAT is one of auto, json, pretty, not "xml".',
    );
  });
});

describe('MCM_READ_ONLY', () => {
  it('tightens the config and never loosens it', async () => {
    expect((await workspace.load({ env: { MCM_READ_ONLY: 'true' } })).config.readOnly).toBe(true);
    expect((await workspace.load({ env: { MCM_READ_ONLY: 'false' } })).config.readOnly).toBe(false);
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "readOnly": true }`);
    expect((await workspace.load({ env: { MCM_READ_ONLY: 'false' } })).config.readOnly).toBe(true);
  });

  it('counts in an env file, and for a config in code', async () => {
    const envFile = await workspace.write('a.env', 'MCM_READ_ONLY=true\n');
    expect((await workspace.load({ envFile })).config.readOnly).toBe(true);
    const inCode = await configInCode({}, workspace.root, {
      env: { MCM_READ_ONLY: 'true' },
      platform: 'linux',
      home: workspace.home,
    });
    expect(inCode.config.readOnly).toBe(true);
  });

  it('that is neither true nor false stops the start', async () => {
    expect(await messageOf(workspace.load({ env: { MCM_READ_ONLY: 'yes' } }))).toBe(
      'MCM_READ_ONLY is true or false, not "yes".',
    );
  });
});

describe('the choice of tools on the command line [RULE:TOOL-SELECTION]', () => {
  const CONFIG = `{ "tools": { "preset": "unified", "include": ["a"], "exclude": ["b"] } }`;

  it('goes on top of the config: patterns are added, a preset takes the place of the other', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', CONFIG);
    expect((await workspace.load({ tools: { include: ['c'], exclude: ['d', 'e'] } })).config.tools).toEqual({
      preset: 'unified',
      include: ['a', 'c'],
      exclude: ['b', 'd', 'e'],
      hideUnavailable: false,
      outputSchemas: true,
    });
    expect((await workspace.load({ tools: { preset: 'full' } })).config.tools.preset).toBe('full');
  });

  it('shows no tool that the config hides', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "tools": { "hideUnavailable": true } }`);
    const { config } = await workspace.load({ tools: { hideUnavailable: false } });
    expect(config.tools.hideUnavailable).toBe(true);
  });

  it('counts where the config is not trusted, too', async () => {
    await workspace.write('open/project/mcm.config.json', CONFIG);
    expect((await workspace.load({ tools: { preset: 'unified', exclude: ['x'] } })).config).toMatchObject({
      readOnly: true,
      tools: { preset: 'unified', include: [], exclude: ['x'] },
    });
  });
});

describe('confirmation levels', () => {
  it('ask for an unlabelled instance what they ask for an ordinary one', async () => {
    await workspace.write('home/.config/mcm/mcm.config.json', `{ "confirmation": { "ordinary": "human" } }`);
    expect((await workspace.load()).config.confirmation).toEqual({
      ordinary: 'human',
      production: 'human',
      large: 'human',
      unlabelled: 'human',
      via: ['elicitation', 'terminal'],
      askSeconds: 45,
    });
  });
});
