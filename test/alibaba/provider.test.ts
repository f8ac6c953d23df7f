import { afterEach, describe, expect, it } from '@jest/globals';
import type { Logger, Network, Secrets } from 'multi-cloud-manager/plugin';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createAlibabaSimulator,
  ecsError,
  exampleFleet,
  instance,
  manyInstances,
  SIMULATOR_KEY,
  throttled,
  type AlibabaAccount,
  type SimulatedKey,
} from '../../plugins/alibaba/simulator.js';
import { inEnglish } from '../fixtures/in-english.js';
import { context, makeProvider, restlessClock, secretsFrom, type ProviderOptions } from './world.js';
import { verificationIn } from '../fixtures/verification-in.js';

const NOW = new Date('2026-03-01T12:00:15Z');
const HANGZHOU = { account: 'default', region: 'cn-hangzhou' };
const WEB = 'i-bp1webserver0000001';
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function world(
  account: Partial<AlibabaAccount> & { key?: Partial<SimulatedKey> } = {},
  options: Partial<ProviderOptions> = {},
) {
  const { key, ...more } = account;
  const simulator = await createAlibabaSimulator({
    clock: manualClock(NOW),
    accounts: [
      { instances: exampleFleet(), keys: { [SIMULATOR_KEY.id]: { ...SIMULATOR_KEY, ...key } }, ...more },
    ],
  });
  const clock = restlessClock(() => simulator.clock.now());
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: SIMULATOR_KEY.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: SIMULATOR_KEY.secret,
    ALIBABA_CLOUD_ECS_ENDPOINT: simulator.url,
    ...options.env,
  };
  const made = makeProvider({ clock, ...options, env });
  open.push(
    () => simulator.close(),
    () => made.close(),
  );
  const asked = () =>
    simulator.journal.entries.map(({ headers, query }) => ({ action: headers['x-acs-action'], ...query }));
  return { simulator, clock, asked, ...made };
}

