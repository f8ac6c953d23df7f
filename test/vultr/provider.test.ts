import { afterEach, describe, expect, it } from '@jest/globals';
import { VultrConfig } from '../../plugins/vultr/config.js';
import { addressRefused, EXAMPLE, instance, manyInstances } from '../../plugins/vultr/simulator.js';
import { closeAll, closeLater, context, makeProvider, NOW, SCOPE, world } from './world.js';
import { verificationIn } from '../fixtures/verification-in.js';

afterEach(closeAll);

describe('configuring', () => {
  it('needs nothing but the variable', async () => {
    const { provider } = await world();
    expect(provider.accounts()).toEqual([{ name: 'default' }]);
    expect(provider.settings()).toEqual([
      { name: 'VULTR_API_KEY', required: true, present: true },
      { name: 'VULTR_API_URL', required: false, present: true },
    ]);
  });

  it('without a key gives no account and says which setting is missing', () => {
    const { provider } = makeProvider({});
    expect(provider.accounts()).toEqual([]);
    expect(provider.settings()[0]).toEqual({ name: 'VULTR_API_KEY', required: true, present: false });
  });

  it('keeps a named account whose key is missing, so that it is not overlooked', () => {
    const { provider } = makeProvider({
      env: { ONE: 'a-key' },
      config: {
        accounts: [
          { name: 'one', apiKey: { env: 'ONE' } },
          { name: 'two', apiKey: { env: 'TWO' } },
          { name: 'three', apiKey: 'a literal one' },
        ],
      },
    });
    expect(provider.accounts()).toEqual([{ name: 'one' }, { name: 'two' }, { name: 'three' }]);
    expect(provider.settings().slice(0, 3)).toEqual([
      { name: 'ONE', required: true, present: true },
      { name: 'TWO', required: true, present: false },
      { name: 'accounts[2].apiKey', required: true, present: true },
    ]);
  });

  it.each([
    [{ token: 'x' }, 'token'],
    [{ apiKey: 'x', accounts: [{ name: 'a', apiKey: 'x' }] }, 'not both'],
    [{ accounts: [] }, 'accounts'],
    [
      {
        accounts: [
          { name: 'a', apiKey: 'x' },
          { name: 'a', apiKey: 'y' },
        ],
      },
      'same name',
    ],
    [{ endpoint: 'ftp://127.0.0.1' }, 'endpoint'],
  ])('refuses %j', (config, words) => {
    const parsed = VultrConfig.safeParse(config);
    expect(JSON.stringify(parsed.error?.issues)).toContain(words);
  });

  it('asks each account at its own end point', async () => {
    const { simulator } = await world();
    const { provider, http } = makeProvider({
      env: { VULTR_API_URL: 'http://127.0.0.1:9' },
      config: { accounts: [{ name: 'here', apiKey: 'a-key', endpoint: simulator.url }] },
    });
    closeLater(() => http.close());
    const { items } = await provider.listPage({ account: 'here' }, undefined, context());
    expect(items).toHaveLength(6);
  });
});

describe('listing', () => {
  it('follows the cursors, 500 at a time, and tells the total', async () => {
    const { provider, simulator } = await world({ instances: manyInstances(501) });
    const first = await provider.listPage(SCOPE, undefined, context());
    const second = await provider.listPage(SCOPE, first.next, context());
    expect([first, second].map(({ items, next, total }) => [items.length, next, total])).toEqual([
      [500, 'bmV4dF9fNTAw', 501],
      [1, undefined, 501],
    ]);
    expect(first.items[0]?.details).toBeUndefined();
    expect(simulator.journal.entries.map(({ query }) => query)).toEqual([
      { per_page: '500' },
      { per_page: '500', cursor: 'bmV4dF9fNTAw' },
    ]);
  });

  it.each(['', 'a b', 'ü', 'x'.repeat(1001)])(
    'refuses %j as a page token, without a request',
    async (token) => {
      const { provider, asked } = await world();
      await expect(provider.listPage(SCOPE, token, context())).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      expect(asked()).toEqual([]);
    },
  );
});

