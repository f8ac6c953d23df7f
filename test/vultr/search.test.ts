import { afterEach, describe, expect, it } from '@jest/globals';
import { EXAMPLE, exampleReservedIps, instance, manyInstances } from '../../plugins/vultr/simulator.js';
import { closeAll, world } from './world.js';

afterEach(closeAll);

describe('finding by address', () => {
  it('asks for a main address alone with the filter, and then for the other addresses of what has it', async () => {
    const { find, simulator } = await world();
    expect(await find('192.0.2.123')).toEqual([EXAMPLE.web]);
    expect(simulator.journal.entries.map(({ path, query }) => [path, query['main_ip']])).toEqual([
      ['/v2/instances', '192.0.2.123'],
      [`/v2/instances/${EXAMPLE.web}/ipv4`, undefined],
      ['/v2/reserved-ips', undefined],
    ]);
  });

  it('does not trust an end point that ignores the filter', async () => {
    const { find, simulator } = await world();
    const { wire } = instance({ id: EXAMPLE.stopped, label: 'other', mainIp: '192.0.2.1' });
    const body = { instances: [wire], meta: { total: 1, links: { next: '', prev: '' } } };
    simulator.fail({ kind: 'status', status: 200, body, match: { path: '/v2/instances' }, times: 1 });
    expect(await find('192.0.2.123')).toEqual([EXAMPLE.web]);
  });

  it.each([
    ['a reserved IPv4', '203.0.113.200', EXAMPLE.database],
    ['an address in a reserved IPv6 network', '2001:db8:5:5157::99', EXAMPLE.database],
    ['an IPv6 address', '2001:db8:1112:18fb:200:ff:fe00:0', EXAMPLE.web],
    ['any address of its IPv6 network', '2001:db8:1112:18fb::1', EXAMPLE.web],
    ['an additional IPv4', '203.0.113.123', EXAMPLE.web],
    ['an internal address', '10.99.0.4', EXAMPLE.database],
  ])('finds the instance with %s', async (_name, address, id) => {
    const { find } = await world();
    expect(await find(address)).toEqual([id]);
  });

  it('finds nothing for a reserved IP that is attached to nothing, after asking everywhere', async () => {
    const { find, asked } = await world();
    expect(await find('203.0.113.201')).toEqual([]);
    expect(asked().filter((each) => each.endsWith('/ipv4'))).toHaveLength(6);
  });

  it('finds nothing for a reserved IP of something that is no instance', async () => {
    const [first, ...others] = exampleReservedIps();
    const metal = { ...first, instance_id: '11111111-2222-4333-8444-555555555555' };
    const { find } = await world({ reservedIps: [metal as (typeof others)[number], ...others] });
    expect(await find('203.0.113.200')).toEqual([]);
  });

  it('finds every instance with the same private address', async () => {
    const twins = [1, 2].map((last) =>
      instance({
        id: `00000000-0000-4000-8000-00000000000${last}`,
        label: `twin-${last}`,
        internalIp: '10.1.96.3',
      }),
    );
    const { find } = await world({ instances: twins }, { mostPerPage: 1 });
    expect(await find('10.1.96.3')).toHaveLength(2);
  });

  it('goes on without an instance that is deleted meanwhile', async () => {
    const { find, simulator } = await world();
    simulator.fail({
      kind: 'status',
      status: 404,
      body: { error: 'instance not found', status: 404 },
      match: { path: `/v2/instances/${EXAMPLE.stopped}/ipv4` },
    });
    expect(await find('203.0.113.99')).toEqual([]);
  });

  it('fails when one instance cannot be asked: it might have it', async () => {
    const { find, simulator } = await world();
    simulator.fail({ kind: 'status', status: 500, match: { path: `/v2/instances/${EXAMPLE.stopped}/ipv4` } });
    await expect(find('203.0.113.99')).rejects.toMatchObject({ code: 'PROVIDER_ERROR' });
  });

  it('without the right to reserved IPs still finds others, and does not say that nothing has it', async () => {
    const { find, simulator } = await world();
    simulator.fail({ kind: 'status', status: 403, match: { path: '/v2/reserved-ips' } });
    expect(await find('203.0.113.123')).toEqual([EXAMPLE.web]);
    await expect(find('203.0.113.99')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('says so where there are too many instances to ask each', async () => {
    const { find, asked } = await world({ instances: manyInstances(1001) });
    await expect(find('203.0.113.99')).rejects.toMatchObject({
      code: 'OPERATION_NOT_SUPPORTED',
      message: expect.stringContaining('1001 instances are too many'),
    });
    expect(asked().some((each) => each.endsWith('/ipv4'))).toBe(false);
  });

  it('stops when an end point answers with the same page for ever', async () => {
    const { find, simulator } = await world();
    const body = { instances: [], meta: { total: 9, links: { next: 'bmV4dF9fMQ==', prev: '' } } };
    simulator.fail({ kind: 'status', status: 200, body, match: { path: '/v2/instances' } });
    await expect(find('2001:db8::1')).rejects.toMatchObject({ code: 'PROVIDER_ERROR' });
  });
});
