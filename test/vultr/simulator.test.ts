import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createVultrSimulator,
  EXAMPLE,
  exampleFleet,
  exampleReservedIps,
  instance,
  manyInstances,
  SIMULATOR_KEY,
  type VultrSimulator,
  type VultrSimulatorOptions,
} from '../../plugins/vultr/simulator.js';

const open: VultrSimulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

async function start(options: VultrSimulatorOptions = {}) {
  const simulator = await createVultrSimulator({
    clock: manualClock('2026-02-01T12:00:00Z'),
    accounts: [
      {
        instances: exampleFleet(),
        reservedIps: exampleReservedIps(),
        keys: { all: 'all', read: 'read', dns: ['dns'] },
      },
      { instances: manyInstances(5), keys: { many: 'all' } },
    ],
    ...options,
  });
  open.push(simulator);
  const ask = async (path: string, key = 'all', method = 'GET'): Promise<Answer> => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
    });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
    return { status: response.status, text, body, headers: response.headers };
  };
  const act = (id: string, name: string, key = 'all') => ask(`/v2/instances/${id}/${name}`, key, 'POST');
  return { simulator, ask, act };
}

describe('who may ask', () => {
  it('starts with a key and a fleet of its own', async () => {
    const simulator = await createVultrSimulator();
    open.push(simulator);
    const answer = await fetch(`${simulator.url}/v2/instances`, {
      headers: { authorization: `Bearer ${SIMULATOR_KEY}` },
    });
    expect(await answer.json()).toMatchObject({ meta: { total: 6 } });
  });

  it('a wrong key or none is unauthorized', async () => {
    const { ask, simulator } = await start();
    const wrong = await ask('/v2/account', 'wrong');
    expect([wrong.status, wrong.body]).toEqual([401, { error: 'Invalid API token.', status: 401 }]);
    expect((await fetch(`${simulator.url}/v2/instances`)).status).toBe(401);
  });

  it('a key that may only look gets 403 when it acts, and nothing happens', async () => {
    const { act, simulator } = await start();
    expect((await act(EXAMPLE.web, 'halt', 'read')).status).toBe(403);
    expect(simulator.powerEvents()).toEqual([]);
  });

  it('a key without a right to instances still sees its account', async () => {
    const { ask } = await start();
    expect([(await ask('/v2/instances', 'dns')).status, (await ask('/v2/account', 'dns')).status]).toEqual([
      403, 200,
    ]);
  });

  it('each account has its own instances', async () => {
    const { ask } = await start();
    expect((await ask(`/v2/instances/${EXAMPLE.web}`, 'many')).status).toBe(404);
  });

  it('answers its 4xx without a body where it is asked to', async () => {
    const { ask } = await start({ emptyErrors: true });
    const paths: [string, string][] = [
      ['/v2/instances', 'wrong'],
      ['/v2/instances', 'dns'],
      ['/v2/instances/nothing', 'all'],
      ['/v2/nowhere', 'all'],
    ];
    const answers = await Promise.all(paths.map(([path, key]) => ask(path, key)));
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [401, ''],
      [403, ''],
      [404, ''],
      [404, ''],
    ]);
  });

  it('answers 429 with a pause to one request too many within a second, whichever key', async () => {
    const { ask, simulator } = await start({ requestsPerSecond: 2 });
    const statuses = [
      (await ask('/v2/instances')).status,
      (await ask('/v2/instances', 'many')).status,
      (await ask('/v2/instances')).status,
    ];
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask('/v2/instances')).headers.get('retry-after')).toBe('1');
    simulator.clock.advance(1_000);
    expect((await ask('/v2/instances')).status).toBe(200);
  });
});

describe('lists', () => {
  it('come in pages with cursors forward and back', async () => {
    const { ask } = await start();
    const first = await ask('/v2/instances?per_page=2', 'many');
    expect(first.body['meta']).toEqual({ total: 5, links: { next: 'bmV4dF9fMg==', prev: '' } });
    const second = await ask('/v2/instances?per_page=2&cursor=bmV4dF9fMg==', 'many');
    expect(second.body['meta']).toEqual({
      total: 5,
      links: { next: 'bmV4dF9fNA==', prev: 'cHJldl9fMA==' },
    });
    const last = await ask('/v2/instances?per_page=2&cursor=bmV4dF9fNA==', 'many');
    expect(last.body['meta']).toMatchObject({ links: { next: '' } });
    expect(last.body['instances']).toHaveLength(1);
  });

  it.each(['per_page=0', 'per_page=501', 'per_page=many', 'cursor=elsewhere'])('refuse %s', async (query) => {
    const { ask } = await start();
    expect((await ask(`/v2/instances?${query}`)).status).toBe(400);
  });

  it.each([
    ['main_ip=192.0.2.123', 1],
    ['main_ip=203.0.113.123', 0],
    ['label=old-shop', 1],
    ['region=ewr', 4],
    ['tag=web', 1],
  ])('of instances filtered by %s have %i', async (query, count) => {
    const { ask } = await start();
    expect((await ask(`/v2/instances?${query}`)).body['instances']).toHaveLength(count);
  });

  it('of addresses have the additional and internal ones, those of reserved IPs their instance', async () => {
    const { ask } = await start();
    expect((await ask(`/v2/instances/${EXAMPLE.web}/ipv4`)).body['ipv4s']).toMatchObject([
      { ip: '192.0.2.123', type: 'main_ip' },
      { ip: '203.0.113.123', type: 'secondary_ip' },
      { ip: '10.99.0.3', type: 'private' },
    ]);
    expect((await ask('/v2/reserved-ips')).body['reserved_ips']).toMatchObject([
      { subnet: '203.0.113.200', subnet_size: 32, ip_type: 'v4', instance_id: EXAMPLE.database },
      { subnet: '2001:0db8:5:5157::', subnet_size: 64, ip_type: 'v6', instance_id: EXAMPLE.database },
      { subnet: '203.0.113.201', instance_id: '' },
    ]);
  });
});

