import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createAwsSimulator,
  exampleFleet,
  manyInstances,
  type AwsSimulator,
} from '../../plugins/aws/simulator.js';
import { context, makeProvider } from './world.js';

const OWN = '111122223333';
const OTHER = '444455556666';
const READER = `arn:aws:iam::${OTHER}:role/reader`;
const SCOPE = { account: 'default', region: 'eu-central-1' };
const HOUR = 3_600_000;

let simulator: AwsSimulator;
let directory: string;
let open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-aws-'));
  simulator = await createAwsSimulator({
    clock: manualClock('2026-03-01T12:00:00Z'),
    accounts: [
      { id: OWN, instances: exampleFleet(), keys: { AKIAONE: { secretAccessKey: 'secret-one' } } },
      {
        id: OTHER,
        instances: manyInstances(3),
        keys: {},
        roles: {
          reader: { externalId: 'agreed', may: ['ec2:DescribeInstances', 'ec2:DescribeRegions'] },
          open: {},
        },
      },
    ],
  });
});

afterEach(async () => {
  await Promise.all(open.map((close) => close()));
  open = [];
  await simulator.close();
  await rm(directory, { recursive: true });
});

function make(env: Readonly<Record<string, string>>, config: object = {}, told: string[] = []) {
  const { provider, network } = makeProvider({
    env: { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: simulator.url, ...env },
    config,
    now: () => simulator.clock.now(),
    told,
  });
  open.push(() => network.close());
  return provider;
}

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAONE', AWS_SECRET_ACCESS_KEY: 'secret-one' };
const count = async (provider: ReturnType<typeof make>, scope = SCOPE): Promise<number> =>
  (await provider.listPage(scope, undefined, context())).items.length;

/** The shared files, as the environment names them. */
async function files(credentials: string, config = ''): Promise<Record<string, string>> {
  const [AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE] = [
    join(directory, 'credentials'),
    join(directory, 'config'),
  ];
  await Promise.all([
    writeFile(AWS_SHARED_CREDENTIALS_FILE, credentials),
    writeFile(AWS_CONFIG_FILE, config),
  ]);
  return { AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE, AWS_EC2_METADATA_DISABLED: 'true' };
}

const profile = (name: string, id = 'AKIAONE', secret = 'secret-one'): string =>
  `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

describe('which accounts there are', () => {
  it('without any trace of credentials: none, and the settings that are missing', () => {
    const provider = make({});
    expect(provider.accounts()).toEqual([]);
    expect(provider.settings()).toEqual([
      { name: 'AWS_ACCESS_KEY_ID', required: true, present: false },
      { name: 'AWS_SECRET_ACCESS_KEY', required: true, present: false },
      { name: 'AWS_SESSION_TOKEN', required: false, present: false },
      { name: 'AWS_PROFILE', required: false, present: false },
      { name: 'AWS_REGION', required: false, present: true },
      { name: 'AWS_DEFAULT_REGION', required: false, present: false },
      { name: 'AWS_ENDPOINT_URL', required: false, present: true },
    ]);
  });

  it.each([
    ['keys', KEYS, {}],
    ['a profile', { AWS_PROFILE: 'x' }, {}],
    ['a web identity', { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' }, {}],
    ['a container', { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/creds' }, {}],
    ['a profile in the config', {}, { profile: 'x' }],
    ['a role in the config', {}, { roleArn: READER }],
  ])('with %s: the default one', (_what, env, config) => {
    const provider = make(env, config);
    expect(provider.accounts()).toEqual([{ name: 'default' }]);
    expect(provider.settings().some(({ required }) => required)).toBe(false);
  });

  it('half a key is none', () => {
    expect(make({ AWS_ACCESS_KEY_ID: 'AKIAONE' }).accounts()).toEqual([]);
  });

  it('a shared file counts as soon as it is there', async () => {
    const provider = make({ AWS_SHARED_CREDENTIALS_FILE: join(directory, 'credentials') });
    expect(provider.accounts()).toEqual([]);
    await files(profile('default'));
    expect(provider.accounts()).toEqual([{ name: 'default' }]);
  });

  it('named ones are there even without their secrets, so that their absence shows', () => {
    const key = { accessKeyId: { env: 'ONE_ID' }, secretAccessKey: { env: 'ONE_SECRET' } };
    const provider = make({ ONE_ID: 'AKIAONE' }, { accounts: [{ name: 'one', ...key }, { name: 'two' }] });
    expect(provider.accounts()).toEqual([{ name: 'one' }, { name: 'two' }]);
    expect(provider.settings().slice(0, 2)).toEqual([
      { name: 'ONE_ID', required: true, present: true },
      { name: 'ONE_SECRET', required: true, present: false },
    ]);
    expect(simulator.journal.entries).toEqual([]);
  });
});

describe('credentials', () => {
  it('come from the environment that the host was given', async () => {
    expect(await count(make(KEYS))).toBe(6);
  });

  it('in the environment win over AWS_PROFILE there, and a profile in the config over both', async () => {
    const env = { ...(await files(profile('old', 'AKIAOLD', 'secret-old'))), ...KEYS, AWS_PROFILE: 'old' };
    expect(await count(make(env))).toBe(6);
    await expect(count(make(env, { profile: 'old' }))).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('come from a profile of the shared file', async () => {
    expect(await count(make({ ...(await files(profile('shop'))), AWS_PROFILE: 'shop' }))).toBe(6);
  });

  it('come from the default profile where nothing is said, by the chain of the SDK', async () => {
    expect(await count(make(await files(profile('default'))))).toBe(6);
  });

  it('of a profile that was renewed meanwhile are picked up without a restart', async () => {
    const provider = make({ ...(await files(profile('shop'))), AWS_PROFILE: 'shop' });
    expect(await count(provider)).toBe(6);
    simulator.revokeKey('AKIAONE');
    simulator.addKey(OWN, 'AKIATWO', { secretAccessKey: 'secret-two' });
    await files(profile('shop', 'AKIATWO', 'secret-two'));
    simulator.journal.clear();
    expect(await count(provider)).toBe(6);
    expect(simulator.journal.entries.map(({ authorized }) => authorized)).toEqual([false, true]);
  });

  it('that were refused and are still the same are not tried again', async () => {
    const provider = make(KEYS);
    simulator.revokeKey('AKIAONE');
    await expect(count(provider)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(simulator.journal.entries).toHaveLength(1);
  });

  it('that have expired are told by the service in its own way', async () => {
    const provider = make(KEYS);
    simulator.expireKey('AKIAONE');
    await expect(count(provider)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: { aws_code: 'RequestExpired' },
    });
  });

  it('are looked for once, however many regions need them at the same time', async () => {
    const provider = make(
      {},
      { accounts: [{ name: 'default', roleArn: READER, externalId: 'agreed', ...key() }] },
    );
    const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'];
    await Promise.all(regions.map((region) => count(provider, { ...SCOPE, region })));
    expect(simulator.actions().filter((action) => action === 'AssumeRole')).toHaveLength(1);
  });

  it('of a single sign-on that has run out name the exact command', async () => {
    const sso =
      '[profile shop-sso]\nsso_start_url = https://example.com/start\nsso_account_id = 111122223333\nsso_region = eu-central-1\nsso_role_name = Reader\n';
    const provider = make({ ...(await files('', sso)), AWS_PROFILE: 'shop-sso' });
    await expect(count(provider)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'The sign-in of the profile shop-sso has expired.',
      suggestion: 'Run `aws sso login --profile shop-sso`; mcm need not be started again.',
    });
    expect(simulator.journal.entries).toEqual([]);
  });

  it('of a profile that does not exist are not replaced by others', async () => {
    const provider = make({ ...(await files(profile('default'))), AWS_PROFILE: 'shp' });
    await expect(count(provider)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'There are no usable AWS credentials for the profile shp.',
    });
  });

  it('that nothing has, with the metadata service switched off, are an error that says what to set', async () => {
    const provider = make(await files(''));
    await expect(count(provider)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      suggestion: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`.',
    });
  });

  it('are all made known to the redactor, those of a file and of a role too', async () => {
    const told: string[] = [];
    const env = { ...(await files(profile('shop'))), AWS_PROFILE: 'shop' };
    await count(make(env, { roleArn: `arn:aws:iam::${OTHER}:role/open` }, told));
    expect(told).toEqual(['assumed-secret-access-key-0001', 'assumed-session-token-0001']);
  });
});

