import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import { DigitalOceanConfig } from '../../plugins/digitalocean/config.js';
import {
  createDigitalOceanSimulator,
  droplet,
  exampleFleet,
  manyDroplets,
  type DigitalOceanAccount,
} from '../../plugins/digitalocean/simulator.js';
import { inEnglish } from '../fixtures/in-english.js';
import { context, makeProvider } from './world.js';
import { verificationIn } from '../fixtures/verification-in.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const LAST_HOUR = { start: new Date('2026-03-01T11:00:00Z'), end: NOW };
const SCOPE = { account: 'default' };
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function world(
  droplets: DigitalOceanAccount['droplets'] = exampleFleet(),
  scopes: 'all' | readonly string[] = 'all',
) {
  const simulator = await createDigitalOceanSimulator({
    clock: manualClock(NOW),
    accounts: [{ droplets, tokens: { dop_v1_test: scopes }, email: 'owner@example.com' }],
  });
  const made = makeProvider({
    env: { DIGITALOCEAN_TOKEN: 'dop_v1_test', DIGITALOCEAN_API_URL: simulator.url },
  });
  open.push(
    () => simulator.close(),
    () => made.http.close(),
  );
  return { simulator, ...made };
}

describe('configuring', () => {
  it('needs nothing but the variable', async () => {
    const { provider } = await world();
    expect(provider.accounts()).toEqual([{ name: 'default' }]);
    expect(provider.settings()).toEqual([
      { name: 'DIGITALOCEAN_TOKEN', required: true, present: true },
      { name: 'DIGITALOCEAN_API_URL', required: false, present: true },
    ]);
  });

  it('without a token gives no account and says which setting is missing', () => {
    const { provider } = makeProvider({});
    expect(provider.accounts()).toEqual([]);
    expect(provider.settings()[0]).toEqual({ name: 'DIGITALOCEAN_TOKEN', required: true, present: false });
  });

  it('keeps a named account whose token is missing, so that it is not overlooked', () => {
    const { provider } = makeProvider({
      env: { ONE: 'a-token' },
      config: {
        accounts: [
          { name: 'one', token: { env: 'ONE' } },
          { name: 'two', token: { env: 'TWO' } },
        ],
      },
    });
    expect(provider.accounts()).toEqual([{ name: 'one' }, { name: 'two' }]);
    expect(provider.settings().slice(0, 2)).toEqual([
      { name: 'ONE', required: true, present: true },
      { name: 'TWO', required: true, present: false },
    ]);
  });

  it.each([
    [{ tokn: 'x' }, 'tokn'],
    [{ token: 'x', accounts: [{ name: 'a', token: 'x' }] }, 'not both'],
    [{ accounts: [] }, 'accounts'],
    [
      {
        accounts: [
          { name: 'a', token: 'x' },
          { name: 'a', token: 'y' },
        ],
      },
      'same name',
    ],
    [{ endpoint: 'ftp://127.0.0.1' }, 'endpoint'],
  ])('refuses %j', (config, words) => {
    const parsed = DigitalOceanConfig.safeParse(config);
    expect(JSON.stringify(parsed.error?.issues)).toContain(words);
  });
});

