import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, manualClock, type TestHost } from 'multi-cloud-manager/testing';
import plugin from '../../plugins/vultr/index.js';
import {
  createVultrSimulator,
  EXAMPLE,
  SIMULATOR_KEY,
  type VultrSimulator,
} from '../../plugins/vultr/simulator.js';

let simulator: VultrSimulator;
let host: TestHost;

beforeAll(async () => {
  simulator = await createVultrSimulator({ clock: manualClock(new Date()) });
  host = await createTestHost({
    plugins: [plugin],
    env: { VULTR_API_KEY: SIMULATOR_KEY, VULTR_API_URL: simulator.url },
  });
});

afterAll(async () => {
  await host.close();
  await simulator.close();
});

describe('the tools of the plugin, through the host', () => {
  it('are these six beside the general ones', async () => {
    const names = (await host.tools()).map(({ name }) => name).filter((name) => name.includes('vultr'));
    expect(names.sort()).toEqual([
      'get_vultr_instance_bandwidth',
      'get_vultr_instance_info',
      'list_vultr_instances',
      'power_off_vultr_instance',
      'power_on_vultr_instance',
      'reboot_vultr_instance',
    ]);
  });

  it.each([
    ['its main address', '192.0.2.123', EXAMPLE.web],
    ['an additional address', '203.0.113.123', EXAMPLE.web],
    ['its private address', '10.99.0.4', EXAMPLE.database],
    ['a reserved address', '203.0.113.200', EXAMPLE.database],
    ['any spelling of its IPv6 address', '2001:db8:5:6bb:5400:2ff:fee5:3FE3', EXAMPLE.ipv6Only],
    ['its id', EXAMPLE.large, EXAMPLE.large],
    ['its id in capital letters', EXAMPLE.large.toUpperCase(), EXAMPLE.large],
  ])('find an instance by %s', async (_name, ip_address_or_id, id) => {
    const reply = await host.call('get_vultr_instance_info', { ip_address_or_id });
    expect(reply.content).toMatchObject({ provider: 'vultr', account: 'default', id });
  });

  it('describe it in a few lines', async () => {
    const { text } = await host.call('get_vultr_instance_info', { ip_address_or_id: '198.51.100.40' });
    expect(text.split('\n')).toEqual([
      `shop-db-01 is running (vultr, account default, ewr, id ${EXAMPLE.database})`,
      'type vhf-2c-4gb: 2 vCPUs, 4 GiB, 128 GiB disk, Ubuntu 24.04 LTS x64',
      'public 198.51.100.40, 203.0.113.200; private 10.99.0.4',
      'tags database, env:production',
    ]);
  });

  it('list instances in parts', async () => {
    const first = await host.call('list_vultr_instances', { limit: 4 });
    const second = await host.call('list_vultr_instances', { limit: 4, cursor: first.content['cursor'] });
    const ids = [first, second].flatMap(({ content }) =>
      (content['instances'] as { id: string }[]).map(({ id }) => id),
    );
    expect(ids.sort()).toEqual(Object.values(EXAMPLE).sort());
    expect(first.content['total']).toBe(6);
  });

  it('tell the bandwidth by day, with totals and the allowance', async () => {
    const { content, text } = await host.call('get_vultr_instance_bandwidth', { instance_id: EXAMPLE.web });
    const days = content['days'] as { date: string; incoming_bytes: number; outgoing_bytes: number }[];
    expect(days).toHaveLength(31);
    expect(content).toMatchObject({
      instance_id: EXAMPLE.web,
      name: 'shop-web-01',
      allowance_gb_per_month: 3000,
      total: {
        incoming_bytes: days.reduce((sum, each) => sum + each.incoming_bytes, 0),
        outgoing_bytes: days.reduce((sum, each) => sum + each.outgoing_bytes, 0),
      },
    });
    expect(text).toMatch(/^shop-web-01 \(cb676a46-.*the plan allows 3000 GB a month\n31 days: /);
    expect(simulator.journal.entries.at(-1)?.query).toEqual({ date_range: '31' });
  });

  it('have their bandwidth shown by get_instance_monitoring too', async () => {
    const { content } = await host.call('get_instance_monitoring', { identifier: EXAMPLE.web, hours: 48 });
    const series = content['series'] as { name: string }[];
    expect(series.map(({ name }) => name)).toEqual([
      'bandwidth_incoming_per_day',
      'bandwidth_outgoing_per_day',
    ]);
  });

  it.each([
    ['get_vultr_instance_bandwidth', { instance_id: '192.0.2.123' }],
    ['get_vultr_instance_bandwidth', { instance_id: 'shop-web-01' }],
    ['get_vultr_instance_bandwidth', { instance_id: EXAMPLE.web, days: 3 }],
    ['get_vultr_instance_info', { ip_address_or_id: '123456' }],
    ['list_vultr_instances', { limit: 501 }],
    ['power_on_vultr_instance', { instance_id: EXAMPLE.stopped, force: true }],
    ['reboot_vultr_instance', { instance_id: '123456' }],
  ])('refuse wrong arguments of %s: %j, and ask nobody', async (tool, input) => {
    const before = simulator.journal.entries.length;
    expect((await host.call(tool, input)).code).toBe('VALIDATION_FAILED');
    expect(simulator.journal.entries.length).toBe(before);
  });

  it('an unknown id is RESOURCE_NOT_FOUND', async () => {
    const instance_id = '00000000-0000-4000-8000-ffffffffffff';
    expect((await host.call('get_vultr_instance_bandwidth', { instance_id })).code).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });

  it('answer a power call without confirmations with a challenge, and send nothing', async () => {
    for (const tool of ['power_off_vultr_instance', 'reboot_vultr_instance']) {
      const reply = await host.call(tool, { instance_id: EXAMPLE.web });
      expect(reply.content).toMatchObject({ status: 'confirmation_required' });
    }
    expect(simulator.journal.mutations()).toEqual([]);
  });

  it('refuse to start an instance that is running, for that would restart it', async () => {
    const reply = await host.call('power_on_vultr_instance', {
      instance_id: EXAMPLE.web,
      ip_confirmation: '192.0.2.123',
      name_confirmation: 'shop-web-01',
      operation_confirmation: '开机',
    });
    expect(reply.code).toBe('INSTANCE_STATE_CONFLICT');
    expect(simulator.powerEvents()).toEqual([]);
  });

  it('have no forced reboot and no graceful shutdown, and do nothing else instead', async () => {
    const forced = await host.call('reboot_vultr_instance', { instance_id: EXAMPLE.web, force: true });
    const shutdown = await host.call('manage_instance_power', {
      provider: 'Vultr',
      instance_id: EXAMPLE.web,
      action: 'shutdown',
    });
    expect([forced.code, shutdown.code]).toEqual(['OPERATION_NOT_SUPPORTED', 'OPERATION_NOT_SUPPORTED']);
    expect(shutdown.text).toContain('Vultr has no shutdown');
    expect(simulator.journal.mutations()).toEqual([]);
  });

  it.each([
    ['power_on_vultr_instance', EXAMPLE.stopped, '198.51.100.41', 'old-shop', '开机', 'start'],
    ['reboot_vultr_instance', EXAMPLE.web, '203.0.113.123', 'shop-web-01', '重启', 'reboot'],
    ['power_off_vultr_instance', EXAMPLE.web, '192.0.2.123', 'shop-web-01', '强制断电', 'halt'],
  ])('%s sends one request once it is confirmed', async (tool, instance_id, ip, name, word, request) => {
    simulator.journal.clear();
    const reply = await host.call(tool, {
      instance_id,
      ip_confirmation: ip,
      name_confirmation: name,
      operation_confirmation: word,
      wait_seconds: 0,
    });
    expect(reply.content).toMatchObject({ status: 'in_progress', instance_id });
    expect(simulator.journal.mutations().map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', `/v2/instances/${instance_id}/${request}`, undefined],
    ]);
    simulator.clock.advance(60_000);
  });

  it('never delete anything', () => {
    expect(simulator.deleted()).toEqual([]);
  });

  it('let no key, password or console link into answers, log or audit', async () => {
    const all = [
      await host.call('get_vultr_instance_info', { ip_address_or_id: EXAMPLE.pending }),
      await host.call('list_vultr_instances'),
      await host.call('check_provider_availability', { provider_name: 'vultr', verify: true }),
      host.log,
      await host.audit(),
    ];
    const text = JSON.stringify(all);
    expect(
      [SIMULATOR_KEY, 'simulated-first-password', 'novnc'].filter((each) => text.includes(each)),
    ).toEqual([]);
  });
});
