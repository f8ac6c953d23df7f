import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, manualClock, type TestHost } from 'multi-cloud-manager/testing';
import plugin from '../../plugins/aws/index.js';
import {
  createAwsSimulator,
  exampleFleet,
  manyInstances,
  SIMULATOR_KEY,
  type AwsSimulator,
} from '../../plugins/aws/simulator.js';

let simulator: AwsSimulator;
let host: TestHost;

beforeAll(async () => {
  simulator = await createAwsSimulator({
    clock: manualClock(new Date()),
    accounts: [
      {
        id: '111122223333',
        instances: exampleFleet(),
        keys: { [SIMULATOR_KEY.accessKeyId]: { secretAccessKey: SIMULATOR_KEY.secretAccessKey } },
      },
      {
        id: '444455556666',
        instances: manyInstances(3, 'eu-west-1'),
        keys: { AKIALAB: { secretAccessKey: 'secret-of-the-lab' } },
      },
    ],
  });
  host = await createTestHost({
    plugins: [
      {
        use: plugin,
        config: {
          region: 'eu-central-1',
          accounts: [
            { name: 'shop', ...SIMULATOR_KEY },
            { name: 'lab', accessKeyId: 'AKIALAB', secretAccessKey: { env: 'LAB_SECRET' } },
          ],
        },
      },
    ],
    env: { AWS_ENDPOINT_URL: simulator.url, LAB_SECRET: 'secret-of-the-lab' },
  });
});

afterAll(async () => {
  await host.close();
  await simulator.close();
});