describe('asking for one instance', () => {
  it('takes its additional and reserved addresses along', async () => {
    const { provider, asked } = await world();
    const seen = await provider.get(SCOPE, EXAMPLE.database, context());
    expect(seen?.public_ips).toEqual(['198.51.100.40', '203.0.113.200']);
    expect(seen?.details?.['reserved_ips']).toEqual([
      { address: '203.0.113.200', label: 'reserved-1' },
      { address: '2001:db8:5:5157::/64', label: 'reserved-2' },
    ]);
    expect(asked().sort()).toEqual([
      `GET /v2/instances/${EXAMPLE.database}`,
      `GET /v2/instances/${EXAMPLE.database}/ipv4`,
      'GET /v2/reserved-ips',
    ]);
  });

  it('asks for all of it at once where it was there before', async () => {
    const { provider, simulator, asked } = await world();
    await provider.get(SCOPE, EXAMPLE.database, context());
    simulator.journal.clear();
    const end = simulator.fail({ kind: 'hang', match: { path: `/v2/instances/${EXAMPLE.database}` } });
    const asking = new AbortController();
    const second = provider.get(SCOPE, EXAMPLE.database, { signal: asking.signal });
    // The other two, while the first has no answer.
    while (new Set(asked()).size < 3) await new Promise(setImmediate);
    end();
    asking.abort();
    await expect(second).rejects.toThrow();
    const third = await provider.get(SCOPE, EXAMPLE.database, context());
    expect(third?.public_ips).toEqual(['198.51.100.40', '203.0.113.200']);
  });

  it('does not mind what else fails when it is gone', async () => {
    const gone = await world();
    await gone.provider.get(SCOPE, EXAMPLE.database, context());
    gone.simulator.fail({
      kind: 'status',
      status: 404,
      body: { error: 'Invalid instance.', status: 404 },
      match: { path: /^\/v2\/instances\// },
    });
    expect(await gone.provider.get(SCOPE, EXAMPLE.database, context())).toBeUndefined();
    gone.simulator.journal.clear();
    expect(await gone.provider.get(SCOPE, EXAMPLE.database, context())).toBeUndefined();
    expect(gone.asked()).toEqual([`GET /v2/instances/${EXAMPLE.database}`]);
  });

  it('does without what the key may not see, and says so', async () => {
    const { provider, simulator } = await world();
    simulator.fail({ kind: 'status', status: 403, match: { path: '/v2/reserved-ips' } });
    const seen = await provider.get(SCOPE, EXAMPLE.web, context());
    expect(seen?.details?.['not_visible']).toBe('The API key may not see reserved IPs.');
  });

  it('fails when a part of it fails: half the addresses would look like all', async () => {
    const { provider, simulator } = await world();
    simulator.fail({ kind: 'status', status: 500, match: { path: '/v2/reserved-ips' } });
    await expect(provider.get(SCOPE, EXAMPLE.web, context())).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
    });
  });

  it('does not take a wrong end point for an instance that is not there', async () => {
    const { provider, simulator } = await world();
    simulator.fail({ kind: 'status', status: 404 });
    await expect(provider.get(SCOPE, EXAMPLE.web, context())).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
      suggestion: expect.stringContaining('VULTR_API_URL'),
    });
  });

  it('believes a 404 without words when the list answers, and one with words at once', async () => {
    const unknown = '00000000-0000-4000-8000-ffffffffffff';
    const silent = await world({}, { emptyErrors: true });
    expect(await silent.provider.get(SCOPE, unknown, context())).toBeUndefined();
    expect(silent.asked()).toEqual([`GET /v2/instances/${unknown}`, 'GET /v2/instances']);
    const saying = await world();
    expect(await saying.provider.get(SCOPE, unknown, context())).toBeUndefined();
    expect(saying.asked()).toEqual([`GET /v2/instances/${unknown}`]);
  });

  it('shows neither the first password nor the link to the console', async () => {
    const secret = instance({
      id: EXAMPLE.web,
      label: 'fresh',
      mainIp: '192.0.2.7',
      defaultPassword: 'canary-password',
      kvm: 'https://my.vultr.com/canary-kvm',
    });
    const { provider } = await world({ instances: [secret] });
    const all = [
      await provider.get(SCOPE, EXAMPLE.web, context()),
      await provider.listPage(SCOPE, undefined, context()),
      await provider.findByAddress(SCOPE, '192.0.2.7', context()),
    ];
    expect(JSON.stringify(all)).not.toContain('canary');
  });
});

