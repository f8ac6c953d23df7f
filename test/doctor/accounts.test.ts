import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { McmError, type Locale } from 'multi-cloud-manager/plugin';
import { createAwsSimulator, exampleFleet as awsFleet } from '../../plugins/aws/simulator.js';
import { createDigitalOceanSimulator, exampleFleet } from '../../plugins/digitalocean/simulator.js';
import { accountChecks } from '../../src/doctor/accounts.js';
import { systemClock } from '../../src/http/wait.js';
import { Roster } from '../../src/fleet/roster.js';
import { loadLocale } from '../../src/locale/words.js';
import { Workspace } from '../config/workspace.js';
import { TestClock } from '../fixtures/clock.js';
import '../lazy-rooms.js';
import { factsOf, found, only, providerOf } from './world.js';

let workspace: Workspace;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await workspace.remove();
});

/** DigitalOcean, whose token may do this. */
async function digitalocean(scopes: 'all' | readonly string[] = 'all') {
  const simulator = await createDigitalOceanSimulator({
    accounts: [{ droplets: exampleFleet(), tokens: { dop_v1_right: scopes }, email: 'owner@example.com' }],
  });
  open.push(simulator);
  return simulator;
}

async function accounts(env: Readonly<Record<string, string>>, more: Parameters<typeof factsOf>[2] = {}) {
  const checks = await found(factsOf(workspace, env, more));
  return only(checks, 'account').filter(({ subject = '' }) => subject.includes('/'));
}

describe('an account [RULE:DOCTOR]', () => {
  it('whose credentials work is ok', async () => {
    const { url } = await digitalocean();
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_right', DIGITALOCEAN_API_URL: url };
    expect(await accounts(env)).toEqual([
      {
        id: 'account',
        status: 'ok',
        subject: 'digitalocean/default',
        found: 'The token works; the account is active and may have 25 droplets.',
      },
    ]);
  });

  it('whose token is wrong fails, with the scopes to give a new one', async () => {
    const { url } = await digitalocean();
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_wrong', DIGITALOCEAN_API_URL: url };
    const [check, ...others] = await accounts(env);
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      status: 'failed',
      found: 'INVALID_CREDENTIALS: DigitalOcean refused the token (HTTP 401).',
      next: expect.stringContaining('Make a new one at https://cloud.digitalocean.com'),
      paste: {
        what: expect.stringContaining('Custom scopes of a token'),
        text: 'droplet:read\ntag:read\nmonitoring:read\nregions:read\naccount:read\ndroplet:update',
      },
    });
    expect(JSON.stringify(check)).not.toContain('dop_v1_wrong');
  });

  it('needs nothing for power in read-only mode', async () => {
    const { url } = await digitalocean();
    await workspace.write('home/.config/mcm/mcm.config.json', JSON.stringify({ readOnly: true }));
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_wrong', DIGITALOCEAN_API_URL: url };
    expect((await accounts(env))[0]?.paste?.text).not.toContain('droplet:update');
  });

  it('that lacks a permission is a warning that names it', async () => {
    const { url } = await digitalocean(['account:read']);
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_right', DIGITALOCEAN_API_URL: url };
    expect((await accounts(env))[0]).toMatchObject({
      status: 'warning',
      details: ['missing: droplet:read, to find and list droplets'],
      paste: { text: expect.stringContaining('droplet:read') },
    });
  });

  it('of an SDK is proved over the same network, and gets a policy to paste', async () => {
    const simulator = await createAwsSimulator({
      accounts: [
        {
          id: '111122223333',
          instances: awsFleet(),
          keys: { AKIATEST: { secretAccessKey: 'a-secret', may: 'all' } },
        },
      ],
    });
    open.push(simulator);
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'another-secret',
      AWS_ENDPOINT_URL: simulator.url,
    };
    const [check] = await accounts(env);
    expect(check).toMatchObject({ status: 'failed', subject: 'aws/default' });
    expect(JSON.parse(check?.paste?.text ?? '')).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Resource: '*' }],
    });
    expect(JSON.stringify(check)).not.toContain('another-secret');
  });

  it('is not asked offline', async () => {
    const simulator = await digitalocean();
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_right', DIGITALOCEAN_API_URL: simulator.url };
    expect(await accounts(env, { offline: true })).toEqual([
      { id: 'account', status: 'skipped', subject: 'digitalocean/default', found: 'Not asked: --offline.' },
    ]);
    expect(simulator.journal.entries).toEqual([]);
  });
});