describe('the scopes of an account', () => {
  it('are all of its regions, the default one first', async () => {
    const { provider } = await world({}, { env: { ALIBABA_CLOUD_REGION_ID: 'ap-southeast-1' } });
    const scopes = await provider.scopes({ name: 'default' }, context());
    expect(scopes.map(({ region }) => region)).toEqual([
      'ap-southeast-1',
      'cn-hangzhou',
      'cn-shanghai',
      'eu-central-1',
    ]);
  });

  it('are asked for once an hour', async () => {
    const { provider, simulator } = await world();
    await provider.scopes({ name: 'default' }, context());
    await provider.scopes({ name: 'default' }, context());
    expect(simulator.journal.entries).toHaveLength(1);
    simulator.clock.advance(3_600_000);
    await provider.scopes({ name: 'default' }, context());
    expect(simulator.journal.entries).toHaveLength(2);
  });

  it('are narrowed by regions', async () => {
    const { provider } = await world({}, { config: { regions: ['eu-central-1', 'cn-hangzhou'] } });
    const scopes = await provider.scopes({ name: 'default' }, context());
    expect(scopes.map(({ region }) => region)).toEqual(['cn-hangzhou', 'eu-central-1']);
  });

  it('that do not exist are refused with those that do', async () => {
    const { provider } = await world({}, { config: { regions: ['cn-hangzhu'] } });
    await expect(provider.scopes({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message:
        'Account default has no region cn-hangzhu; there is cn-hangzhou, cn-shanghai, ap-southeast-1, eu-central-1.',
    });
  });

  it('are those of the config for a key that may not ask', async () => {
    const key = { may: ['DescribeInstances'] };
    const named = await world({ key }, { config: { regions: ['cn-shanghai'] } });
    expect(await named.provider.scopes({ name: 'default' }, context())).toEqual([
      { account: 'default', region: 'cn-shanghai' },
    ]);
    const unnamed = await world({ key });
    await expect(unnamed.provider.scopes({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { ram_action: 'ecs:DescribeRegions' },
    });
  });
});

describe('listing', () => {
  it('follows the tokens, a hundred at a time', async () => {
    const { provider, asked } = await world({ instances: manyInstances(250) });
    const first = await provider.listPage(HANGZHOU, undefined, context());
    const second = await provider.listPage(HANGZHOU, first.next, context());
    const third = await provider.listPage(HANGZHOU, second.next, context());
    expect([first, second, third].map(({ items }) => items.length)).toEqual([100, 100, 50]);
    expect(third.next).toBeUndefined();
    expect(asked().map((each) => ('MaxResults' in each ? each.MaxResults : ''))).toEqual([
      '100',
      '100',
      '100',
    ]);
  });

  it('knows one region only', async () => {
    const { provider } = await world();
    const { items } = await provider.listPage(
      { account: 'default', region: 'ap-southeast-1' },
      undefined,
      context(),
    );
    expect(items.map(({ id, region, public_ips }) => [id, region, public_ips])).toEqual([
      ['i-t4nsingapore0000007', 'ap-southeast-1', ['192.0.2.40']],
    ]);
  });
});

describe('an empty answer', () => {
  it.each([
    [
      'a listing',
      (made: Awaited<ReturnType<typeof world>>) => made.provider.listPage(HANGZHOU, undefined, context()),
    ],
    ['an id', (made: Awaited<ReturnType<typeof world>>) => made.provider.get(HANGZHOU, WEB, context())],
    [
      'an address',
      (made: Awaited<ReturnType<typeof world>>) =>
        made.provider.findByAddress(HANGZHOU, '203.0.113.40', context()),
    ],
  ])('to %s is PERMISSION_DENIED for a key that may not look', async (_name, ask) => {
    const made = await world({ key: { may: ['DescribeRegions'] } });
    await expect(ask(made)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: 'The access key may not do ecs:DescribeInstances (Forbidden.RAM).',
      details: { ram_action: 'ecs:DescribeInstances' },
    });
  });

  it('is believed after one dry run for some minutes', async () => {
    const { provider, asked, simulator } = await world({ instances: [] });
    const dryRuns = () => asked().filter((each) => 'DryRun' in each).length;
    await provider.listPage(HANGZHOU, undefined, context());
    await provider.get(HANGZHOU, WEB, context());
    expect(dryRuns()).toBe(1);
    await provider.listPage({ account: 'default', region: 'cn-shanghai' }, undefined, context());
    expect(dryRuns()).toBe(2);
    simulator.clock.advance(301_000);
    await provider.listPage(HANGZHOU, undefined, context());
    expect(dryRuns()).toBe(3);
  });

  it('needs no dry run where the region has just shown instances', async () => {
    const { provider, asked } = await world();
    await provider.listPage(HANGZHOU, undefined, context());
    expect(await provider.get(HANGZHOU, 'i-bp1nothingthere0000', context())).toBeUndefined();
    expect(asked().filter((each) => 'DryRun' in each)).toEqual([]);
  });
});

describe('finding', () => {
  it.each([
    ['a public address', '203.0.113.40', WEB],
    ['an EIP', '203.0.113.41', 'i-bp1databasemain0002'],
    ['a private address', '10.120.0.3', 'i-bp1databasemain0002'],
    ['a secondary private address', '10.120.0.22', WEB],
    ['an address of the classic network', '10.170.1.6', 'i-bp1classicnet000006'],
    ['an IPv6 address', '2001:db8::e01', 'i-bp1ipv6only00000003'],
  ])('by %s', async (_name, address, id) => {
    const { provider } = await world();
    const found = await provider.findByAddress(HANGZHOU, address, context());
    expect(found.map((each) => each.id)).toEqual([id]);
  });

  it('asks for public addresses and EIPs apart, for a filter narrows the other', async () => {
    const { provider, asked } = await world();
    await provider.findByAddress(HANGZHOU, '203.0.113.41', context());
    const common = { action: 'DescribeInstances', RegionId: 'cn-hangzhou', MaxResults: '100' };
    expect(asked()).toEqual(
      expect.arrayContaining([
        { ...common, PublicIpAddresses: '["203.0.113.41"]' },
        { ...common, EipAddresses: '["203.0.113.41"]', InstanceNetworkType: 'vpc' },
      ]),
    );
    expect(asked()).toHaveLength(2);
  });

  it('takes nothing for a hit that does not have the address, should the cloud ignore a filter', async () => {
    const { provider, simulator } = await world();
    simulator.fail({
      ...{ kind: 'status', status: 200 },
      body: {
        RequestId: 'A',
        Instances: { Instance: exampleFleet().map(({ wire }) => wire) },
        NextToken: '',
      },
    });
    expect(await provider.findByAddress(HANGZHOU, '2001:db8::ffff', context())).toEqual([]);
  });
});

describe('verifying', () => {
  it('tells how many regions the key sees', async () => {
    const { provider } = await world();
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'en')).toEqual({
      summary: 'The access key works and sees 4 regions; it may read instances.',
    });
  });

  it('says what is missing', async () => {
    const { provider } = await world({ key: { may: ['DescribeRegions'] } });
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'en')).toEqual({
      summary: 'The access key works and sees 4 regions.',
      missing: ['ecs:DescribeInstances, to find instances'],
    });
  });

  it('tells it in 简体中文 too', async () => {
    const { provider } = await world({ key: { may: ['DescribeRegions'] } });
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'zh-CN')).toEqual({
      summary: 'AccessKey 有效，可见 4 个地域。',
      missing: ['ecs:DescribeInstances，用于查找实例'],
    });
  });

  it('of a key that may do neither is PERMISSION_DENIED', async () => {
    const { provider } = await world({ key: { may: [] } });
    await expect(provider.verify({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});

describe('keys', () => {
  it('from STS are sent with their token', async () => {
    const { provider } = await world(
      { key: { token: 'sts-token' } },
      { env: { ALIBABA_CLOUD_SECURITY_TOKEN: 'sts-token' } },
    );
    expect((await provider.listPage(HANGZHOU, undefined, context())).items).toHaveLength(6);
  });

  it('from STS that have expired say so', async () => {
    const { provider } = await world(
      { key: { token: 'sts-token', expiresAt: new Date('2026-03-01T11:00:00Z') } },
      { env: { ALIBABA_CLOUD_SECURITY_TOKEN: 'sts-token' } },
    );
    await expect(provider.listPage(HANGZHOU, undefined, context())).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'The security token (STS) has expired.',
    });
  });

  it('that were renewed outside are picked up, and asked for anew when one is refused', async () => {
    const env: Record<string, string> = {};
    const secrets: Secrets = {
      ...secretsFrom(env),
      resolve: (ref, { fresh = false } = {}) => {
        if (fresh) env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = SIMULATOR_KEY.secret;
        return secretsFrom(env).resolve(ref);
      },
    };
    const { provider, simulator } = await world({}, { secrets });
    Object.assign(env, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: SIMULATOR_KEY.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'old',
    });
    expect((await provider.listPage(HANGZHOU, undefined, context())).items).toHaveLength(6);
    expect(simulator.journal.entries.map(({ status }) => status)).toEqual([400, 200]);
    env['ALIBABA_CLOUD_ACCESS_KEY_ID'] = 'LTAI5tAnotherUnknown';
    await expect(provider.listPage(HANGZHOU, undefined, context())).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    expect(simulator.journal.entries).toHaveLength(3);
  });

  it('never reach the log', async () => {
    const lines: string[] = [];
    const note = (...words: unknown[]): void => {
      lines.push(JSON.stringify(words));
    };
    const log: Logger = { debug: note, info: note, warn: note, error: note };
    const { provider } = await world(
      {},
      { log, env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong-secret-of-the-key' } },
    );
    await expect(provider.listPage(HANGZHOU, undefined, context())).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    expect(lines.join()).toContain('SignatureDoesNotMatch');
    expect(lines.join()).not.toMatch(/wrong-secret-of-the-key|LTAI5t|Signature=/);
  });
});

describe('a read that fails', () => {
  it('is tried again with growing pauses', async () => {
    const { provider, simulator, clock } = await world();
    simulator.fail({ ...ecsError(503, 'ServiceUnavailable'), times: 2 });
    expect((await provider.listPage(HANGZHOU, undefined, context())).items).toHaveLength(6);
    expect(clock.pauses.map((ms) => ms >= 150 && ms <= 600)).toEqual([true, true]);
    const nonces = simulator.journal.entries.map(({ headers }) => headers['x-acs-signature-nonce']);
    expect(new Set(nonces).size).toBe(3);
  });

  it('because of too many calls waits for the next minute', async () => {
    const { provider, simulator, clock } = await world();
    simulator.clock.advance(5_000);
    simulator.fail({ ...throttled(), times: 1 });
    expect((await provider.listPage(HANGZHOU, undefined, context())).items).toHaveLength(6);
    expect(clock.pauses).toHaveLength(1);
    expect(Math.floor((clock.pauses[0] ?? 0) / 1000)).toBe(40);
  });

  it('because of too many calls gives up where the call has not so long', async () => {
    const { provider, simulator, clock } = await world();
    simulator.clock.advance(-10_000);
    simulator.fail(throttled());
    await expect(provider.listPage(HANGZHOU, undefined, context())).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retry_after_seconds: 55, error_code: 'Throttling.User' },
    });
    expect(clock.pauses).toEqual([]);
    expect(simulator.journal.entries).toHaveLength(1);
  });
});

