import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, manualClock, type TestHost } from 'multi-cloud-manager/testing';
import plugin from '../../plugins/alibaba/index.js';
import {
  createAlibabaSimulator,
  SIMULATOR_KEY,
  type AlibabaSimulator,
} from '../../plugins/alibaba/simulator.js';

const WEB = 'i-bp1webserver0000001';
const OLD = 'i-bp1stagingold000004';
let simulator: AlibabaSimulator;
let host: TestHost;

beforeAll(async () => {
  simulator = await createAlibabaSimulator({ clock: manualClock(new Date()) });
  host = await createTestHost({
    plugins: [plugin],
    env: {
      ALIBABA_CLOUD_ACCESS_KEY_ID: SIMULATOR_KEY.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SIMULATOR_KEY.secret,
      ALIBABA_CLOUD_ECS_ENDPOINT: simulator.url,
    },
  });
});

afterAll(async () => {
  await host.close();
  await simulator.close();
});

describe('the tools of the plugin, through the host', () => {
  it('have the names of the specification', async () => {
    const names = (await host.tools()).map(({ name }) => name).filter((name) => name.includes('alibaba'));
    expect(names.sort()).toEqual([
      'get_alibaba_instance_info',
      'get_alibaba_instance_monitoring',
      'list_alibaba_instances',
      'power_off_alibaba_instance',
      'power_on_alibaba_instance',
      'reboot_alibaba_instance',
    ]);
  });

  it.each([
    ['its public address', '203.0.113.40', WEB],
    ['its EIP', '203.0.113.41', 'i-bp1databasemain0002'],
    ['its private address', '10.120.0.3', 'i-bp1databasemain0002'],
    ['any spelling of its IPv6 address', '2001:db8:0::e01', 'i-bp1ipv6only00000003'],
    ['its id', OLD, OLD],
    ['an address in another region', '192.0.2.40', 'i-t4nsingapore0000007'],
  ])('find an instance by %s', async (_name, ip_address_or_id, id) => {
    const reply = await host.call('get_alibaba_instance_info', { ip_address_or_id });
    expect(reply.content).toMatchObject({ provider: 'alibaba', account: 'default', id });
  });

  it('describe it in a few lines, with details', async () => {
    const { text, content } = await host.call('get_alibaba_instance_info', {
      ip_address_or_id: '203.0.113.40',
    });
    expect(text.split('\n')).toEqual([
      'web-server-01 is running (alibaba, account default, cn-hangzhou, id i-bp1webserver0000001)',
      'type ecs.g7.large: 2 vCPUs, 8 GiB, Alibaba Cloud Linux  3.2104 LTS 64 bit',
      'public 203.0.113.40; private 10.120.0.2, 10.120.0.22',
      'tags env=prod, team=web',
    ]);
    expect(content['details']).toMatchObject({ charge_type: 'PrePaid', security_groups: 1 });
  });

  it('list the instances of every region', async () => {
    const { content } = await host.call('list_alibaba_instances', {});
    const found = content['instances'] as { region: string }[];
    expect([found.length, content['total'], content['incomplete']]).toEqual([7, 7, []]);
    expect([...new Set(found.map(({ region }) => region))].sort()).toEqual(['ap-southeast-1', 'cn-hangzhou']);
  });

  it('summarize metrics', async () => {
    const { content, text } = await host.call('get_alibaba_instance_monitoring', {
      instance_id: WEB,
      hours: 24,
    });
    const series = content['series'] as { name: string; points: unknown[] }[];
    expect(series.map(({ name }) => name)).toEqual([
      'cpu_used',
      'internet_in',
      'internet_out',
      'intranet_in',
      'intranet_out',
      'disk_read',
      'disk_write',
      'disk_read_operations',
      'disk_write_operations',
    ]);
    expect(content['resolution_seconds']).toBe(600);
    expect(text).toMatch(
      /^web-server-01 \(i-bp1webserver0000001\), last 24 hours\ncpu_used \(percent\): avg /,
    );
  });

  it.each([
    ['get_alibaba_instance_monitoring', { instance_id: WEB, hours: 721 }],
    ['get_alibaba_instance_monitoring', { instance_id: 'web-server-01' }],
    ['get_alibaba_instance_info', { ip_address_or_id: 'i-short' }],
    ['get_alibaba_instance_info', { ip_address_or_id: WEB, account: 'nobody' }],
    ['list_alibaba_instances', { limit: 501 }],
    ['power_on_alibaba_instance', { instance_id: OLD, force: true }],
    ['reboot_alibaba_instance', { instance_id: '123456' }],
  ])('refuse wrong arguments of %s: %j, before a request', async (tool, input) => {
    const before = simulator.journal.entries.length;
    expect((await host.call(tool, input)).code).toBe('VALIDATION_FAILED');
    expect(simulator.journal.entries).toHaveLength(before);
  });

  it('answer a power call without confirmations with a challenge, and send nothing', async () => {
    for (const tool of ['power_off', 'reboot']) {
      const reply = await host.call(`${tool}_alibaba_instance`, {
        instance_id: 'i-t4nsingapore0000007',
      });
      expect(reply.content).toMatchObject({ status: 'confirmation_required' });
    }
    expect(simulator.journal.mutations()).toEqual([]);
  });

  it('switch an instance on once it is confirmed, with one request, and leave no secret behind', async () => {
    const reply = await host.call('power_on_alibaba_instance', {
      instance_id: OLD,
      ip_confirmation: '198.51.100.40',
      name_confirmation: 'staging-old',
      operation_confirmation: '启动',
      wait_seconds: 0,
    });
    expect(reply.content).toMatchObject({ status: 'in_progress', action: 'power_on', instance_id: OLD });
    const sent = simulator.journal.mutations().map(({ headers, query }) => [headers['x-acs-action'], query]);
    expect(sent).toEqual([['StartInstance', { InstanceId: OLD }]]);
    const traces = JSON.stringify([reply, await host.audit(), host.log]);
    expect(traces).not.toContain(SIMULATOR_KEY.secret);
  });
});
