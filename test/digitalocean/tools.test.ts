import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, manualClock, type TestHost } from 'multi-cloud-manager/testing';
import plugin from '../../plugins/digitalocean/index.js';
import {
  createDigitalOceanSimulator,
  type DigitalOceanSimulator,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';

let simulator: DigitalOceanSimulator;
let host: TestHost;

beforeAll(async () => {
  simulator = await createDigitalOceanSimulator({ clock: manualClock(new Date()) });
  host = await createTestHost({
    plugins: [plugin],
    env: { DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: simulator.url },
  });
});

afterAll(async () => {
  await host.close();
  await simulator.close();
});

describe('the tools of the plugin, through the host', () => {
  it.each([
    ['its public address', '203.0.113.7', '123456'],
    ['its private address', '10.114.0.3', '123457'],
    ['any spelling of its IPv6 address', '2001:db8:0::a01', '123458'],
    ['its id', '123461', '123461'],
    ['its id as a number', 123461, '123461'],
  ])('find a droplet by %s', async (_name, ip_address_or_id, id) => {
    const reply = await host.call('get_digitalocean_droplet_info', { ip_address_or_id });
    expect(reply.content).toMatchObject({ provider: 'digitalocean', account: 'default', id });
  });

  it('describe it in a few lines', async () => {
    const { text } = await host.call('get_digitalocean_droplet_info', { ip_address_or_id: '203.0.113.7' });
    expect(text.split('\n')).toEqual([
      'web-server-01 is running (digitalocean, account default, fra1, id 123456)',
      'type s-2vcpu-4gb: 2 vCPUs, 4 GiB, 80 GiB disk, Ubuntu 24.04 (LTS) x64',
      'public 203.0.113.7, 2001:db8:0:1010::7; private 10.114.0.2',
      'tags web, env:prod',
    ]);
  });

  it('list droplets of both kinds, in parts', async () => {
    const first = await host.call('list_digitalocean_droplets', { limit: 5 });
    const second = await host.call('list_digitalocean_droplets', {
      limit: 5,
      cursor: first.content['cursor'],
    });
    const ids = [first, second].flatMap(({ content }) =>
      (content['instances'] as { id: string }[]).map(({ id }) => id),
    );
    expect(ids.sort()).toEqual(['123456', '123457', '123458', '123459', '123460', '123461']);
    expect(first.text).toContain('digitalocean/default/fra1:\n123457 db-main running');
    expect(first.text).toContain('123456 web-server-01 running s-2vcpu-4gb 203.0.113.7');
  });

  it('summarize metrics', async () => {
    const { content, text } = await host.call('get_digitalocean_droplet_monitoring', {
      droplet_id: '123456',
      hours: 24,
    });
    const series = content['series'] as {
      name: string;
      min: number;
      avg: number;
      max: number;
      points: unknown[];
    }[];
    expect(series).toHaveLength(10);
    expect(series.every(({ min, avg, max, points }) => min <= avg && avg <= max && points.length <= 60)).toBe(
      true,
    );
    expect(text).toMatch(/^web-server-01 \(123456\), last 24 hours\ncpu_used \(percent\): avg /);
  });

  it('say clearly that a droplet has no agent', async () => {
    const { content, isError } = await host.call('get_digitalocean_droplet_monitoring', {
      droplet_id: 123460,
    });
    expect(isError).toBe(false);
    expect((content['notes'] as string[])[0]).toContain('is not installed');
  });

  it('tell what was done to a droplet', async () => {
    const { content } = await host.call('get_digitalocean_droplet_actions', { droplet_id: 123456 });
    expect(content).toMatchObject({ instance_id: '123456', total: 1 });
    expect((content['actions'] as object[])[0]).toMatchObject({
      type: 'create',
      status: 'completed',
      region: 'fra1',
    });
  });

  it.each([
    ['get_digitalocean_droplet_monitoring', { droplet_id: 123456, hours: 721 }],
    ['get_digitalocean_droplet_monitoring', { droplet_id: 'web-server-01' }],
    ['get_digitalocean_droplet_actions', { droplet_id: 123456, page: 2 }],
    ['list_digitalocean_droplets', { limit: 501 }],
    ['power_on_digitalocean_droplet', { droplet_id: 123459, force: true }],
  ])('refuse wrong arguments of %s: %j', async (tool, input) => {
    expect((await host.call(tool, input)).code).toBe('VALIDATION_FAILED');
  });

  it('answer a power call without confirmations with a challenge, and send nothing', async () => {
    for (const tool of ['power_off', 'shutdown', 'reboot']) {
      const reply = await host.call(`${tool}_digitalocean_droplet`, { droplet_id: 123460 });
      expect(reply.content).toMatchObject({ status: 'confirmation_required' });
    }
    expect(simulator.journal.mutations()).toEqual([]);
  });

  it('power a droplet on once it is confirmed, with one request', async () => {
    const reply = await host.call('power_on_digitalocean_droplet', {
      droplet_id: 123459,
      ip_confirmation: '198.51.100.20',
      name_confirmation: 'staging-old',
      operation_confirmation: '开机',
      wait_seconds: 0,
    });
    expect(reply.content).toMatchObject({ status: 'in_progress', action: 'power_on', instance_id: '123459' });
    expect(simulator.journal.mutations().map(({ path, body }) => [path, body])).toEqual([
      ['/v2/droplets/123459/actions', { type: 'power_on' }],
    ]);
  });
});
