import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { profilesIn } from '../../src/init/aws-profiles.js';
import { holdsCredentials, readDotenv, type Dotenv } from '../../src/init/dotenv.js';
import { findAccounts } from '../../src/init/find.js';
import type { InitPlace } from '../../src/init/found.js';
import type { Workspace } from '../config/workspace.js';
import { furnished, seen } from './found-files.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await furnished();
});
afterEach(() => workspace.remove());

const look = (place: Partial<InitPlace> = {}, dotenv?: Dotenv) =>
  findAccounts({ env: {}, platform: 'linux', home: workspace.home, ...place }, dotenv);
const named = async (...of: Parameters<typeof look>) =>
  (await look(...of)).accounts.map(
    ({ cloud, name, ready }) => `${cloud}/${name}${ready ? '' : ' (not ready)'}`,
  );
const dotenv = async (): Promise<Dotenv> =>
  (await readDotenv(join(workspace.project, '.env'), 'linux')) as Dotenv;

describe('what is there already [RULE:INIT]', () => {
  it('is found in the files of the tools of the clouds, by name', async () => {
    expect(await named()).toEqual([
      ...['aws/default', 'aws/shop', 'aws/sign-on', 'aws/reader'],
      ...['digitalocean/default (not ready)', 'digitalocean/lab (not ready)'],
      'alibaba/main (not ready)',
    ]);
    const { accounts } = await look();
    expect(accounts.find(({ name }) => name === 'sign-on')?.origin).toEqual({
      kind: 'aws-profile',
      name: 'sign on',
      file: join(workspace.home, '.aws', 'config'),
    });
  });

  it('is told with no secret of it', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'PLANTED-VARIABLE', AWS_SECRET_ACCESS_KEY: 'PLANTED-VARIABLE' };
    const found = await look({ env, doctl: '/usr/bin/doctl' }, await dotenv());
    expect(found.accounts).toHaveLength(10);
    expect(seen(JSON.stringify([found, await dotenv()]))).toEqual([]);
  });

  it('is ready where doctl hands the token out', async () => {
    expect(await named({ doctl: '/usr/bin/doctl' })).toEqual(
      expect.arrayContaining(['digitalocean/default', 'digitalocean/lab']),
    );
  });

  it('is found in the environment, which wins over a dotenv file; half a key is none', async () => {
    const env = {
      DIGITALOCEAN_TOKEN: 'PLANTED-VARIABLE',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'x',
      VULTR_API_KEY: '',
    };
    const { accounts } = await look({ env, home: '/nowhere' }, await dotenv());
    expect(accounts.map(({ cloud, origin }) => [cloud, origin])).toEqual([
      ['digitalocean', { kind: 'variables', parts: [{ variable: 'DIGITALOCEAN_TOKEN', setting: 'token' }] }],
      [
        'vultr',
        {
          kind: 'variables',
          parts: [{ variable: 'VULTR_API_KEY', setting: 'apiKey', file: join(workspace.project, '.env') }],
        },
      ],
    ]);
  });

  it('takes the variable that doctl has, and a session token where there is one', async () => {
    const env = {
      ...{ DIGITALOCEAN_ACCESS_TOKEN: 'x', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
      AWS_SESSION_TOKEN: 'x',
    };
    const { accounts } = await look({ env, home: '/nowhere' });
    expect(
      accounts.map(({ origin }) =>
        origin.kind === 'variables' ? origin.parts.map(({ variable }) => variable) : origin,
      ),
    ).toEqual([
      ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
      ['DIGITALOCEAN_ACCESS_TOKEN'],
    ]);
  });

  it('is looked for where the variables of the tools say', async () => {
    const credentials = await workspace.write('elsewhere/keys', '[moved]\nrole_arn = x\n');
    await workspace.write('xdg/doctl/config.yaml', 'auth-contexts: { moved: x }\n');
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_CONFIG_FILE: '/nowhere/config',
      XDG_CONFIG_HOME: join(workspace.root, 'xdg'),
    };
    expect(await named({ env, home: '/nowhere', doctl: '/usr/bin/doctl' })).toEqual([
      'aws/moved',
      'digitalocean/moved',
    ]);
    const { accounts } = await look({ env, home: '/nowhere' });
    expect(accounts[0]?.origin).toMatchObject({ placedBy: 'AWS_SHARED_CREDENTIALS_FILE' });
  });

  it.each([
    ['darwin', 'home/Library/Application Support/doctl/config.yaml', {}],
    ['linux', 'home/.config/doctl/config.yaml', {}],
  ] as const)('has the contexts of doctl in the place of %s', async (platform, file, env) => {
    await workspace.write(file, 'auth-contexts: { here: x }\n');
    expect(await named({ platform, env })).toContain('digitalocean/here (not ready)');
  });

  it('that cannot be read is told of, without a word from inside it, and the rest is found', async () => {
    await rm(join(workspace.home, '.aws', 'config'));
    await mkdir(join(workspace.home, '.aws', 'config'));
    await workspace.write('home/.aws/credentials', '[shop]\nrole_arn = x\n');
    await workspace.write('home/.config/doctl/config.yaml', 'access-token: "PLANTED-DOCTL-LAB\n  x: [');
    await workspace.write('home/.aliyun/config.json', '{ "profiles": [PLANTED-ALI-ID');
    const found = await look();
    expect(found.accounts.map(({ name }) => name)).toEqual(['shop']);
    expect(found.unreadable.map(({ why }) => why)).toEqual([
      'it is no file',
      'it is not in the form that it should have',
      'it is not in the form that it should have',
    ]);
    expect(seen(JSON.stringify(found))).toEqual([]);
  });

  it('gives each account a name that a plugin takes, and two never the same', async () => {
    const file = ['a b', 'a-b', 'A_B', '/', '日本', 'x'.repeat(90), 'evil\u202e', 'team/shop@eu'];
    await workspace.write('home/.aws/config', '');
    await workspace.write('home/.aws/credentials', file.map((name) => `[${name}]\nrole_arn=x\n`).join(''));
    const { accounts } = await look();
    const names = accounts.filter(({ cloud }) => cloud === 'aws').map(({ name }) => name);
    expect(names).toEqual([
      ...['a-b', 'a-b-2', 'A_B-3', 'account', 'account-2', 'x'.repeat(50), 'team-shop-eu'],
    ]);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/);
  });
});

