import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import { AwsConfig } from '../../plugins/aws/config.js';
import {
  createAwsSimulator,
  ec2Error,
  exampleFleet,
  instance,
  manyInstances,
  type AwsAccountSpec,
  type AwsSimulatorOptions,
} from '../../plugins/aws/simulator.js';
import { context, makeProvider } from './world.js';
import { verificationIn } from '../fixtures/verification-in.js';

const NOW = '2026-03-01T12:00:00Z';
const SCOPE = { account: 'default', region: 'eu-central-1' };
const ACCOUNT = { name: 'default' };
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function world(
  account: Partial<AwsAccountSpec> = {},
  may: 'all' | readonly string[] = 'all',
  config: object = {},
  options: AwsSimulatorOptions = {},
) {
  const clock = manualClock(NOW);
  const simulator = await createAwsSimulator({
    clock,
    accounts: [
      {
        id: '111122223333',
        instances: exampleFleet(),
        keys: { AKIATEST: { secretAccessKey: 'a-secret', may } },
        ...account,
      },
    ],
    ...options,
  });
  const { provider, network } = makeProvider({
    env: {
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'a-secret',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: simulator.url,
    },
    config,
    now: () => clock.now(),
  });
  open.push(
    () => simulator.close(),
    () => network.close(),
  );
  return { provider, simulator };
}

describe('configuring', () => {
  it.each([
    [{ profil: 'x' }, 'profil'],
    [{ region: 'Frankfurt' }, 'region'],
    [{ regions: [] }, 'regions'],
    [{ roleArn: 'arn:aws:s3:::bucket' }, 'roleArn'],
    [{ externalId: 'x-1' }, 'belongs to a roleArn'],
    [{ profile: 'x', accounts: [{ name: 'a' }] }, 'belong into the accounts'],
    [{ accounts: [{ name: 'a' }, { name: 'a' }] }, 'same name'],
    [{ accounts: [{ name: 'a', profile: 'x', accessKeyId: 'y', secretAccessKey: 'z' }] }, 'not both'],
    [{ accounts: [{ name: 'a', accessKeyId: 'y' }] }, 'belong together'],
    [{ accounts: [{ name: 'a', sessionToken: 'y' }] }, 'belongs to an access key'],
    [{ endpoint: 'ftp://127.0.0.1' }, 'endpoint'],
  ])('refuses %j', (config, words) => {
    expect(JSON.stringify(AwsConfig.safeParse(config).error?.issues)).toContain(words);
  });

  it.each([
    'us-east-1',
    'ap-southeast-4',
    'us-gov-west-1',
    'cn-northwest-1',
    'eusc-de-east-1',
    'us-isob-east-1',
  ])('takes the region %s', (region) => {
    expect(AwsConfig.safeParse({ region }).success).toBe(true);
  });
});

describe('regions', () => {
  it('are those that are enabled, the own one first, asked for once an hour', async () => {
    const { provider, simulator } = await world();
    const regions = async () => (await provider.scopes(ACCOUNT, context())).map(({ region }) => region);
    expect(await regions()).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2']);
    await regions();
    expect(simulator.actions()).toEqual(['DescribeRegions']);
    simulator.clock.advance(3_600_001);
    await regions();
    expect(simulator.actions()).toEqual(['DescribeRegions', 'DescribeRegions']);
  });

  it('that the config names are taken without asking', async () => {
    const { provider, simulator } = await world({}, 'all', { regions: ['us-east-1', 'eu-central-1'] });
    expect(await provider.scopes(ACCOUNT, context())).toEqual([
      { account: 'default', region: 'eu-central-1' },
      { account: 'default', region: 'us-east-1' },
    ]);
    expect(simulator.actions()).toEqual([]);
  });

  it('that may not be asked for are never guessed', async () => {
    const { provider } = await world({}, ['ec2:DescribeInstances']);
    await expect(provider.scopes(ACCOUNT, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      suggestion: 'Allow ec2:DescribeRegions, or name the regions with `regions` in the config.',
    });
  });

  it('hold different instances', async () => {
    const { provider } = await world();
    const names = async (region: string) =>
      (await provider.listPage({ ...SCOPE, region }, undefined, context())).items.map(({ name }) => name);
    expect(await names('us-east-1')).toEqual(['shop-web-us']);
    expect(await names('us-west-2')).toEqual([]);
  });

  it('that are not enabled refuse the credentials, and the error says that this may be it', async () => {
    const { provider } = await world();
    const failure = provider.listPage({ ...SCOPE, region: 'ap-east-1' }, undefined, context());
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'AWS refused the credentials of the account default in ap-east-1 (AuthFailure).',
    });
  });
});

