import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { configForFile } from '../../src/config/load.js';
import { draft as draftIn, FORMATS, type Format } from '../../src/init/config.js';
import { CLOUDS, type Cloud } from '../../src/init/credentials.js';
import { findAccounts } from '../../src/init/find.js';
import type { FoundAccount } from '../../src/init/found.js';
import type { Wanted } from '../../src/init/plan.js';
import { initComments } from '../../src/locale/en/init-comments.js';
import { loadLocale, wordsIn } from '../../src/locale/words.js';
import { messageOf, type Workspace } from '../config/workspace.js';
import { furnished, seen } from './found-files.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await furnished();
});
afterEach(() => workspace.remove());

const draft = (wanted: Wanted, format: Format) => draftIn(wanted, format, initComments);
const everything = async (env: Readonly<Record<string, string>> = {}): Promise<Wanted> => {
  const { accounts } = await findAccounts({
    ...{ env, platform: 'linux', home: workspace.home, doctl: '/opt/bin/doctl' },
  });
  const clouds = CLOUDS.map((cloud) => ({
    cloud,
    accounts: accounts.filter((each) => each.cloud === cloud),
  }));
  return { clouds, readOnly: false };
};
const only = (cloud: Cloud, ...accounts: readonly FoundAccount[]): Wanted => ({
  clouds: [{ cloud, accounts }],
  readOnly: false,
});
const profile = (name: string, file = '/home/ada/.aws/credentials'): FoundAccount => ({
  ...{ cloud: 'aws', name: 'x', ready: true },
  origin: { kind: 'aws-profile', name, file },
});

describe('the config that is written [RULE:INIT]', () => {
  it.each(FORMATS)('in %s is read as it was meant, and takes the built-in clouds', async (format) => {
    const wanted = { ...(await everything()), envFile: './.env', readOnly: true };
    const { input, text } = draft(wanted, format);
    const file = await workspace.write(`open/project/mcm.config.${format}`, text);
    const { config } = await workspace.load({ configPath: file });
    const machine = { env: {}, platform: 'linux', home: workspace.home } as const;
    expect(config).toEqual((await configForFile(input, file, machine)).config);
    expect(config).toMatchObject({ readOnly: true, envFile: './.env' });
  });

  it.each(FORMATS)('in %s holds no secret', async (format) => {
    const env = { DIGITALOCEAN_TOKEN: 'PLANTED-VARIABLE', VULTR_API_KEY: 'PLANTED-VARIABLE' };
    const { text } = draft(await everything(env), format);
    expect(text).toContain('VULTR_API_KEY');
    expect(seen(text)).toEqual([]);
  });

  it('says of each account where its credentials are', async () => {
    const { input, clouds } = draft(await everything({ VULTR_API_KEY: 'x' }), 'yaml');
    const doctl = `${workspace.home}/.config/doctl/config.yaml`;
    const token = (context: string) => ({
      exec: ['/opt/bin/doctl', 'auth', 'token', `--config=${doctl}`, `--context=${context}`],
    });
    expect(input.plugins).toEqual([
      {
        use: 'aws',
        config: {
          accounts: [
            { name: 'default', profile: 'default' },
            { name: 'shop', profile: 'shop' },
            { name: 'sign-on', profile: 'sign on' },
            { name: 'reader', profile: 'reader' },
          ],
        },
      },
      {
        use: 'digitalocean',
        config: {
          accounts: [
            { name: 'default', token: token('default') },
            { name: 'lab', token: token('lab') },
          ],
        },
      },
      { use: 'vultr', config: { apiKey: { env: 'VULTR_API_KEY' } } },
      {
        use: 'alibaba',
        config: {
          accessKeyId: { env: 'ALIBABA_CLOUD_ACCESS_KEY_ID' },
          accessKeySecret: { env: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' },
        },
      },
    ]);
    expect(clouds.map(({ missing }) => missing)).toEqual([
      ...[[], [], []],
      ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    ]);
  });

  it('gives each of several accounts that nobody hands out variables of its own', () => {
    const context = (name: string): FoundAccount => ({
      ...{ cloud: 'digitalocean', name, ready: false },
      origin: { kind: 'doctl-context', name, file: '/x' },
    });
    const { clouds, input } = draft(only('digitalocean', context('a.b'), context('c')), 'yaml');
    expect(input.plugins).toEqual([
      {
        use: 'digitalocean',
        config: {
          accounts: [
            { name: 'a.b', token: { env: 'DIGITALOCEAN_TOKEN_A_B' } },
            { name: 'c', token: { env: 'DIGITALOCEAN_TOKEN_C' } },
          ],
        },
      },
    ]);
    expect(clouds[0]?.missing).toEqual(['DIGITALOCEAN_TOKEN_A_B', 'DIGITALOCEAN_TOKEN_C']);
  });

  it('leaves a cloud alone to its usual variables where nothing was found', () => {
    expect(CLOUDS.map((cloud) => draft(only(cloud), 'yaml').input.plugins?.[0])).toEqual([
      { use: 'aws' },
      { use: 'digitalocean', config: { token: { env: 'DIGITALOCEAN_TOKEN' } } },
      { use: 'vultr', config: { apiKey: { env: 'VULTR_API_KEY' } } },
      {
        use: 'alibaba',
        config: {
          accessKeyId: { env: 'ALIBABA_CLOUD_ACCESS_KEY_ID' },
          accessKeySecret: { env: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' },
        },
      },
    ]);
  });

  it('says which variables only this environment has', async () => {
    const credentials = await workspace.write('keys', '[moved]\nrole_arn = x\n');
    const env = { DIGITALOCEAN_TOKEN: 'x', AWS_SHARED_CREDENTIALS_FILE: credentials };
    expect(draft(await everything(env), 'yaml').carried).toEqual([
      'AWS_SHARED_CREDENTIALS_FILE',
      'DIGITALOCEAN_TOKEN',
    ]);
  });

  it('has safety as it is where nothing is said', async () => {
    const { input } = draft(only('vultr'), 'yaml');
    const file = await workspace.write('open/project/empty.yaml', '{}');
    const { config } = await workspace.load({ configPath: file });
    const machine = { env: {}, platform: 'linux', home: workspace.home } as const;
    const written = (await configForFile(input, file, machine)).config;
    expect([written.safety, written.confirmation]).toEqual([config.safety, config.confirmation]);
    expect(written.readOnly).toBe(false);
  });

  it('in YAML is the same whatever a profile and its file are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, file) => {
        const { input, text } = draft(only('aws', profile(name, file)), 'yaml');
        expect(load(text)).toEqual(input);
      }),
    );
  });

  it.each(
    [
      'no',
      'null',
      'true',
      '~',
      '3',
      '1e3',
      'a: b',
      "it's",
      'a\\"b',
      '# x',
      '`${1}`',
      '*/ x',
      '\u2028',
      '生产',
    ].flatMap((name) => FORMATS.map((format) => [format, name] as const)),
  )('in %s is the same with a profile %j', async (format, name) => {
    const { input, text } = draft(only('aws', profile(name, name)), format);
    const file = await workspace.write(`open/project/mcm.config.${format}`, text);
    const { config } = await workspace.load({ configPath: file });
    expect(config.plugins).toEqual(input.plugins);
  });

  it('is held against what administrators have fixed before it is written', async () => {
    await workspace.write('managed/managed.json', JSON.stringify({ readOnly: true, plugins: { allow: [] } }));
    const managed = { directory: join(workspace.root, 'managed'), owner: process.getuid?.() };
    const machine = { env: {}, platform: 'linux', home: workspace.home, managed } as const;
    const { input } = draft(only('aws'), 'yaml');
    const loaded = await configForFile(input, join(workspace.project, 'mcm.config.yaml'), machine);
    expect(loaded.config.readOnly).toBe(true);
    const code = configForFile(input, join(workspace.project, 'mcm.config.ts'), machine);
    expect(await messageOf(code)).toMatch(/config in code.*Write the config in JSON or YAML/s);
  });
});

