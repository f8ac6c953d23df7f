import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSimulator, type Simulator } from 'multi-cloud-manager/testing';

let simulator: Simulator;
let carriedOut: number;

beforeEach(async () => {
  carriedOut = 0;
  simulator = await createSimulator({
    routes: [
      { method: 'GET', path: '/a', handle: () => ({ status: 200, body: { answer: 'the whole of it' } }) },
      { method: 'GET', path: '/b', handle: () => ({ status: 200, body: {} }) },
      { method: 'GET', path: '/nothing', handle: () => ({ status: 202 }) },
      {
        method: 'POST',
        path: '/a',
        handle: () => {
          carriedOut += 1;
          return { status: 201, body: { answer: 'the whole of it' } };
        },
      },
    ],
    authenticate: () => ({ account: 'anyone' }),
    notFound: () => ({ status: 404 }),
    headers: () => ({ 'x-cloud': 'yes' }),
  });
});

afterEach(() => simulator.close());

const get = (path = '/a', init: RequestInit = {}): Promise<Response> => fetch(simulator.url + path, init);
const post = (): Promise<Response> => get('/a', { method: 'POST' });
const outcome = (response: Promise<Response>): Promise<string> =>
  response.then((each) => each.text()).catch(() => 'failed');

describe('a fault', () => {
  it('answers a status with its body, headers and pause, as the cloud would', async () => {
    simulator.fail({
      kind: 'status',
      status: 429,
      body: { id: 'slow' },
      headers: { left: '0' },
      retryAfter: 3,
    });
    const response = await get();
    expect([response.status, await response.json()]).toEqual([429, { id: 'slow' }]);
    expect(['retry-after', 'left', 'x-cloud'].map((name) => response.headers.get(name))).toEqual([
      '3',
      '0',
      'yes',
    ]);
  });

  it('that cuts an answer without a body hangs up before it', async () => {
    simulator.fail({ kind: 'truncated', times: 2 });
    expect([await outcome(get('/nothing')), await outcome(get('/nothing'))]).toEqual(['failed', 'failed']);
    expect((await get('/nothing')).status).toBe(202);
  });

  it('fails as often as it is told, then all is well', async () => {
    simulator.fail({ kind: 'status', status: 503, times: 2 });
    const statuses = [(await get()).status, (await get()).status, (await get()).status];
    expect(statuses).toEqual([503, 503, 200]);
    expect(simulator.journal.entries.map(({ fault }) => fault)).toEqual(['status', 'status', undefined]);
  });

  it('hits only what it matches', async () => {
    simulator.fail({ kind: 'status', status: 500, match: { method: 'POST' } });
    simulator.fail({ kind: 'status', status: 502, match: { path: /^\/b/ } });
    simulator.fail({ kind: 'status', status: 503, match: { path: '/b' } });
    const statuses = [(await get()).status, (await post()).status, (await get('/b')).status];
    expect(statuses).toEqual([200, 500, 502]);
  });

  it('ends when it is lifted, one or all', async () => {
    const lift = simulator.fail({ kind: 'status', status: 500, match: { path: '/a' } });
    simulator.fail({ kind: 'status', status: 502, match: { path: '/b' } });
    lift();
    const before = [(await get()).status, (await get('/b')).status];
    simulator.heal();
    expect([...before, (await get('/b')).status]).toEqual([200, 502, 200]);
  });

  it('resets the connection', async () => {
    simulator.fail({ kind: 'reset' });
    const error = await get().catch((each: unknown) => each as Error);
    expect(error).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(simulator.journal.entries[0]).toMatchObject({
      status: undefined,
      fault: 'reset',
      abandoned: false,
    });
  });

  it('breaks off in the middle of the body', async () => {
    simulator.fail({ kind: 'truncated' });
    const response = await get();
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '28']);
    expect(await outcome(Promise.resolve(response))).toBe('failed');
  });

  it('answers HTML as a proxy would', async () => {
    simulator.fail({ kind: 'not_json', status: 502 });
    const response = await get();
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-cloud')]).toEqual([
      502,
      'text/html',
      null,
    ]);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it('never answers, and knows when the client has gone', async () => {
    simulator.fail({ kind: 'hang' });
    const controller = new AbortController();
    const lost = outcome(get('/a', { signal: controller.signal }));
    await simulator.journal.until(({ path }) => path === '/a');
    controller.abort();
    expect(await lost).toBe('failed');
    expect(await simulator.journal.until(({ abandoned }) => abandoned)).toMatchObject({ status: undefined });
  });

  it('is late with the right answer', async () => {
    simulator.fail({ kind: 'late', delayMs: 20 });
    expect(await outcome(get())).toBe('{"answer":"the whole of it"}');
  });

  it('stops being late when the client goes', async () => {
    simulator.fail({ kind: 'late', delayMs: 3_600_000 });
    const controller = new AbortController();
    const lost = outcome(get('/a', { signal: controller.signal }));
    await simulator.journal.until(() => true);
    controller.abort();
    await simulator.journal.until(({ abandoned }) => abandoned);
    expect(await lost).toBe('failed');
  });

  it('keeps a request from being carried out, unless it only spoils the answer', async () => {
    simulator.fail({ kind: 'reset', times: 1 });
    await outcome(post());
    expect(carriedOut).toBe(0);
    simulator.fail({ kind: 'reset', takesEffect: true, times: 1 });
    await outcome(post());
    expect(carriedOut).toBe(1);
    simulator.fail({ kind: 'truncated', times: 1 });
    await outcome(post());
    expect(carriedOut).toBe(2);
  });
});