describe('listing', () => {
  it('asks for 1000 at once and follows the token', async () => {
    const { provider, simulator } = await world(
      { instances: manyInstances(45) },
      'all',
      {},
      { mostPerPage: 20 },
    );
    const first = await provider.listPage(SCOPE, undefined, context());
    const second = await provider.listPage(SCOPE, first.next, context());
    const third = await provider.listPage(SCOPE, second.next, context());
    expect([first, second, third].map(({ items }) => items.length)).toEqual([20, 20, 5]);
    expect(third.next).toBeUndefined();
    expect(first.items[0]?.details).toBeUndefined();
    expect(simulator.journal.entries.every(({ body }) => String(body).includes('&MaxResults=1000'))).toBe(
      true,
    );
    expect(simulator.actions()).toEqual(['DescribeInstances', 'DescribeInstances', 'DescribeInstances']);
  });
});

describe('an instance', () => {
  it('has the memory of its type, which is asked for once', async () => {
    const { provider, simulator } = await world();
    const get = () => provider.get(SCOPE, 'i-0a1b2c3d4e5f60002', context());
    expect(await get()).toMatchObject({ type: 'r6i.4xlarge', vcpus: 16, memory_mib: 131_072 });
    await get();
    expect(simulator.actions()).toEqual(['DescribeInstances', 'DescribeInstanceTypes', 'DescribeInstances']);
  });

  it('lacks only the memory where types may not be asked for', async () => {
    const { provider } = await world({}, ['ec2:DescribeInstances']);
    const found = await provider.get(SCOPE, 'i-0a1b2c3d4e5f60002', context());
    expect(found).toMatchObject({ name: 'shop-db-1', vcpus: 16, status: 'running' });
    expect(found?.memory_mib).toBeUndefined();
  });

  it.each([
    ['i-0a1b2c3d4e5f60005', 'stopped'],
    ['i-0a1b2c3d4e5f60007', 'terminated'],
  ])('%s is %s', async (id, status) => {
    const { provider } = await world();
    expect((await provider.get(SCOPE, id, context()))?.status).toBe(status);
  });

  it('that AWS calls malformed is none', async () => {
    const { provider, simulator } = await world();
    simulator.fail(ec2Error(400, 'InvalidInstanceID.Malformed'));
    expect(await provider.get(SCOPE, 'i-0a1b2c3d4e5f60001', context())).toBeUndefined();
  });

  it.each([
    ['its public address', '198.51.100.71'],
    ['an Elastic IP on a secondary address', '198.51.100.72'],
    ['its private address', '10.20.0.11'],
    ['a secondary private address', '10.20.0.12'],
    ['the address of its second network interface', '10.20.8.11'],
  ])('is found once by %s', async (_what, address) => {
    const { provider, simulator } = await world();
    const found = await provider.findByAddress(SCOPE, address, context());
    expect(found.map(({ id }) => id)).toEqual(['i-0a1b2c3d4e5f60001']);
    // With the type's sizes it is told in full, so that nobody has to ask for it again.
    expect(found[0]?.details).toBeDefined();
    expect(simulator.actions()).toEqual([
      ...Array.from({ length: 4 }, () => 'DescribeInstances'),
      'DescribeInstanceTypes',
    ]);
  });

  it('is found by IPv6 with one request, whatever the spelling at AWS', async () => {
    const spellings = ['2001:db8::b', '2001:db8:0:0:0:0:0:c', '2001:0db8:0000:0000:0000:0000:0000:000d'];
    const instances = spellings.map((ipv6, index) =>
      instance({ id: `i-0000000${String(index)}`, ipv6: [ipv6] }),
    );
    const { provider, simulator } = await world({ instances });
    for (const [index, address] of ['2001:db8::b', '2001:db8::c', '2001:db8::d'].entries()) {
      const found = await provider.findByAddress(SCOPE, address, context());
      expect(found.map(({ id, public_ips }) => [id, public_ips])).toEqual([
        [`i-0000000${String(index)}`, [address]],
      ]);
    }
    // The type is asked for once.
    expect(simulator.actions().filter((action) => action === 'DescribeInstances')).toHaveLength(3);
    expect(simulator.actions()).toHaveLength(4);
  });
});