describe('the config that is written for people who read 简体中文 [RULE:INIT]', () => {
  const HAN = /\p{Script=Han}/u;
  const COMMENT = /^ *(?:#|\/\/)/;
  const comments = (text: string) => text.split('\n').filter((line) => COMMENT.test(line));
  const settings = (text: string) => text.split('\n').filter((line) => !COMMENT.test(line));
  const secrets = { DIGITALOCEAN_TOKEN: 'PLANTED-VARIABLE', VULTR_API_KEY: 'PLANTED-VARIABLE' };
  const unreachable = (account: FoundAccount): FoundAccount =>
    account.origin.kind === 'doctl-context'
      ? { ...account, origin: { ...account.origin, program: undefined } }
      : account;
  const wanted: Readonly<Record<string, () => Promise<Wanted>>> = {
    'everything that is found': async () => ({ ...(await everything(secrets)), envFile: './.env' }),
    'contexts of doctl without doctl': async () => {
      const { clouds } = await everything();
      const accounts = clouds
        .flatMap((each) => each.accounts)
        .filter(({ cloud }) => cloud === 'digitalocean');
      return only('digitalocean', ...accounts.map(unreachable));
    },
    'clouds of which nothing was found': () =>
      Promise.resolve({ clouds: CLOUDS.map((cloud) => ({ cloud, accounts: [] })), readOnly: true }),
  };

  it.each(Object.keys(wanted).flatMap((name) => FORMATS.map((format) => [name, format] as const)))(
    'with %s, in %s, says the same as the English one below Chinese comments, and no secret',
    async (name, format) => {
      await loadLocale('zh-CN');
      const given = (await wanted[name]?.()) ?? only('aws');
      const english = draft(given, format);
      const chinese = draftIn(given, format, wordsIn(initComments, 'zh-CN'));
      expect(chinese.input).toEqual(english.input);
      expect(settings(chinese.text)).toEqual(settings(english.text));
      expect(comments(english.text).filter((line) => HAN.test(line))).toEqual([]);
      // A setting that is only shown is a comment too.
      const rest = comments(chinese.text).filter((line) => !HAN.test(line) && !line.includes('envFile: '));
      expect(rest).toEqual([]);
      expect(seen(chinese.text)).toEqual([]);
      const file = await workspace.write(`open/project/mcm.config.${format}`, chinese.text);
      const { config } = await workspace.load({ configPath: file });
      expect(config.plugins).toEqual(english.input.plugins);
    },
  );
});
