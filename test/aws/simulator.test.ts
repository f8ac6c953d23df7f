import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  RebootInstancesCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createAwsSimulator,
  exampleFleet,
  SIMULATOR_KEY,
  type AwsSimulator,
} from '../../plugins/aws/simulator.js';

let simulator: AwsSimulator;

beforeEach(async () => {
  const { accessKeyId, secretAccessKey } = SIMULATOR_KEY;
  simulator = await createAwsSimulator({
    clock: manualClock('2026-02-01T12:00:00Z'),
    mostPerPage: 5,
    accounts: [
      {
        id: '111122223333',
        instances: exampleFleet(),
        keys: {
          [accessKeyId]: { secretAccessKey },
          AKIANARROW: { secretAccessKey: 'narrow', may: ['ec2:DescribeRegions'] },
          ASIATEMPORARY: { secretAccessKey: 'temporary', sessionToken: 'a-token' },
        },
      },
    ],
  });
});

afterEach(() => simulator.close());

const config = (
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  region: string,
) => ({
  ...{ region, credentials, maxAttempts: 1 },
  endpoint: simulator.url,
});
const ec2 = (credentials = SIMULATOR_KEY as Parameters<typeof config>[0], region = 'eu-central-1') =>
  new EC2Client(config(credentials, region));
const cloudWatch = (credentials = SIMULATOR_KEY as Parameters<typeof config>[0]) =>
  new CloudWatchClient(config(credentials, 'eu-central-1'));

const QUERY = new GetMetricDataCommand({
  StartTime: new Date('2026-02-01T11:00:00Z'),
  EndTime: new Date('2026-02-01T12:00:00Z'),
  MetricDataQueries: [
    {
      Id: 'cpu',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/EC2',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'InstanceId', Value: 'i-0a1b2c3d4e5f60002' }],
        },
        Period: 300,
        Stat: 'Average',
      },
    },
  ],
});

const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => (error as Error).name,
  );