describe('storage', () => {
  const storageOf = async (id: string, may: 'all' | readonly string[] = 'all') => {
    const made = await world({}, may);
    const found = await made.provider.get(SCOPE, id, context());
    if (!found) throw new Error('not there');
    made.simulator.journal.clear();
    return { ...made, storage: await made.provider.storage(found, context()) };
  };

  it('is one request for all volumes of an instance', async () => {
    const { storage, simulator } = await storageOf('i-0a1b2c3d4e5f60001');
    expect(simulator.journal.entries.map(({ body }) => body)).toEqual([
      'Action=DescribeVolumes&Version=2016-11-15&Filter.1.Name=attachment.instance-id&Filter.1.Value.1=i-0a1b2c3d4e5f60001',
    ]);
    expect(storage).toMatchObject({
      instance_id: 'i-0a1b2c3d4e5f60001',
      root_device: '/dev/xvda',
      notes: [],
    });
    expect(storage.volumes).toEqual([
      {
        device: '/dev/sdf',
        kind: 'ebs',
        id: 'vol-0a1b2c3d4e5f60002',
        type: 'io2',
        size_gib: 500,
        iops: 16_000,
        encrypted: true,
        state: 'in-use',
        created_at: '2024-06-01T08:00:00.000Z',
        delete_on_termination: false,
      },
      {
        device: '/dev/xvda',
        kind: 'ebs',
        id: 'vol-0a1b2c3d4e5f60001',
        type: 'gp3',
        size_gib: 30,
        iops: 3000,
        throughput: 125,
        encrypted: true,
        state: 'in-use',
        created_at: '2024-06-01T08:00:00.000Z',
        delete_on_termination: true,
      },
    ]);
  });

  it('names the disks of the instance store', async () => {
    const { storage } = await storageOf('i-0a1b2c3d4e5f60004');
    expect(storage.volumes.map(({ device, kind, type, size_gib }) => [device, kind, type, size_gib])).toEqual(
      [
        ['/dev/xvda', 'ebs', 'gp3', 8],
        ['ephemeral0', 'instance_store', 'nvme ssd', 2328.3],
        ['ephemeral1', 'instance_store', 'nvme ssd', 2328.3],
      ],
    );
    expect(storage.notes).toEqual(['What is on an instance-store volume is lost when the instance stops.']);
  });

  it('says so where the instance store cannot be known', async () => {
    const { storage } = await storageOf('i-0a1b2c3d4e5f60004', [
      'ec2:DescribeInstances',
      'ec2:DescribeVolumes',
    ]);
    expect(storage.volumes).toHaveLength(1);
    expect(storage.notes).toEqual([
      'Instance-store volumes are unknown: ec2:DescribeInstanceTypes was not answered.',
    ]);
  });

  it('that may not be read is PERMISSION_DENIED', async () => {
    await expect(storageOf('i-0a1b2c3d4e5f60004', ['ec2:DescribeInstances'])).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { action: 'ec2:DescribeVolumes' },
    });
  });
});