describe('proving accounts [RULE:DOCTOR]', () => {
  const asking = (clock = systemClock, locale: Locale = 'en') => ({
    ...{ clock, accountMs: 20_000, offline: false, readOnly: false, progress: () => undefined },
    locale,
  });
  const rosterOf = (...providers: readonly ReturnType<typeof providerOf>[]): Roster => {
    const roster = new Roster();
    const silent = () => undefined;
    const log = { debug: silent, info: silent, warn: silent, error: silent };
    for (const [index, { provider }] of providers.entries())
      roster.add({ name: `acme-${String(index)}`, provider, power: {}, log });
    return roster;
  };

  it('ends with one that hangs and does not listen, and has the others', async () => {
    const clock = TestClock.still();
    const signals: AbortSignal[] = [];
    const hangs = providerOf((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const works = providerOf(() => Promise.resolve({ summary: 'It works.' }));
    const asked = accountChecks({ roster: rosterOf(hangs, works) }, asking(clock));
    await new Promise(setImmediate);
    clock.advance(20_000);
    expect((await asked).map(({ status, found: said }) => [status, said])).toEqual([
      ['failed', 'PROVIDER_TIMEOUT: There was no answer within 20 s.'],
      ['ok', 'It works.'],
    ]);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('keeps the words of a plugin that throws something else to itself', async () => {
    const roster = rosterOf(
      providerOf(() => {
        throw new TypeError('the token is s3cret');
      }),
    );
    const [check] = await accountChecks({ roster }, asking());
    expect(check).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(check)).not.toContain('s3cret');
  });

  it('is told in 简体中文, with errors and plugins in it as far as they speak it', async () => {
    await loadLocale('zh-CN');
    const refused = { en: 'The key is unknown.', 'zh-CN': '该密钥不存在。' };
    const works = { en: 'It works.', 'zh-CN': '可以使用。' };
    const reading = { en: 'read', 'zh-CN': '读取' };
    const clock = TestClock.still();
    const roster = rosterOf(
      providerOf(() => Promise.resolve({ summary: works, missing: [reading] })),
      providerOf(() => Promise.reject(new McmError('INVALID_CREDENTIALS', refused))),
      providerOf(() => new Promise(() => undefined)),
    );
    const asked = accountChecks({ roster }, asking(clock, 'zh-CN'));
    await new Promise(setImmediate);
    clock.advance(20_000);
    expect((await asked).map(({ id, status, ...rest }) => [id, status, rest])).toEqual([
      [
        'account',
        'warning',
        {
          subject: 'acme-0/default',
          found: '可以使用。但缺少部分权限。',
          details: ['缺少：读取'],
          next: '请补上缺少的部分，除非您有意不使用它。',
        },
      ],
      [
        'account',
        'failed',
        {
          subject: 'acme-1/default',
          found: 'INVALID_CREDENTIALS：该密钥不存在。',
          next: '请在配置读取凭证的位置更新或改正凭证。',
        },
      ],
      [
        'account',
        'failed',
        {
          subject: 'acme-2/default',
          found: 'PROVIDER_TIMEOUT：20 秒内没有应答。',
          next: '请稍后重试。如果仍然如此，请检查网络、代理设置和服务端点。',
        },
      ],
    ]);
  });

  it('shows nothing to paste where that would not help', async () => {
    const what = { en: 'Scopes', 'zh-CN': '权限范围' };
    const leastPrivilege = { read: { what, text: 'read' } };
    const failing = (code: 'RATE_LIMITED' | 'PROVIDER_ERROR' | 'PERMISSION_DENIED') =>
      providerOf(() => Promise.reject(new McmError(code, 'No.')), { leastPrivilege });
    const roster = rosterOf(failing('RATE_LIMITED'), failing('PROVIDER_ERROR'), failing('PERMISSION_DENIED'));
    const checks = await accountChecks({ roster }, asking());
    expect(checks.map(({ status, paste }) => [status, paste?.text])).toEqual([
      ['warning', undefined],
      ['failed', undefined],
      ['failed', 'read'],
    ]);
    const told = await accountChecks({ roster }, asking(systemClock, 'zh-CN'));
    expect([checks, told].map((each) => each[2]?.paste?.what)).toEqual(['Scopes', '权限范围']);
  });
});