describe('the tools of the plugin, through the host', () => {
  it('are four, and none of them acts', async () => {
    const names = (await host.tools()).map(({ name }) => name).filter((name) => name.includes('_aws_'));
    expect(names.sort()).toEqual([
      'get_aws_instance_info',
      'get_aws_instance_monitoring',
      'get_aws_instance_storage_info',
      'list_aws_instances',
    ]);
  });

  it.each([
    ['its public address', '198.51.100.71', 'shop', 'i-0a1b2c3d4e5f60001'],
    ['an Elastic IP on a secondary address', '198.51.100.72', 'shop', 'i-0a1b2c3d4e5f60001'],
    ['its private address', '10.20.0.21', 'shop', 'i-0a1b2c3d4e5f60002'],
    ['any spelling of its IPv6 address', '2001:DB8::0A07', 'shop', 'i-0a1b2c3d4e5f60003'],
    ['its address in another region', '198.51.100.81', 'shop', 'i-0a1b2c3d4e5f60006'],
    ['its id in another region', 'i-0a1b2c3d4e5f60006', 'shop', 'i-0a1b2c3d4e5f60006'],
    ['its id in another account', 'i-0b000000000000002', 'lab', 'i-0b000000000000002'],
  ])('find an instance by %s', async (_name, ip_address_or_id, account, id) => {
    const reply = await host.call('get_aws_instance_info', { ip_address_or_id });
    expect(reply.content).toMatchObject({ provider: 'aws', account, id });
  });

  it('describe it in a few lines', async () => {
    const { text } = await host.call('get_aws_instance_info', { ip_address_or_id: '198.51.100.71' });
    expect(text.split('\n')).toEqual([
      'shop-web-1 is running (aws, account shop, eu-central-1, id i-0a1b2c3d4e5f60001)',
      'type t3.large: 2 vCPUs, 8 GiB, ami-0123456789abcdef0',
      'public 198.51.100.71, 198.51.100.72; private 10.20.0.11, 10.20.0.12, 10.20.8.11',
      'tags Name=shop-web-1, env=production, team=shop',
    ]);
  });

  it('say "not found" only after every region of every account', async () => {
    simulator.journal.clear();
    const { code } = await host.call('get_aws_instance_info', { ip_address_or_id: 'i-0fffffffffffffff0' });
    expect(code).toBe('RESOURCE_NOT_FOUND');
    expect(simulator.actions().filter((action) => action === 'DescribeInstances')).toHaveLength(8);
  });

  it('list every account and region, in parts', async () => {
    const first = await host.call('list_aws_instances', { limit: 7 });
    const second = await host.call('list_aws_instances', { limit: 7, cursor: first.content['cursor'] });
    const places = [first, second].flatMap(({ content }) =>
      (content['instances'] as { account: string; region: string }[]).map(
        ({ account, region }) => `${account}/${region}`,
      ),
    );
    expect(first.content['total']).toBe(10);
    expect([...new Set(places)]).toEqual(['lab/eu-west-1', 'shop/eu-central-1', 'shop/us-east-1']);
    expect(places).toHaveLength(10);
  });

  it('list without any parameter', async () => {
    expect((await host.call('list_aws_instances')).isError).toBe(false);
  });

  it('name the scopes that could not be asked', async () => {
    simulator.expireKey('AKIALAB');
    const { content, isError } = await host.call('list_aws_instances');
    expect(isError).toBe(false);
    expect((content['incomplete'] as object[])[0]).toMatchObject({
      provider: 'aws',
      account: 'lab',
      code: 'INVALID_CREDENTIALS',
    });
    simulator.addKey('444455556666', 'AKIALAB', { secretAccessKey: 'secret-of-the-lab' });
  });

  it('tell the volumes', async () => {
    const { content, text } = await host.call('get_aws_instance_storage_info', {
      instance_id: 'i-0a1b2c3d4e5f60004',
    });
    expect(content).toMatchObject({
      provider: 'aws',
      instance_id: 'i-0a1b2c3d4e5f60004',
      name: 'cache-scratch',
    });
    expect(text.split('\n')).toEqual([
      'cache-scratch (i-0a1b2c3d4e5f60004): 3 volumes',
      '/dev/xvda (root) vol-0a1b2c3d4e5f60004: 8 GiB, gp3, 3000 IOPS, 125 MiB/s, not encrypted, in-use',
      'ephemeral0 instance store: 2328.3 GiB, nvme ssd, encrypted, attached',
      'ephemeral1 instance store: 2328.3 GiB, nvme ssd, encrypted, attached',
      'What is on an instance-store volume is lost when the instance stops.',
    ]);
  });

  it('summarize metrics', async () => {
    const { content, text } = await host.call('get_aws_instance_monitoring', {
      instance_id: 'i-0a1b2c3d4e5f60001',
      hours: 24,
    });
    const series = content['series'] as { min: number; avg: number; max: number; points: unknown[] }[];
    expect(series).toHaveLength(10);
    expect(series.every(({ min, avg, max, points }) => min <= avg && avg <= max && points.length <= 60)).toBe(
      true,
    );
    expect(text).toMatch(/^shop-web-1 \(i-0a1b2c3d4e5f60001\), last 24 hours\ncpu_used \(percent\): avg /);
  });

  it.each([
    ['get_aws_instance_monitoring', { instance_id: 'i-0a1b2c3d4e5f60001', hours: 721 }],
    ['get_aws_instance_monitoring', { instance_id: 'i-0a1b2c3d4e5f60001', region: 'eu-central-1' }],
    ['get_aws_instance_storage_info', { instance_id: '198.51.100.71' }],
    ['get_aws_instance_storage_info', {}],
    ['get_aws_instance_info', { ip_address_or_id: 'shop-web-1' }],
    ['get_aws_instance_info', { ip_address_or_id: '198.51.100.71', account: 'nobody' }],
    ['list_aws_instances', { limit: 501 }],
  ])('refuse wrong arguments of %s: %j, before a request is sent', async (tool, input) => {
    simulator.journal.clear();
    expect((await host.call(tool, input)).code).toBe('VALIDATION_FAILED');
    expect(simulator.journal.entries).toEqual([]);
  });

  it('refuse power through the general tool, and send nothing', async () => {
    simulator.journal.clear();
    const { code } = await host.call('manage_instance_power', {
      provider: 'aws',
      instance_id: 'i-0a1b2c3d4e5f60001',
      action: 'reboot',
      ip_confirmation: '198.51.100.71',
      name_confirmation: 'shop-web-1',
      operation_confirmation: 'reboot',
    });
    expect(code).toBe('OPERATION_NOT_SUPPORTED');
    expect(simulator.journal.mutations()).toEqual([]);
    expect(simulator.instance('i-0a1b2c3d4e5f60001')?.state).toBe('running');
  });

  it('leave no secret in the log and the audit', async () => {
    const everything = JSON.stringify([host.log, await host.audit()]);
    expect(everything).not.toContain(SIMULATOR_KEY.secretAccessKey);
    expect(everything).not.toContain('secret-of-the-lab');
  });

  it('have changed nothing in all this', () => {
    expect(simulator.journal.mutations()).toEqual([]);
  });
});