describe('who may ask', () => {
  it('starts with a key and a fleet of its own', async () => {
    const other = await createAwsSimulator();
    const client = new EC2Client({ ...config(SIMULATOR_KEY, 'us-east-1'), endpoint: other.url });
    const { Reservations } = await client.send(new DescribeInstancesCommand({}));
    await other.close();
    expect(Reservations?.[0]?.Instances?.[0]?.InstanceId).toBe('i-0a1b2c3d4e5f60006');
  });

  it.each([
    ['a key that nobody knows', { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }],
    ['a secret that is wrong', { ...SIMULATOR_KEY, secretAccessKey: 'x' }],
    [
      'a token that is wrong',
      { accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'b' },
    ],
    ['a token that is missing', { accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary' }],
  ])('%s is an AuthFailure of EC2', async (_what, credentials) => {
    expect(await codeOf(ec2(credentials).send(new DescribeInstancesCommand({})))).toBe('AuthFailure');
    expect(simulator.journal.entries[0]).toMatchObject({ authorized: false, status: 401 });
  });

  it('CloudWatch has its own words', async () => {
    expect(await codeOf(cloudWatch({ accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }).send(QUERY))).toBe(
      'UnrecognizedClientException',
    );
    expect(await codeOf(cloudWatch({ ...SIMULATOR_KEY, secretAccessKey: 'x' }).send(QUERY))).toBe(
      'InvalidSignatureException',
    );
    simulator.expireKey(SIMULATOR_KEY.accessKeyId);
    expect(await codeOf(cloudWatch().send(QUERY))).toBe('ExpiredTokenException');
    expect(await codeOf(ec2().send(new DescribeInstancesCommand({})))).toBe('RequestExpired');
  });

  it('a request whose body was changed on the way does not fit its signature', async () => {
    await ec2().send(new DescribeRegionsCommand({}));
    const signed = await new Promise<RequestInit>((resolve, reject) => {
      const client = ec2();
      client.middlewareStack.add(
        () =>
          ({ request }) => {
            const { headers } = request as { headers: Record<string, string> };
            resolve({ method: 'POST', headers, body: 'Action=TerminateInstances&Version=2016-11-15' });
            return Promise.reject(new Error('kept'));
          },
        { step: 'finalizeRequest', priority: 'low' },
      );
      client.send(new DescribeRegionsCommand({})).catch((error: unknown) => {
        if (!(error instanceof Error && error.message === 'kept')) reject(new Error('Not kept.'));
      });
    });
    const headers = Object.entries(signed.headers as Record<string, string>).filter(
      ([name]) => name !== 'host' && name !== 'content-length',
    );
    const answer = await fetch(simulator.url, { ...signed, headers: Object.fromEntries(headers) });
    expect(answer.status).toBe(401);
  });

  it('an action that the key may not do is refused, and nothing happens', async () => {
    const narrow = ec2({ accessKeyId: 'AKIANARROW', secretAccessKey: 'narrow' });
    const ids = { InstanceIds: ['i-0a1b2c3d4e5f60001'] };
    expect(await codeOf(narrow.send(new TerminateInstancesCommand(ids)))).toBe('UnauthorizedOperation');
    expect(simulator.instance('i-0a1b2c3d4e5f60001')?.state).toBe('running');
    expect((await narrow.send(new DescribeRegionsCommand({}))).Regions).toHaveLength(4);
  });

  it('no credential is in the journal', async () => {
    await ec2({ accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'a-token' }).send(
      new DescribeRegionsCommand({}),
    );
    expect(JSON.stringify(simulator.journal.entries)).not.toMatch(/a-token|Signature=/);
  });
});

describe('EC2', () => {
  it('speaks the XML that the SDK reads, with types and lists', async () => {
    const { Reservations } = await ec2().send(
      new DescribeInstancesCommand({ InstanceIds: ['i-0a1b2c3d4e5f60001'] }),
    );
    expect(Reservations?.[0]).toMatchObject({
      OwnerId: '111122223333',
      Instances: [
        {
          InstanceId: 'i-0a1b2c3d4e5f60001',
          State: { Code: 16, Name: 'running' },
          LaunchTime: new Date('2025-11-20T04:15:00Z'),
          CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
          PublicIpAddress: '198.51.100.71',
          SecurityGroups: [{ GroupId: 'sg-0a1b2c3d', GroupName: 'web' }],
          NetworkInterfaces: [{ Attachment: { DeviceIndex: 0 } }, { Attachment: { DeviceIndex: 1 } }],
        },
      ],
    });
  });

  it('gives pages of a region, and takes only its own tokens', async () => {
    const first = await ec2().send(new DescribeInstancesCommand({ MaxResults: 1000 }));
    const second = await ec2().send(
      new DescribeInstancesCommand({ MaxResults: 1000, NextToken: first.NextToken }),
    );
    const sizes = [first, second].map(
      ({ Reservations = [] }) => Reservations.flatMap((each) => each.Instances ?? []).length,
    );
    expect([sizes, second.NextToken]).toEqual([[5, 1], undefined]);
    const foreign = new DescribeInstancesCommand({ NextToken: 'elsewhere' });
    expect(await codeOf(ec2().send(foreign))).toBe('InvalidNextToken');
  });

  it('joins filters by "and" and values by "or"', async () => {
    const find = async (...filters: [string, ...string[]][]) => {
      const Filters = filters.map(([Name, ...Values]) => ({ Name, Values }));
      const { Reservations = [] } = await ec2().send(new DescribeInstancesCommand({ Filters }));
      return Reservations.flatMap(({ Instances = [] }) =>
        Instances.map(({ InstanceId }) => InstanceId?.slice(-1)),
      );
    };
    expect(await find(['private-ip-address', '10.20.0.11', '10.20.0.21'])).toEqual(['1', '2']);
    expect(await find(['private-ip-address', '10.20.0.11', '10.20.0.21'], ['tag:Name', 'shop-db-1'])).toEqual(
      ['2'],
    );
    expect(await find(['ip-address', '198.51.100.72'])).toEqual([]);
    expect(await find(['network-interface.addresses.association.public-ip', '198.51.100.72'])).toEqual(['1']);
  });

  it.each([
    ['InvalidInstanceID.NotFound', { InstanceIds: ['i-0ffffffffffffffff'] }],
    ['InvalidInstanceID.Malformed', { InstanceIds: ['web'] }],
    ['InvalidParameterCombination', { InstanceIds: ['i-0a1b2c3d4e5f60001'], MaxResults: 5 }],
    ['InvalidParameterValue', { MaxResults: 1001 }],
    ['InvalidParameterValue', { Filters: [{ Name: 'no-such-filter', Values: ['x'] }] }],
    ['DryRunOperation', { DryRun: true }],
  ])('refuses with %s: %j', async (code, input) => {
    expect(await codeOf(ec2().send(new DescribeInstancesCommand(input)))).toBe(code);
  });

  it('does not know a region that is not enabled', async () => {
    expect(await codeOf(ec2(SIMULATOR_KEY, 'ap-east-1').send(new DescribeInstancesCommand({})))).toBe(
      'AuthFailure',
    );
    const all = await ec2().send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(all.Regions?.at(-1)).toMatchObject({ RegionName: 'me-south-1', OptInStatus: 'not-opted-in' });
  });

  it('carries out what changes something, and the journal knows it', async () => {
    const ids = { InstanceIds: ['i-0a1b2c3d4e5f60001'] };
    await ec2().send(new RebootInstancesCommand(ids));
    await ec2().send(new TerminateInstancesCommand(ids));
    await codeOf(ec2().send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })));
    await ec2().send(new DescribeRegionsCommand({}));
    expect(simulator.instance('i-0a1b2c3d4e5f60001')?.state).toBe('terminated');
    expect(simulator.journal.mutations().map(({ body }) => /Action=(\w+)/.exec(String(body))?.[1])).toEqual([
      'RebootInstances',
      'TerminateInstances',
      'RunInstances',
    ]);
  });
});

