import { afterEach, describe, expect, it } from '@jest/globals';
import { Limiter, McmError, type ApiOptions } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { requestIdOf } from '../../src/power/permit.js';
import { TestClock } from '../fixtures/clock.js';
import { gate } from '../fixtures/gate.js';
import { bearer, closeAll, json, live, makeClient, permitFor, rejection, serve } from './fixture.js';

const Body = z.object({ ok: z.boolean() });

afterEach(closeAll);

/** A limiter of a plugin that thinks it knows better. */
class Odd extends Limiter {
  constructor(private readonly way: (request: () => Promise<unknown>) => Promise<unknown>) {
    super(TestClock.running(), {});
  }

  override run<T>(_signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    return this.way(request) as Promise<T>;
  }
}

async function acting(options: Partial<ApiOptions>, status = 200, headers: Record<string, string> = {}) {
  const server = await serve((_, response) => {
    json(response, { ok: true }, status, headers);
  });
  const { http, mint } = makeClient();
  const api = http.api({ baseUrl: server.url, headers: bearer, ...options });
  const permit = permitFor(mint);
  const act = (schema: z.ZodType = Body, signal = live()) => api.act(permit, schema, { signal });
  return { server, permit, act };
}

describe('whatever a plugin lends to the HTTP client, a power request goes out once [RULE:NEVER-SENT-TWICE]', () => {
  it('when its limiter runs it twice', async () => {
    const { server, act } = await acting({
      limiter: new Odd(async (request) => {
        await request();
        return request();
      }),
    });
    expect(await act()).toEqual({ ok: true });
    expect(server.received).toHaveLength(1);
  });

  it('when its limiter tries again after a failure', async () => {
    const { server, act } = await acting(
      { limiter: new Odd((request) => request().finally(() => request())) },
      500,
    );
    expect(await rejection(act())).toMatchObject({ details: { status: 500, outcome: 'unknown' } });
    expect(server.received).toHaveLength(1);
  });

  it('and not at all when its limiter keeps it for later', async () => {
    let kept: (() => Promise<unknown>) | undefined;
    const { server, act } = await acting({
      limiter: new Odd((request) => {
        kept = request;
        return Promise.resolve({ kind: 'value', value: { ok: true } });
      }),
    });
    expect(await rejection(act())).toMatchObject({ code: 'INTERNAL', details: { outcome: 'not_done' } });
    await expect(kept?.()).rejects.toThrow('The turn of the request is over.');
    expect(server.received).toEqual([]);
  });

  it('and the answer is the cloud’s when its limiter makes one up', async () => {
    const { server, act } = await acting({
      limiter: new Odd(async (request) => {
        void request();
        return { kind: 'aborted' };
      }),
    });
    expect(await act()).toEqual({ ok: true });
    expect(server.received).toHaveLength(1);
  });

  it('and the answer is the cloud’s when its limiter throws after all', async () => {
    const { act } = await acting({
      limiter: new Odd(async (request) => {
        await request();
        throw new Error('broken');
      }),
    });
    expect(await act()).toEqual({ ok: true });
  });
});

describe('an error of a power request says what is known of it', () => {
  it.each<[string, Partial<ApiOptions>]>([
    [
      'credentials that cannot be had',
      { headers: () => Promise.reject(new McmError('INVALID_CREDENTIALS', 'No.')) },
    ],
    ['a plugin that fails on its credentials', { headers: () => Promise.reject(new TypeError('broken')) }],
    ['a header that cannot be sent', { headers: () => Promise.resolve({ authorization: 'a\r\nb' }) }],
    ['a limiter that refuses', { limiter: new Odd(() => Promise.reject(new Error('full'))) }],
  ])('%s: nothing was sent', async (_name, options) => {
    const { server, act } = await acting(options);
    expect(await rejection(act())).toMatchObject({ details: { outcome: 'not_done' } });
    expect(server.received).toEqual([]);
  });

  it('a schema that throws: nobody knows, also when the caller is gone by then', async () => {
    const broken = Body.transform(() => {
      throw new TypeError('broken');
    });
    const { act, server } = await acting({});
    expect(await rejection(act(broken))).toMatchObject({ code: 'INTERNAL', details: { outcome: 'unknown' } });
    expect(server.received).toHaveLength(1);

    const controller = new AbortController();
    const cancelling = Body.transform(() => {
      controller.abort();
      throw new TypeError('broken');
    });
    const other = await acting({ limiter: new Limiter(TestClock.running(), {}) });
    expect(await rejection(other.act(cancelling, controller.signal))).toMatchObject({
      details: { outcome: 'unknown' },
    });
  });

  it('words that cannot be had: the host has its own', async () => {
    const { act } = await acting(
      {
        mapError: () => {
          throw new TypeError('broken');
        },
      },
      503,
    );
    expect(await rejection(act())).toMatchObject({
      code: 'PROVIDER_ERROR',
      details: { status: 503, outcome: 'unknown' },
    });
  });

  it('a gateway that gave up waiting: nobody knows', async () => {
    const { act } = await acting({}, 408);
    expect(await rejection(act())).toMatchObject({ details: { status: 408, outcome: 'unknown' } });
  });

  it('a caller that is gone while the request waits for its turn: nothing was sent', async () => {
    const [came, turn] = [gate(), gate()];
    const controller = new AbortController();
    const { server, act } = await acting({
      limiter: new Odd(async (request) => {
        came.open();
        await turn.promise;
        return request();
      }),
    });
    const ending = rejection(act(Body, controller.signal));
    await came.promise;
    controller.abort();
    turn.open();
    expect(await ending).toMatchObject({ code: 'CANCELLED', details: { outcome: 'not_done' } });
    expect(server.received).toEqual([]);
  });
});

describe("the cloud's id of a power request", () => {
  it('is kept with the permit', async () => {
    const { act, permit } = await acting({}, 200, { 'x-request-id': '0f1e-2d3c:4b' });
    await act();
    expect(requestIdOf(permit)).toBe('0f1e-2d3c:4b');
  });

  it('is in the error where it failed', async () => {
    const { act } = await acting({}, 500, { 'x-request-id': 'req-9' });
    expect(await rejection(act())).toMatchObject({ details: { request_id: 'req-9', outcome: 'unknown' } });
  });

  it.each(['a sentence, not an id', 'x'.repeat(129)])('is none that looks like %s', async (id) => {
    const { act, permit } = await acting({}, 200, { 'x-request-id': id });
    await act();
    expect(requestIdOf(permit)).toBeUndefined();
  });
});
