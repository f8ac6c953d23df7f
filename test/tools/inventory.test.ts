import { describe, expect, it } from '@jest/globals';
import type { MetricRange, Metrics } from 'multi-cloud-manager/plugin';
import { Acme, acme, down, server } from '../fixtures/acme.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

const both = () => {
  const one = new Acme(
    server({ id: 'i-1', name: 'web-1', region: 'north', tags: { env: 'test' } }),
    server({ id: 'i-2', name: 'web-2', region: 'south', status: 'stopped', account: 'lab', tags: {} }),
  );
  one.accounts = ['default', 'lab'];
  one.regions = ['north', 'south'];
  const other = new Acme(server({ id: 'i-3', name: 'mail', region: 'east', public_ips: [] }));
  return { one, other, plugins: [acme(one), acme(other, 'beta')] };
};

describe('list_instances', () => {
  it('lists every cloud, account and region at once', async () => {
    const { one, plugins } = both();
    const reply = await (await hostOf(one, { plugins })).call('list_instances');
    expect(reply.content).toMatchObject({
      instances: [
        { provider: 'acme', account: 'default', id: 'i-1', region: 'north' },
        { provider: 'acme', account: 'lab', id: 'i-2', region: 'south' },
        { provider: 'beta', account: 'default', id: 'i-3', region: 'east' },
      ],
      total: 3,
      incomplete: [],
    });
    expect(reply.text).toBe(
      [
        '3 of 3 instances: id, name, status, type, public addresses',
        'acme/default/north:',
        'i-1 web-1 running small 203.0.113.7',
        'acme/lab/south:',
        'i-2 web-2 stopped small 203.0.113.7',
        'beta/default/east:',
        'i-3 mail running small no address',
      ].join('\n'),
    );
  });

  it('says in the text once where instances are, and every public address of each', async () => {
    const cloud = new Acme(
      server({ id: 'i-1', name: 'a', public_ips: ['203.0.113.7', '2001:db8::7'] }),
      server({ id: 'i-2', name: 'b', public_ips: [], private_ips: ['10.0.0.8', '10.0.0.9'] }),
    );
    expect((await (await hostOf(cloud)).call('list_instances')).text).toBe(
      [
        '2 of 2 instances: id, name, status, type, public addresses',
        'acme/default/north:',
        'i-1 a running small 203.0.113.7 2001:db8::7',
        'i-2 b running small private 10.0.0.8',
      ].join('\n'),
    );
  });

  it.each([
    [{ provider: 'Beta' }, ['i-3']],
    [{ account: 'lab' }, ['i-2']],
    [{ region: 'north' }, ['i-1']],
    [{ status: 'stopped' }, ['i-2']],
    [{ name: 'WEB' }, ['i-1', 'i-2']],
    [{ tag: 'env=test' }, ['i-1', 'i-3']],
    [{ limit: '2' }, ['VALIDATION_FAILED']],
    [{ limit: 2 }, ['i-1', 'i-2']],
  ])('takes %j', async (input, expected) => {
    const { one, plugins } = both();
    const reply = await (await hostOf(one, { plugins })).call('list_instances', input);
    const instances = (reply.content['instances'] ?? []) as { id: string }[];
    expect(reply.isError ? [reply.code] : instances.map(({ id }) => id)).toEqual(expected);
  });

  it('goes on with the cursor and the same filters', async () => {
    const { one, plugins } = both();
    const host = await hostOf(one, { plugins });
    const first = await host.call('list_instances', { name: 'web', limit: 1 });
    expect(first.text).toContain(`; there are more, pass the cursor ${String(first.content['cursor'])}\n`);
    const second = await host.call('list_instances', { name: 'web', cursor: first.content['cursor'] });
    expect(second.content).toMatchObject({ instances: [{ id: 'i-2' }], total: 2 });
    const wrong = await host.call('list_instances', { cursor: first.content['cursor'] });
    expect(wrong.code).toBe('VALIDATION_FAILED');
  });

  it('tells what could not be asked [RULE:SCOPE-FAILURE-IS-NAMED]', async () => {
    const { one, other, plugins } = both();
    other.fail('default', down());
    const reply = await (await hostOf(one, { plugins })).call('list_instances');
    expect(reply.isError).toBe(false);
    expect(reply.content['incomplete']).toEqual([
      { provider: 'beta', account: 'default', code: 'PROVIDER_ERROR', message: 'Acme is down.' },
    ]);
    expect(reply.text).toContain('2 instances: id');
    expect(reply.text).toContain('No answer from beta/default: Acme is down.');
  });

  it.each([
    [{ status: 'on' }, 'status'],
    [{ limit: 0 }, 'limit'],
    [{ limit: 501 }, 'limit'],
    [{ name: '' }, 'name'],
    [{ provider: 'gamma' }, 'known are acme, beta'],
    [{ account: 'shop' }, 'known are default, lab'],
    [{ provider: 'acme', region: 'nroth' }, 'known are north, south'],
    [{ region: 'EU Central 1' }, 'region: expected a region like eu-central-1 or fra1'],
    [{ cursor: 'from elsewhere' }, 'cursor'],
  ])('refuses %j', async (input, named) => {
    const { one, plugins } = both();
    const error = errorIn(await (await hostOf(one, { plugins })).call('list_instances', input));
    expect(error.code).toBe('VALIDATION_FAILED');
    expect(error.message).toContain(named);
  });
});