describe('a power action', () => {
  const sent = async (
    made: Awaited<ReturnType<typeof world>>,
    id = WEB,
    action: 'reboot' | 'power_off' = 'reboot',
  ) => {
    const found = await made.provider.get(HANGZHOU, id, context());
    if (!found) throw new Error('not there');
    const permit = made.mint.mint({
      ...{ provider: 'alibaba', account: 'default', instance: found, action },
      ...{ force: false, variant: action, callId: 'call-1' },
    });
    return { permit, power: () => made.provider.power(HANGZHOU, permit, context()) };
  };

  it('is not done once it has been seen to leave and to come back', async () => {
    const made = await world();
    const { permit, power } = await sent(made);
    let last = await power();
    expect(last).toMatchObject({ state: 'in_progress', requestId: expect.any(String) as unknown });
    const states: string[] = [];
    for (let second = 0; second < 10; second += 2) {
      last = await made.provider.progress(HANGZHOU, permit, last, context());
      states.push(last.state);
      made.simulator.clock.advance(2_000);
    }
    // Running, Stopping, Starting, Starting, Running again.
    expect(states).toEqual(['in_progress', 'in_progress', 'in_progress', 'in_progress', 'completed']);
  });

  it('that the system inside ignored is errored', async () => {
    const made = await world();
    made.simulator.endNextAction('reverted');
    const { permit, power } = await sent(made, WEB, 'power_off');
    const first = await power();
    const stopping = await made.provider.progress(HANGZHOU, permit, first, context());
    made.simulator.clock.advance(60_000);
    const last = await made.provider.progress(HANGZHOU, permit, stopping, context());
    expect([stopping.state, last.state]).toEqual(['in_progress', 'errored']);
    expect(inEnglish([last.message ?? ''])).toEqual([expect.stringContaining('its system did not stop')]);
  });

  it('keeps the public address though the account stops its instances in economical mode', async () => {
    const pay = instance({ id: 'i-bp1payasyougo00008', name: 'payg', publicIp: '203.0.113.48' });
    const made = await world({ instances: [pay], economical: true });
    await (await sent(made, 'i-bp1payasyougo00008', 'power_off')).power();
    made.simulator.clock.advance(60_000);
    expect(made.simulator.instance('i-bp1payasyougo00008')).toMatchObject({
      Status: 'Stopped',
      StoppedMode: 'KeepCharging',
      PublicIpAddress: { IpAddress: ['203.0.113.48'] },
    });
  });

  it('has a connection of its own, on which nothing can send it a second time', async () => {
    const asked: (boolean | undefined)[] = [];
    const network: Network = {
      agents: (_url, options) => {
        asked.push(options?.fresh);
        return Promise.resolve({});
      },
      proxy: () => undefined,
      certificates: () => Promise.resolve(undefined),
    };
    const made = await world({}, { network });
    await (await sent(made)).power();
    expect(asked).toEqual([false, true]);
  });

  it('of a locked instance is refused for good, with nothing done', async () => {
    const made = await world({ instances: [instance({ id: WEB, name: 'web', locked: 'security' })] });
    await expect((await sent(made)).power()).rejects.toMatchObject({
      code: 'INSTANCE_STATE_CONFLICT',
      details: { outcome: 'not_done', error_code: 'InstanceLockedForSecurity' },
    });
  });

  it('whose answer is lost says that nobody knows', async () => {
    const made = await world();
    const { power } = await sent(made);
    made.simulator.fail({ kind: 'reset', takesEffect: true });
    await expect(power()).rejects.toMatchObject({ details: { outcome: 'unknown' }, retryable: false });
    expect(made.simulator.journal.mutations()).toHaveLength(1);
  });

  it('whose answer has another form says that nobody knows', async () => {
    const made = await world();
    const { power } = await sent(made);
    made.simulator.fail({
      kind: 'status',
      status: 200,
      body: { RequestId: { no: 'text' } },
      takesEffect: true,
    });
    await expect(power()).rejects.toMatchObject({ code: 'PROVIDER_ERROR', details: { outcome: 'unknown' } });
  });

  it('that was sent is followed to its end though the caller went away', async () => {
    const made = await world();
    const { permit } = await sent(made);
    made.simulator.fail({ kind: 'late', delayMs: 50, match: { method: 'POST' } });
    const controller = new AbortController();
    const answer = made.provider.power(HANGZHOU, permit, { signal: controller.signal });
    await made.simulator.journal.until(({ headers }) => headers['x-acs-action'] === 'RebootInstance');
    controller.abort();
    expect((await answer).state).toBe('in_progress');
  });

  it('says what it costs', async () => {
    const { provider } = await world();
    const found = await provider.get(HANGZHOU, WEB, context());
    if (!found) throw new Error('not there');
    expect(inEnglish(provider.consequences('power_off', false, found)).join(' ')).toContain('KeepCharging');
    expect(inEnglish(provider.consequences('reboot', true, found))).toHaveLength(2);
    expect(inEnglish(provider.consequences('reboot', false, found))).toHaveLength(1);
    const economical = { ...found, details: { stopped_mode: 'StopCharging' } };
    expect(inEnglish(provider.consequences('power_on', false, economical)).join(' ')).toContain(
      'no capacity',
    );
  });
});