describe('the pace', () => {
  it('is that of one address for all accounts together', async () => {
    const { simulator } = await world({ keys: { 'a-key': 'all', 'b-key': 'all' } });
    const pauses: number[] = [];
    const { provider, http } = makeProvider({
      config: {
        endpoint: simulator.url,
        accounts: [
          { name: 'a', apiKey: 'a-key' },
          { name: 'b', apiKey: 'b-key' },
        ],
      },
      now: () => NOW,
      onSleep: (ms) => pauses.push(ms),
    });
    closeLater(() => http.close());
    for (let count = 0; count < 13; count += 1) {
      await provider.listPage({ account: 'a' }, undefined, context());
      if (count < 12) await provider.listPage({ account: 'b' }, undefined, context());
    }
    expect(pauses).toEqual([]);
    await provider.listPage({ account: 'b' }, undefined, context());
    expect(pauses).toEqual([1000]);
  });
});

describe('verifying', () => {
  it.each([
    ['all', { summary: 'The API key works; it may see and switch instances.' }],
    [
      'read',
      {
        summary: 'The API key works; it may see instances.',
        missing: ['subscriptions, for power actions'],
      },
    ],
    [
      ['dns'],
      {
        summary: 'The API key works; it may not see instances.',
        missing: ['subscriptions_view, to see instances', 'subscriptions, for power actions'],
      },
    ],
  ] as const)(
    'with the permissions %j tells what they are good for, not whose they are',
    async (keys, said) => {
      const { provider } = await world({ keys: { 'a-key': keys } });
      const found = await provider.verify({ name: 'default' }, context());
      expect(verificationIn(found, 'en')).toEqual(said);
    },
  );

  it('tells it in 简体中文 too', async () => {
    const { provider } = await world({ keys: { 'a-key': 'read' } });
    const found = await provider.verify({ name: 'default' }, context());
    expect(verificationIn(found, 'zh-CN')).toEqual({
      summary: 'API 密钥有效；可以查看实例。',
      missing: ['subscriptions，用于电源操作'],
    });
  });

  it("from an address that the key's access control does not have says what to do", async () => {
    const { provider, simulator } = await world();
    simulator.fail(addressRefused('203.0.113.9'));
    await expect(provider.verify({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('203.0.113.9'),
      suggestion: expect.stringContaining('Access Control'),
    });
  });
});

describe('metrics', () => {
  it('are the bandwidth of the days that the range touches', async () => {
    const { provider, simulator } = await world();
    const found = await provider.get(SCOPE, EXAMPLE.web, context());
    if (!found) throw new Error('not there');
    const range = { start: new Date('2026-02-27T12:00:00Z'), end: NOW };
    const { series } = await provider.metrics(SCOPE, found, range, context());
    expect(series.map(({ name, points }) => [name, points.map(([at]) => at)])).toEqual(
      ['bandwidth_incoming_per_day', 'bandwidth_outgoing_per_day'].map((name) => [
        name,
        ['2026-02-28T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T12:00:00Z'].map(
          (text) => Date.parse(text) / 1000,
        ),
      ]),
    );
    expect(simulator.journal.entries.at(-1)?.query).toEqual({ date_range: '3' });
  });
});
