import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createOpenStackSimulator,
  serverId,
  SIMULATOR_USER,
  type OpenStackSimulator,
} from '../../examples/plugin-openstack/simulator/index.js';

let simulator: OpenStackSimulator;

beforeEach(async () => {
  simulator = await createOpenStackSimulator({ clock: manualClock('2026-03-01T12:00:00Z'), maxVersion: 90 });
});
afterEach(() => simulator.close());

const json = async (answer: Response) => (await answer.json()) as Record<string, object>;
const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const password = (change: object = {}) => ({
  auth: {
    identity: {
      methods: ['password'],
      password: {
        user: { name: 'ops', domain: { name: 'Default' }, password: SIMULATOR_USER.password, ...change },
      },
    },
    scope: { project: { name: 'demo', domain: { name: 'Default' } } },
  },
});

async function token(): Promise<string> {
  const answer = await send('/identity/v3/auth/tokens', password());
  return answer.headers.get('x-subject-token') ?? '';
}
const get = async (path: string, version?: string, given?: string) =>
  fetch(`${simulator.url}/RegionOne${path}`, {
    headers: {
      'x-auth-token': given ?? (await token()),
      ...(version === undefined ? {} : { 'openstack-api-version': `compute ${version}` }),
    },
  });
const act = async (number: number, body: unknown) =>
  send(`/RegionOne/compute/v2.1/servers/${serverId(number)}/action`, body, { 'x-auth-token': await token() });

describe('Keystone', () => {
  it('gives a token in a header, and the catalogue in the body', async () => {
    const answer = await send('/identity/v3/auth/tokens', password());
    expect([answer.status, answer.headers.get('x-subject-token')]).toEqual([201, 'gAAAAA-simulated-token-1']);
    expect(await json(answer)).toMatchObject({
      token: {
        methods: ['password'],
        issued_at: '2026-03-01T12:00:00.000000Z',
        expires_at: '2026-03-01T13:00:00.000000Z',
        project: { name: 'demo' },
        catalog: [{ type: 'compute' }, { type: 'network' }, { type: 'identity' }],
      },
    });
  });

  it.each([
    ['a wrong password', password({ password: 'wrong' })],
    ['a wrong user', password({ name: 'nobody' })],
    ['a wrong domain', password({ domain: { name: 'Other' } })],
    ['no project', { auth: { identity: password().auth.identity } }],
  ])('refuses %s', async (_what, body) => {
    const answer = await send('/identity/v3/auth/tokens', body);
    expect([answer.status, await json(answer)]).toEqual([
      401,
      {
        error: {
          code: 401,
          title: 'Unauthorized',
          message: 'The request you have made requires authentication.',
        },
      },
    ]);
  });

  it('gives tokens that run out', async () => {
    const given = await token();
    expect((await get('/compute/v2.1/servers', undefined, given)).status).toBe(200);
    simulator.clock.advance(3_600_000);
    expect((await get('/compute/v2.1/servers', undefined, given)).status).toBe(401);
    expect((await get('/compute/v2.1/servers', undefined, 'made-up')).status).toBe(401);
  });
});

describe('Nova', () => {
  it('pages from a marker on, and links to the next page', async () => {
    const first = await json(await get('/compute/v2.1/servers/detail?limit=2', '2.69'));
    expect(first).toMatchObject({
      servers: [{ id: serverId(1) }, { id: serverId(2) }],
      servers_links: [
        {
          rel: 'next',
          href: `${simulator.url}/RegionOne/compute/v2.1/servers/detail?limit=2&marker=${serverId(2)}`,
        },
      ],
    });
    const last = await json(await get(`/compute/v2.1/servers/detail?limit=9&marker=${serverId(5)}`, '2.69'));
    expect(last).toMatchObject({ servers: [{ id: serverId(6) }, { id: serverId(7) }] });
    expect(last).not.toHaveProperty('servers_links');
    expect((await get('/compute/v2.1/servers/detail?marker=nothing', '2.69')).status).toBe(400);
  });

  it.each([
    [undefined, { id: '2', links: [] }, false],
    ['2.46', { id: '2', links: [] }, true],
    ['2.47', { original_name: 'm1.small', vcpus: 1, ram: 2048, disk: 20 }, true],
  ])('in version %s says so much of a flavour', async (version, flavor, tagged) => {
    const { server } = await json(await get(`/compute/v2.1/servers/${serverId(1)}`, version));
    expect(server).toMatchObject({ flavor });
    expect(Object.hasOwn(server ?? {}, 'tags')).toBe(tagged);
  });

  it('does not speak a version of the future', async () => {
    expect((await get('/compute/v2.1/servers', '2.91')).status).toBe(406);
  });

  it.each([
    [{ 'os-stop': null }, { status: 'ACTIVE', task: 'powering-off' }, { status: 'SHUTOFF', task: null }],
    [{ reboot: { type: 'SOFT' } }, { status: 'REBOOT', task: 'rebooting' }, { status: 'ACTIVE', task: null }],
    [
      { reboot: { type: 'HARD' } },
      { status: 'HARD_REBOOT', task: 'rebooting_hard' },
      { status: 'ACTIVE', task: null },
    ],
    [{ rebuild: {} }, { status: 'REBUILD', task: 'rebuilding' }, { status: 'ACTIVE', task: null }],
  ])('does %j', async (body, during, after) => {
    const answer = await act(1, body);
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    expect(simulator.server(serverId(1))).toEqual(during);
    expect((await act(1, { 'os-stop': null })).status).toBe(409);
    simulator.clock.advance(8_000);
    expect(simulator.server(serverId(1))).toEqual(after);
  });

  it('destroys a server on the same path: that a test sees none of it means something', async () => {
    expect((await act(1, { forceDelete: null })).status).toBe(202);
    expect(simulator.server(serverId(1))).toBeUndefined();
    expect(simulator.journal.mutations()).toHaveLength(1);
  });

  it.each([
    [{}],
    [{ 'os-stop': null, forceDelete: null }],
    [{ reboot: { type: 'WARM' } }],
    [{ dance: null }],
  ])('takes no %j', async (body) => {
    expect((await act(1, body)).status).toBe(400);
  });
});