const key = () => ({ accessKeyId: 'AKIAONE', secretAccessKey: 'secret-one' });

describe('a role', () => {
  const withRole = (more: object = {}) =>
    make({}, { accounts: [{ name: 'default', ...key(), roleArn: READER, externalId: 'agreed', ...more }] });

  it('is assumed with the credentials of the account, at the same end point', async () => {
    const provider = withRole();
    expect(await count(provider)).toBe(3);
    const [assume, read] = simulator.journal.entries;
    expect(String(assume?.body)).toBe(
      'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Freader&RoleSessionName=multi-cloud-manager&ExternalId=agreed',
    );
    expect(String(read?.body)).toContain('Action=DescribeInstances');
    expect(simulator.journal.mutations()).toEqual([]);
  });

  it('is assumed anew shortly before its time is over', async () => {
    const provider = withRole();
    await count(provider);
    simulator.clock.advance(HOUR - 6 * 60_000);
    await count(provider);
    simulator.clock.advance(2 * 60_000);
    await count(provider);
    expect(simulator.actions()).toEqual([
      'AssumeRole',
      'DescribeInstances',
      'DescribeInstances',
      'AssumeRole',
      'DescribeInstances',
    ]);
  });

  it('that may not be assumed is PERMISSION_DENIED and names the action', async () => {
    await expect(count(withRole({ externalId: 'guessed' }))).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { action: 'sts:AssumeRole' },
    });
  });

  it('with wrong credentials is INVALID_CREDENTIALS', async () => {
    await expect(count(withRole({ secretAccessKey: 'wrong-secret' }))).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: { aws_code: 'SignatureDoesNotMatch' },
    });
  });

  it('and another may be assumed with the same credentials of the environment', async () => {
    const provider = make(KEYS, {
      accounts: [
        { name: 'reader', roleArn: READER, externalId: 'agreed' },
        { name: 'open', roleArn: `arn:aws:iam::${OTHER}:role/open` },
        { name: 'own' },
      ],
    });
    const counts = ['reader', 'open', 'own'].map((account) => count(provider, { ...SCOPE, account }));
    expect(await Promise.all(counts)).toEqual([3, 3, 6]);
  });

  it('of a profile is assumed by the SDK', async () => {
    const role = `[profile cross]\nrole_arn = ${READER}\nexternal_id = agreed\nsource_profile = shop\n`;
    const env = await files(profile('shop'), role);
    expect(await count(make(env, { profile: 'cross' }))).toBe(3);
  });
});