describe('get_instance_monitoring', () => {
  const METRICS: Metrics = {
    series: [
      {
        name: 'cpu',
        unit: 'percent',
        points: [
          [1, 10],
          [2, 30],
        ],
      },
    ],
    resolutionSeconds: 60,
    notes: ['Measured from outside.'],
  };
  const measured = () => {
    const ranges: MetricRange[] = [];
    const clouds = both();
    clouds.one.also = {
      metrics: (_scope, _instance, range) => {
        ranges.push(range);
        return Promise.resolve(METRICS);
      },
    };
    return { ...clouds, ranges };
  };

  it.each([
    [{ identifier: 'i-2' }],
    [{ identifier: 'I-2', provider: 'ACME' }],
    [{ identifier: 'i-2', account: 'lab' }],
  ])('gives the series of whichever cloud has %j', async (input) => {
    const { one, plugins } = measured();
    const reply = await (await hostOf(one, { plugins })).call('get_instance_monitoring', input);
    expect(reply.content).toEqual({
      provider: 'acme',
      instance_id: 'i-2',
      name: 'web-2',
      hours: 1,
      resolution_seconds: 60,
      series: [
        {
          name: 'cpu',
          unit: 'percent',
          min: 10,
          avg: 20,
          max: 30,
          last: 30,
          points: [
            [1, 10],
            [2, 30],
          ],
        },
      ],
      notes: ['Measured from outside.'],
    });
    expect(reply.text).toBe(
      'web-2 (i-2), last hour\ncpu (percent): avg 20, min 10, max 30, last 30\nMeasured from outside.',
    );
  });

  it('takes an address, and looks as far back as it is told', async () => {
    const { one, plugins, ranges } = measured();
    one.instance('i-1').public_ips = ['2001:db8::1'];
    const host = await hostOf(one, { plugins });
    const reply = await host.call('get_instance_monitoring', { identifier: '2001:0db8::1', hours: 720 });
    expect(reply.content).toMatchObject({ instance_id: 'i-1', hours: 720 });
    expect(ranges.map(({ start, end }) => end.getTime() - start.getTime())).toEqual([720 * 3_600_000]);
  });

  it('of a cloud that has none says so [RULE:UNSUPPORTED-IS-SAID]', async () => {
    const { one, plugins } = measured();
    const reply = await (
      await hostOf(one, { plugins })
    ).call('get_instance_monitoring', { identifier: 'i-3' });
    expect(reply.text).toBe('OPERATION_NOT_SUPPORTED: Acme has no metrics here.');
  });

  it('of a private address that several have asks which', async () => {
    const { one, other, plugins } = measured();
    one.instance('i-1').private_ips = ['10.0.0.5'];
    other.instance('i-3').private_ips = ['10.0.0.5'];
    const host = await hostOf(one, { plugins });
    expect(errorIn(await host.call('get_instance_monitoring', { identifier: '10.0.0.5' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('That means 2 instances (') as unknown,
    });
    const one1 = await host.call('get_instance_monitoring', { identifier: '10.0.0.5', provider: 'acme' });
    expect(one1.content['instance_id']).toBe('i-1');
  });

  it.each([0, 721, 1.5, 'day'])('refuses %j hours, and asks nothing [RULE:HOURS]', async (hours) => {
    const { one, plugins } = measured();
    const host = await hostOf(one, { plugins });
    const error = errorIn(await host.call('get_instance_monitoring', { identifier: 'i-1', hours }));
    expect(error.code).toBe('VALIDATION_FAILED');
    expect(error.message).toContain('hours');
    expect(one.asked).toEqual([]);
  });
});