describe('CloudWatch', () => {
  it('is asked in AWS JSON 1.0, and answers newest first unless told otherwise', async () => {
    const { MetricDataResults } = await cloudWatch().send(QUERY);
    expect(simulator.journal.entries[0]?.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'GraniteServiceVersion20100801.GetMetricData',
    });
    const [result] = MetricDataResults ?? [];
    expect([result?.Id, result?.StatusCode, result?.Values?.length]).toEqual(['cpu', 'Complete', 12]);
    expect(result?.Timestamps?.[0]).toEqual(new Date('2026-02-01T11:55:00Z'));
  });

  it('refuses a span that ends before it starts', async () => {
    const backwards = { ...QUERY.input, EndTime: new Date('2026-02-01T10:00:00Z') };
    expect(await codeOf(cloudWatch().send(new GetMetricDataCommand(backwards)))).toMatch(
      /^InvalidParameterValue/,
    );
  });

  it('keeps single minutes for 15 days only', async () => {
    const [query] = QUERY.input.MetricDataQueries ?? [];
    const minutes = async (StartTime: string, EndTime: string) => {
      const { MetricDataResults } = await cloudWatch().send(
        new GetMetricDataCommand({
          StartTime: new Date(StartTime),
          EndTime: new Date(EndTime),
          MetricDataQueries: [
            {
              Id: 'checks',
              MetricStat: {
                Metric: { ...query?.MetricStat?.Metric, MetricName: 'StatusCheckFailed' },
                Period: 60,
                Stat: 'Maximum',
              },
            },
          ],
        }),
      );
      return MetricDataResults?.[0]?.Values?.length;
    };
    expect(await minutes('2026-02-01T11:00:00Z', '2026-02-01T12:00:00Z')).toBe(60);
    expect(await minutes('2026-01-10T11:00:00Z', '2026-01-10T12:00:00Z')).toBe(0);
  });
});