describe('metrics', () => {
  const metricsOf = async (
    id: string,
    hours = 1,
    {
      end = new Date(NOW),
      may = 'all',
      mostQueries = 500,
    }: { end?: Date; may?: 'all' | string[]; mostQueries?: number } = {},
  ) => {
    const made = await world({}, may, {}, { mostQueries });
    const found = await made.provider.get(SCOPE, id, context());
    if (!found) throw new Error('not there');
    made.simulator.journal.clear();
    const start = new Date(end.getTime() - hours * 3_600_000);
    return { ...made, metrics: await made.provider.metrics(SCOPE, found, { start, end }, context()) };
  };

  it('are CPU, network, EBS and status checks, with one request', async () => {
    const { metrics, simulator } = await metricsOf('i-0a1b2c3d4e5f60001');
    expect(
      metrics.series.map(({ name, unit, points }) => `${name}: ${unit}, ${String(points.length)}`),
    ).toEqual([
      'cpu_used: percent, 60',
      'network_in: bytes_per_second, 60',
      'network_out: bytes_per_second, 60',
      'ebs_read: operations_per_second, 60',
      'ebs_write: operations_per_second, 60',
      'ebs_read_bytes: bytes_per_second, 60',
      'ebs_write_bytes: bytes_per_second, 60',
      'status_check_failed: count, 60',
      'status_check_failed_instance: count, 60',
      'status_check_failed_system: count, 60',
    ]);
    expect(metrics).toMatchObject({ resolutionSeconds: 60, notes: [] });
    expect(simulator.actions()).toEqual(['GetMetricData']);
  });

  it('come every 5 minutes with basic monitoring, those of the instance store too', async () => {
    const { metrics } = await metricsOf('i-0a1b2c3d4e5f60004');
    expect(metrics.resolutionSeconds).toBe(300);
    const lengths = Object.fromEntries(metrics.series.map(({ name, points }) => [name, points.length]));
    expect([lengths['cpu_used'], lengths['instance_store_read'], lengths['status_check_failed']]).toEqual([
      12, 12, 12,
    ]);
  });

  it('that are counted become rates', async () => {
    const { metrics } = await metricsOf('i-0a1b2c3d4e5f60004');
    const rate = (name: string) => metrics.series.find((each) => each.name === name)?.points[0]?.[1];
    // The simulator receives 2000 bytes a second, times what the hour of the day makes of it.
    expect(rate('network_in')).toBeCloseTo(2258.82, 2);
    expect(rate('instance_store_read')).toBeCloseTo(45.177, 2);
    expect(rate('status_check_failed')).toBe(0);
  });

  it('leave out the period that is not over yet', async () => {
    const { metrics } = await metricsOf('i-0a1b2c3d4e5f60004', 1, { end: new Date('2026-03-01T11:58:20Z') });
    const last = metrics.series[0]?.points.at(-1)?.[0];
    expect(new Date((last ?? 0) * 1000).toISOString()).toBe('2026-03-01T11:50:00.000Z');
  });

  it('of 720 hours are 360 points, inside what CloudWatch keeps', async () => {
    const { metrics } = await metricsOf('i-0a1b2c3d4e5f60001', 720);
    expect(metrics.resolutionSeconds).toBe(7200);
    expect(metrics.series[0]?.points).toHaveLength(360);
  });

  it('are put together where they come in several pages', async () => {
    const { metrics, simulator } = await metricsOf('i-0a1b2c3d4e5f60001', 1, { mostQueries: 5 });
    expect(metrics.series).toHaveLength(10);
    expect(simulator.actions()).toEqual(['GetMetricData', 'GetMetricData', 'GetMetricData']);
  });

  it('of an instance that was off are none, and a sentence', async () => {
    const { metrics } = await metricsOf('i-0a1b2c3d4e5f60005');
    expect(metrics.series).toEqual([]);
    expect(metrics.notes?.[0]).toContain('CloudWatch has no data of this time');
  });

  it('that may not be read name the action of CloudWatch', async () => {
    const failure = metricsOf('i-0a1b2c3d4e5f60001', 1, { may: ['ec2:DescribeInstances'] });
    await expect(failure).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      details: { action: 'cloudwatch:GetMetricData', aws_code: 'AccessDeniedException' },
    });
  });
});

describe('verifying', () => {
  it('counts the regions', async () => {
    const { provider } = await world();
    expect(verificationIn(await provider.verify(ACCOUNT, context()), 'en')).toEqual({
      summary: 'The credentials work; 4 regions are enabled.',
    });
  });

  it('works where regions may not be asked for, and says what that means', async () => {
    const { provider } = await world({}, ['ec2:DescribeInstances']);
    expect(verificationIn(await provider.verify(ACCOUNT, context()), 'en')).toEqual({
      summary: 'The credentials work and may read instances in eu-central-1.',
      missing: [
        'ec2:DescribeRegions, to know the regions; without it, name them with `regions` in the config',
      ],
    });
  });

  it('says that instances may not be read', async () => {
    const { provider } = await world({}, ['ec2:DescribeRegions']);
    expect(verificationIn(await provider.verify(ACCOUNT, context()), 'en')).toEqual({
      summary: 'The credentials work; 4 regions are enabled.',
      missing: ['ec2:DescribeInstances, to find and list instances'],
    });
  });

  it('tells it in 简体中文 too', async () => {
    const { provider } = await world({}, ['ec2:DescribeRegions']);
    expect(verificationIn(await provider.verify(ACCOUNT, context()), 'zh-CN')).toEqual({
      summary: '凭证有效；已启用 4 个地区。',
      missing: ['ec2:DescribeInstances，用于查找和列出实例'],
    });
  });

  it('is refused where nothing may be read', async () => {
    const { provider } = await world({}, ['cloudwatch:GetMetricData']);
    await expect(provider.verify(ACCOUNT, context())).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('comes with a policy of every action that the client names, and of no other', async () => {
    const { provider } = await world();
    const client = await readFile(new URL('../../plugins/aws/client.ts', import.meta.url), 'utf8');
    const named = new Set(client.match(/(?<=')(ec2|cloudwatch):\w+(?=')/g));
    const policy = JSON.parse(provider.leastPrivilege.read.text) as { Statement: { Action: string[] }[] };
    expect(new Set(policy.Statement[0]?.Action)).toEqual(named);
  });
});
