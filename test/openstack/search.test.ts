import { afterEach, describe, expect, it } from '@jest/globals';
import { serverId } from '../../examples/plugin-openstack/simulator/index.js';
import { verificationIn } from '../fixtures/verification-in.js';
import { rejection } from '../http/fixture.js';
import { closeAll, context, SCOPE, world } from './world.js';

afterEach(closeAll);

type World = Awaited<ReturnType<typeof world>>;
const search = async (it: World, address: string): Promise<readonly string[]> => {
  const found = await it.provider.findByAddress(SCOPE, address, context());
  return found.map(({ name }) => name);
};
/** What was asked after the login. */
const steps = ({ simulator }: World) =>
  simulator.journal.entries.slice(1).map(({ path, query }) => [path.replace('/RegionOne', ''), query]);

describe('an address is looked for in Neutron', () => {
  it('a floating one leads to its server in two requests', async () => {
    const it = await world();
    expect(await search(it, '203.0.113.7')).toEqual(['web-1']);
    expect(steps(it)).toEqual([
      ['/networking/v2.0/floatingips', { floating_ip_address: '203.0.113.7' }],
      [`/compute/v2.1/servers/${serverId(1)}`, {}],
    ]);
  });

  it('where floating ones do not say what is behind their port, the port is asked', async () => {
    const it = await world({}, { portDetails: false });
    expect(await search(it, '203.0.113.7')).toEqual(['web-1']);
    expect(steps(it)[1]).toEqual(['/networking/v2.0/ports', { id: `port-of-${serverId(1)}` }]);
  });

  it('one of a server itself is looked for among the ports', async () => {
    const it = await world();
    expect(await search(it, '198.51.100.20')).toEqual(['flat-net']);
    expect(steps(it)[1]).toEqual(['/networking/v2.0/ports', { fixed_ips: 'ip_address=198.51.100.20' }]);
  });

  it('an IPv6 one cannot be a floating one', async () => {
    const it = await world();
    expect(await search(it, '2001:db8::a01')).toEqual(['v6-only']);
    expect(steps(it)[0]).toEqual(['/networking/v2.0/ports', { fixed_ips: 'ip_address=2001:db8::a01' }]);
  });

  it('a floating one that leads to nothing has no server', async () => {
    const it = await world({}, { unused: [{ address: '203.0.113.200' }] });
    expect(await search(it, '203.0.113.200')).toEqual([]);
  });

  it('one of a router or a load balancer has no server, and Nova is not asked', async () => {
    const it = await world();
    const device_owner = 'network:router_gateway';
    const port_details = { device_id: serverId(1), device_owner };
    it.simulator.fail({
      ...{ kind: 'status', status: 200, match: { path: '/RegionOne/networking/v2.0/floatingips' } },
      body: { floatingips: [{ port_id: 'port-1', port_details }] },
    });
    expect(await search(it, '203.0.113.7')).toEqual([]);
    expect(steps(it)).toHaveLength(1);
  });
});

describe('without Neutron', () => {
  const paths = (it: World) =>
    steps(it).map(([path, query]) => [path, (query as { marker?: string }).marker]);

  it('every page of Nova is looked through', async () => {
    const it = await world(
      {},
      { maxLimit: 3, catalogue: (all) => all.filter(({ type }) => type !== 'network') },
    );
    expect(await search(it, '2001:db8::a01')).toEqual(['v6-only']);
    expect(paths(it)).toEqual([
      ['/compute/v2.1/servers/detail', undefined],
      ['/compute/v2.1/servers/detail', serverId(3)],
      ['/compute/v2.1/servers/detail', serverId(6)],
    ]);
    const seen = verificationIn(await it.provider.verify({ name: 'default' }, context()), 'en');
    expect(seen.missing).toEqual([
      'a network end point in RegionOne, RegionTwo: addresses are looked for page by page',
    ]);
  });

  it('or with no right to it, too', async () => {
    const it = await world();
    it.simulator.fail({ kind: 'status', status: 403, match: { path: /networking/ } });
    expect(await search(it, '203.0.113.7')).toEqual(['web-1']);
  });

  it('that fails, the address may be there all the same', async () => {
    const it = await world();
    it.simulator.fail({ kind: 'status', status: 503, match: { path: /networking/ } });
    expect(await rejection(search(it, '203.0.113.7'))).toMatchObject({ code: 'PROVIDER_ERROR' });
  });
});

describe('paging', () => {
  it('goes on from the marker in the link, and follows the link nowhere', async () => {
    const it = await world({}, { maxLimit: 4 });
    it.simulator.fail({
      ...{ kind: 'status', status: 200, times: 1, match: { path: /detail/ } },
      body: {
        servers: [],
        servers_links: [
          { rel: 'next', href: `http://internal.example.net/servers/detail?limit=4&marker=${serverId(4)}` },
        ],
      },
    });
    const first = await it.provider.listPage(SCOPE, undefined, context());
    expect(first).toEqual({ items: [], next: serverId(4) });
    const second = await it.provider.listPage(SCOPE, first.next, context());
    expect(second.items.map(({ name }) => name)).toEqual(['flat-net', 'kept', serverId(7)]);
    expect(second.next).toBeUndefined();
  });

  it.each(['http://nova.example.net/servers/detail', '/servers/detail?marker=../etc', ''])(
    'with more to come from %j is a failure, not the end',
    async (href) => {
      const it = await world();
      it.simulator.fail({
        ...{ kind: 'status', status: 200, match: { path: /detail/ } },
        body: { servers: [], servers_links: [{ rel: 'next', href }] },
      });
      expect(await rejection(it.provider.listPage(SCOPE, undefined, context()))).toMatchObject({
        code: 'PROVIDER_ERROR',
        message: 'Nova says that there are more servers, and not from where on.',
      });
    },
  );

  it('takes no token that is not a marker', async () => {
    const it = await world();
    expect(await rejection(it.provider.listPage(SCOPE, '../..', context()))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect(it.asked()).toEqual([]);
  });
});
