import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createSimulator,
  manualClock,
  type Simulator,
  type SimulatorOptions,
  type SimulatorRoute,
} from 'multi-cloud-manager/testing';

interface Counter {
  readonly owner: string;
  count: number;
}

const routes: readonly SimulatorRoute<Counter>[] = [
  {
    method: 'GET',
    path: '/count',
    handle: ({ account }) => ({ status: 200, body: { count: account.count } }),
  },
  {
    method: 'POST',
    path: '/count/{step}',
    handle: ({ account, params }) => {
      account.count += Number(params['step']);
      return { status: 201, body: { count: account.count } };
    },
  },
  { method: 'DELETE', path: '/count', handle: () => ({ status: 204 }) },
  { method: 'GET', path: '/text', handle: () => ({ status: 200, body: '<count/>', headers: { etag: 'x' } }) },
  {
    method: 'GET',
    path: '/broken',
    handle: () => {
      throw new Error('a route with a fault');
    },
  },
];

const started: Simulator[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.close()));
});

async function start(options: Partial<SimulatorOptions<Counter>> = {}): Promise<Simulator> {
  const accounts = new Map([['Bearer right', { owner: 'ada', count: 0 }]]);
  const simulator = await createSimulator<Counter>({
    routes,
    authenticate: ({ headers }) => {
      const account = accounts.get(headers['authorization'] ?? '');
      return account ? { account } : { refusal: { status: 401, body: { error: 'who?' } } };
    },
    notFound: () => ({ status: 404, body: { error: 'no such thing' } }),
    clock: manualClock('2026-01-01T00:00:00Z'),
    ...options,
  });
  started.push(simulator);
  return simulator;
}

async function ask(simulator: Simulator, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${simulator.url}${path}`, { ...init, headers: { authorization: 'Bearer right' } });
}

describe('a simulator', () => {
  it('listens on loopback only', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('routes by method and path, and keeps state', async () => {
    const simulator = await start();
    expect(await (await ask(simulator, '/count/5', { method: 'POST' })).json()).toEqual({ count: 5 });
    expect(await (await ask(simulator, '/count')).json()).toEqual({ count: 5 });
    expect((await ask(simulator, '/count', { method: 'DELETE' })).status).toBe(204);
  });

  it('answers its own 404 where no route fits', async () => {
    const simulator = await start();
    const statuses = [
      (await ask(simulator, '/nowhere')).status,
      (await ask(simulator, '/count/', { method: 'POST' })).status,
      (await ask(simulator, '/count/1/2')).status,
    ];
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('refuses wrong credentials before any route', async () => {
    const simulator = await start();
    const refused = await fetch(`${simulator.url}/count/5`, { method: 'POST' });
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'who?' }]);
    expect(await (await ask(simulator, '/count')).json()).toEqual({ count: 0 });
  });

  it('sends text as it is', async () => {
    const response = await ask(await start(), '/text');
    expect([await response.text(), response.headers.get('etag')]).toEqual(['<count/>', 'x']);
  });

  it('adds headers to every answer', async () => {
    const simulator = await start({
      headers: ({ number }, account) => ({ n: `${number} ${account?.owner}` }),
    });
    await ask(simulator, '/count');
    expect((await ask(simulator, '/nowhere')).headers.get('n')).toBe('2 ada');
  });

  it('says when one of its own routes throws', async () => {
    const response = await ask(await start(), '/broken');
    expect([response.status, await response.text()]).toEqual([500, 'Simulator: Error: a route with a fault']);
  });

  it('runs two at once without sharing anything', async () => {
    const [one, other] = [await start(), await start()];
    await ask(one, '/count/3', { method: 'POST' });
    expect(await (await ask(other, '/count')).json()).toEqual({ count: 0 });
    expect(other.journal.mutations()).toEqual([]);
  });

  it('takes its time over every answer, but not for a client that has gone', async () => {
    const simulator = await start({ latencyMs: 3_600_000 });
    const controller = new AbortController();
    const lost = fetch(`${simulator.url}/count`, { signal: controller.signal }).catch(() => 'lost');
    await simulator.journal.until(() => true);
    controller.abort();
    expect(await simulator.journal.until(({ abandoned }) => abandoned)).toMatchObject({ status: undefined });
    expect(await lost).toBe('lost');
  });

  it('closes while a request is under way', async () => {
    const simulator = await start();
    simulator.fail({ kind: 'hang' });
    const lost = ask(simulator, '/count').catch(() => 'lost');
    await simulator.journal.until(() => true);
    await simulator.close();
    expect(await lost).toBe('lost');
    expect(simulator.journal.entries[0]?.abandoned).toBe(false);
  });
});

describe('the journal', () => {
  it('has what was asked and what came of it, without credentials', async () => {
    const simulator = await start({ secretNames: ['authorization', 'signature'] });
    await ask(simulator, '/count/5?a=1&Signature=s3cret', { method: 'POST', body: '{"x":[1]}' });
    const [entry] = simulator.journal.entries;
    expect(entry).toMatchObject({
      at: new Date('2026-01-01T00:00:00Z'),
      method: 'POST',
      path: '/count/5',
      query: { a: '1' },
      body: { x: [1] },
      authorized: true,
      status: 201,
      fault: undefined,
      abandoned: false,
    });
    expect(JSON.stringify(simulator.journal.entries)).not.toMatch(/right|s3cret/);
  });

  it('marks wrong credentials', async () => {
    const simulator = await start();
    await fetch(`${simulator.url}/count`);
    expect(simulator.journal.entries.map(({ authorized, status }) => [authorized, status])).toEqual([
      [false, 401],
    ]);
  });

  it('tells mutations from reads, also where a cloud reads with POST', async () => {
    const simulator = await start();
    const query = await start({ mutates: ({ body }) => body === 'Action=StopInstance' });
    for (const each of [simulator, query]) {
      await ask(each, '/count');
      await ask(each, '/count/1', { method: 'POST', body: 'Action=DescribeInstances' });
      await ask(each, '/count/1', { method: 'POST', body: 'Action=StopInstance' });
    }
    expect(simulator.journal.mutations().length).toBe(2);
    expect(query.journal.mutations().map(({ body }) => body)).toEqual(['Action=StopInstance']);
  });

  it('starts anew when cleared', async () => {
    const simulator = await start();
    await ask(simulator, '/count');
    simulator.journal.clear();
    expect(simulator.journal.entries).toEqual([]);
  });

  it('follows the clock of the simulator', async () => {
    const simulator = await start();
    simulator.clock.advance(90_000);
    await ask(simulator, '/count');
    expect(simulator.journal.entries[0]?.at).toEqual(new Date('2026-01-01T00:01:30Z'));
  });
});