describe('bandwidth', () => {
  it('has the days back from today, and today up to now', async () => {
    const { ask } = await start();
    const { body } = await ask(`/v2/instances/${EXAMPLE.web}/bandwidth?date_range=2`);
    const days = body['bandwidth'] as Record<string, { incoming_bytes: number }>;
    expect(Object.keys(days)).toEqual(['2026-01-31', '2026-02-01']);
    const usual = (await ask(`/v2/instances/${EXAMPLE.web}/bandwidth`)).body['bandwidth'];
    expect(Object.keys(usual as object)).toHaveLength(30);
  });

  it('begins with the instance', async () => {
    const young = instance({ id: EXAMPLE.web, label: 'young', createdAt: '2026-01-30T09:00:00Z' });
    const { ask } = await start({ accounts: [{ instances: [young], keys: { all: 'all' } }] });
    const { body } = await ask(`/v2/instances/${EXAMPLE.web}/bandwidth`);
    expect(Object.keys(body['bandwidth'] as object)).toEqual(['2026-01-30', '2026-01-31', '2026-02-01']);
  });

  it.each(['0', '61', 'week'])('of %s days is refused', async (days) => {
    const { ask } = await start();
    expect((await ask(`/v2/instances/${EXAMPLE.web}/bandwidth?date_range=${days}`)).status).toBe(400);
  });
});

describe('power', () => {
  it('is answered with 204 and nothing, and shows when its time has passed', async () => {
    const { act, simulator } = await start();
    const { status, text } = await act(EXAMPLE.web, 'halt');
    expect([status, text]).toEqual([204, '']);
    simulator.clock.advance(7_999);
    expect(simulator.instance(EXAMPLE.web)?.power_status).toBe('running');
    simulator.clock.advance(1);
    expect(simulator.instance(EXAMPLE.web)?.power_status).toBe('stopped');
  });

  it.each([
    [EXAMPLE.stopped, 'start', 'started', 'running'],
    [EXAMPLE.web, 'start', 'restarted', 'running'],
    [EXAMPLE.web, 'reboot', 'restarted', 'running'],
    [EXAMPLE.web, 'halt', 'halted', 'stopped'],
    [EXAMPLE.stopped, 'halt', 'none', 'stopped'],
  ])('on %s: %s has it %s, and in the end it is %s', async (id, name, effect, power) => {
    const { act, simulator } = await start();
    await act(id, name);
    simulator.clock.advance(8_000);
    expect(simulator.powerEvents()).toMatchObject([{ instanceId: id, request: name, effect }]);
    expect(simulator.instance(id)?.power_status).toBe(power);
  });

  it('a restart shows nothing, unless it is asked to', async () => {
    const quiet = await start();
    await quiet.act(EXAMPLE.web, 'reboot');
    expect(quiet.simulator.instance(EXAMPLE.web)?.server_status).toBe('ok');
    const shown = await start({ rebootShows: true });
    await shown.act(EXAMPLE.web, 'reboot');
    expect(shown.simulator.instance(EXAMPLE.web)?.server_status).toBe('installingbooting');
  });

  it('on an instance that is locked is a 500, on one that is pending a 400', async () => {
    const locked = instance({ id: EXAMPLE.large, label: 'busy', server: 'locked' });
    const { act } = await start({
      accounts: [{ instances: [...exampleFleet().slice(0, 5), locked], keys: { all: 'all' } }],
    });
    const answer = await act(EXAMPLE.large, 'halt');
    expect([answer.status, answer.body['error']]).toEqual([
      500,
      'Unable to halt server: Server is currently locked',
    ]);
    expect((await act(EXAMPLE.pending, 'start')).status).toBe(400);
  });

  it('what destroys works here and is remembered, so that a test can see that it never comes', async () => {
    const { ask, simulator } = await start();
    expect((await ask(`/v2/instances/${EXAMPLE.web}`, 'all', 'DELETE')).status).toBe(204);
    expect(simulator.deleted()).toEqual([EXAMPLE.web]);
    expect((await ask(`/v2/instances/${EXAMPLE.web}`)).status).toBe(404);
    expect((await ask(`/v2/instances/${EXAMPLE.large}/reinstall`, 'all', 'POST')).status).toBe(202);
    expect(simulator.journal.mutations()).toHaveLength(2);
  });
});