describe('the profiles of AWS', () => {
  it.each([
    ['[default]\nrole_arn=x', true, ['default']],
    ['[profile shop]\nrole_arn=x', true, ['shop']],
    ["[ profile 'a b' ]\ncredential_process = x", true, ['a b']],
    ['[shop]\naws_access_key_id=x', true, []],
    ['[shop]\naws_access_key_id=x', false, ['shop']],
    ['[profile shop]\naws_access_key_id=x', false, ['profile shop']],
    ['[shop]\n#aws_access_key_id=x', false, []],
    ['aws_access_key_id=x', false, []],
    ['[shop\naws_access_key_id=x', false, []],
    ['[]\naws_access_key_id=x', false, []],
  ])('in %j (prefixed: %j) are %j', (text, prefixed, names) => {
    expect(profilesIn(text, prefixed)).toEqual(names);
  });
});

describe('a dotenv file', () => {
  it('is told by the names that mcm reads, and says who else may read it', async () => {
    const file = join(workspace.project, '.env');
    await chmod(file, 0o644);
    expect(await dotenv()).toEqual({
      ...{ file, names: ['DIGITALOCEAN_TOKEN', 'VULTR_API_KEY'], redirecting: [], shared: true },
    });
    await chmod(file, 0o600);
    expect(await dotenv()).toMatchObject({ shared: false });
  });

  it('without credentials is nobody’s to use, and one that sends requests elsewhere says so', async () => {
    await workspace.write('open/project/.env', 'AWS_REGION=eu-central-1\nHTTPS_PROXY=http://192.0.2.1\n');
    const found = await dotenv();
    expect([holdsCredentials(found), found.redirecting]).toEqual([false, ['HTTPS_PROXY']]);
  });

  it('may be a link, and may be missing', async () => {
    await symlink(join(workspace.project, '.env'), join(workspace.root, 'link'));
    expect(await readDotenv(join(workspace.root, 'link'), 'linux')).toMatchObject({
      names: ['DIGITALOCEAN_TOKEN', 'VULTR_API_KEY'],
    });
    expect(await readDotenv(join(workspace.root, 'none'), 'linux')).toBeUndefined();
  });
});