describe('listing', () => {
  it('walks the pages of the droplets and then those of the GPU droplets', async () => {
    const { provider, simulator } = await world([
      ...manyDroplets(201),
      droplet({ id: 900001, name: 'trainer', gpu: true }),
    ]);
    const first = await provider.listPage(SCOPE, undefined, context());
    const second = await provider.listPage(SCOPE, first.next, context());
    const third = await provider.listPage(SCOPE, second.next, context());
    expect([first, second, third].map(({ items, next }) => [items.length, next])).toEqual([
      [200, 'droplets:2'],
      [1, 'gpus:1'],
      [1, undefined],
    ]);
    expect(third.items[0]?.details).toBeUndefined();
    expect(simulator.journal.entries.map(({ query }) => query)).toEqual([
      { type: 'droplets', per_page: '200', page: '1' },
      { type: 'droplets', per_page: '200', page: '2' },
      { type: 'gpus', per_page: '200', page: '1' },
    ]);
  });

  it('refuses a page token that is not its own', async () => {
    const { provider } = await world();
    await expect(provider.listPage(SCOPE, '../1', context())).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});

describe('verifying', () => {
  it('tells the state of the account and not whose it is', async () => {
    const { provider } = await world();
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'en')).toEqual({
      summary: 'The token works; the account is active and may have 25 droplets.',
    });
  });

  it('works with a token that may only read droplets, and says what it lacks', async () => {
    const { provider } = await world(exampleFleet(), ['droplet:read']);
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'en')).toEqual({
      summary: 'The token works and may read droplets.',
      missing: ['account:read, to see the account'],
    });
  });

  it('says that droplets may not be read', async () => {
    const { provider } = await world(exampleFleet(), ['account:read']);
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'en')).toEqual({
      summary: 'The token works; the account is active and may have 25 droplets.',
      missing: ['droplet:read, to find and list droplets'],
    });
  });

  it('tells it in 简体中文 too', async () => {
    const { provider } = await world(exampleFleet(), ['account:read']);
    expect(verificationIn(await provider.verify({ name: 'default' }, context()), 'zh-CN')).toEqual({
      summary: '令牌有效；账号状态为 active，最多可拥有 25 个 Droplet。',
      missing: ['droplet:read，用于查找和列出 Droplet'],
    });
  });

  it('is refused where neither may be read', async () => {
    const { provider } = await world(exampleFleet(), ['monitoring:read']);
    await expect(provider.verify({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});

describe('metrics', () => {
  const metricsOf = async (made: Awaited<ReturnType<typeof world>>, id: string) => {
    const instance = await made.provider.get(SCOPE, id, context());
    if (!instance) throw new Error('not there');
    return made.provider.metrics(SCOPE, instance, LAST_HOUR, context());
  };

  it('are CPU, memory, load, file systems and bandwidth', async () => {
    const { series, notes, resolutionSeconds } = await metricsOf(await world(), '123456');
    expect(series.map(({ name, unit }) => `${name}: ${unit}`)).toEqual([
      'cpu_used: percent',
      'memory_used: percent',
      'load_1: load',
      'load_5: load',
      'load_15: load',
      'filesystem_used /: percent',
      'bandwidth_public_inbound: bytes_per_second',
      'bandwidth_public_outbound: bytes_per_second',
      'bandwidth_private_inbound: bytes_per_second',
      'bandwidth_private_outbound: bytes_per_second',
    ]);
    expect(notes).toEqual([]);
    expect(resolutionSeconds).toBe(120);
    const cpu = series[0]?.points.map(([, value]) => value) ?? [];
    expect(cpu).toHaveLength(30);
    expect(cpu.every((value) => value >= 0 && value <= 100)).toBe(true);
  });

  it('of a droplet without the agent are what is there, and a sentence', async () => {
    const { series, notes } = await metricsOf(await world(), '123460');
    expect(series.map(({ name }) => name)).toEqual(['bandwidth_public_inbound', 'bandwidth_public_outbound']);
    expect(notes).toHaveLength(1);
    expect(notes?.[0]).toContain('agent (do-agent) is not installed');
  });

  it('go on without a chart that fails, and say so', async () => {
    const made = await world();
    made.simulator.fail({
      kind: 'status',
      status: 500,
      body: { id: 'server_error', message: 'text of the cloud' },
      match: { path: '/v2/monitoring/metrics/droplet/load_5' },
    });
    const { series, notes } = await metricsOf(made, '123456');
    expect(series.map(({ name }) => name)).not.toContain('load_5');
    expect(series).toHaveLength(9);
    expect(notes).toEqual(['load_5 could not be read: DigitalOcean failed (HTTP 500).']);
  });

  it('without the scope are PERMISSION_DENIED', async () => {
    await expect(metricsOf(await world(exampleFleet(), ['droplet:read']), '123456')).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { scope: 'monitoring:read' },
    });
  });
});

describe('the history of a droplet', () => {
  const past = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      type: 'snapshot',
      startedAt: new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString(),
    }));

  it('is newest first, over as many pages as are asked for', async () => {
    const { provider, simulator } = await world([droplet({ id: 7, name: 'busy', history: past(450) })]);
    const some = await provider.history(SCOPE, '7', 250, context());
    expect(some.actions).toHaveLength(250);
    expect(some.total).toBe(450);
    expect(some.actions[0]?.started_at).toContain('2025-01-01T07:29:00');
    expect(simulator.journal.entries).toHaveLength(2);
    expect((await provider.history(SCOPE, '7', 1000, context())).actions).toHaveLength(450);
  });
});

describe('a power action', () => {
  it('that DigitalOcean ends with an error is errored, in our own words', async () => {
    const { provider, simulator, mint } = await world();
    simulator.endNextAction('errored');
    const instance = await provider.get(SCOPE, '123456', context());
    if (!instance) throw new Error('not there');
    const permit = mint.mint({
      ...{ provider: 'digitalocean', account: 'default', instance, callId: 'call-1' },
      ...{ action: 'reboot', force: false, variant: 'reboot' },
    });
    const sent = await provider.power(SCOPE, permit, context());
    expect(sent.state).toBe('in_progress');
    simulator.clock.advance(60_000);
    const ended = await provider.progress(SCOPE, permit, sent, context());
    expect(ended.state).toBe('errored');
    expect(inEnglish([ended.message ?? '']).join()).toContain('DigitalOcean reports that the action failed');
  });

  it('says what it costs, and more when it is forced', async () => {
    const { provider } = await world();
    const instance = await provider.get(SCOPE, '123461', context());
    if (!instance) throw new Error('not there');
    expect(inEnglish(provider.consequences('reboot', true, instance))).toEqual([
      'Cuts the power at once and gives it back.',
      'Whatever is not written to disk is lost, and file systems may need a check.',
      'Work on the GPUs is lost.',
    ]);
    expect(inEnglish(provider.consequences('power_off', false, instance))).toContain(
      'A droplet that is off is still billed.',
    );
  });
});
