import { afterEach, describe, expect, it } from '@jest/globals';
import { McmError, type Permit } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import {
  bearer,
  closeAll,
  freePort,
  INSTANCE,
  json,
  live,
  makeClient,
  permitFor,
  rejection,
  serve,
  type Handler,
} from './fixture.js';

const Action = z.object({ action: z.object({ id: z.int() }) });
const GOOD = { action: { id: 7 } };
const UNKNOWN = {
  retryable: false,
  suggestion: 'The request may have been carried out: look at the instance before anything else.',
};

afterEach(closeAll);

async function acting(handle: Handler, options: Parameters<typeof makeClient>[0] = {}) {
  const server = await serve(handle);
  const client = makeClient(options);
  const api = client.http.api({ baseUrl: server.url, headers: bearer });
  const permit = permitFor(client.mint);
  return { server, ...client, api, permit, act: () => api.act(permit, Action, { signal: live() }) };
}

const succeed: Handler = (_, response) => {
  json(response, GOOD, 201);
};

describe('a power request', () => {
  it('is exactly what the plugin declared, on the instance of the permit', async () => {
    const { server, act } = await acting(succeed);
    expect(await act()).toEqual(GOOD);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      url: '/servers/42/actions',
      body: '{"type":"reboot"}',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer secret-token-1',
        connection: 'close',
      },
    });
    expect(server.received[0]?.headers).not.toHaveProperty('expect');
  });

  it('may have a query and no body, and an empty answer', async () => {
    const server = await serve((_, response) => {
      response.writeHead(204).end();
    });
    const { http, mint } = makeClient({
      powerRequests: { reboot: { method: 'PUT', path: '/s/{id}/boot', query: { mode: 'soft' } } },
    });
    const api = http.api({ baseUrl: server.url, headers: bearer });
    await expect(api.act(permitFor(mint), z.undefined(), { signal: live() })).resolves.toBeUndefined();
    expect(server.received[0]).toMatchObject({ method: 'PUT', url: '/s/42/boot?mode=soft', body: '' });
    expect(server.received[0]?.headers).not.toHaveProperty('content-type');
  });

  it('escapes the id', async () => {
    const { server, api, mint } = await acting(succeed);
    const permit = permitFor(mint, { instance: { ...INSTANCE, id: 'a/b?c#$&' } });
    await api.act(permit, Action, { signal: live() });
    expect(server.received[0]?.url).toBe('/servers/a%2Fb%3Fc%23%24%26/actions');
  });

  it('is not sent for an id that would lead elsewhere', async () => {
    const { server, api, mint } = await acting(succeed);
    const permit = permitFor(mint, { instance: { ...INSTANCE, id: '..' } });
    expect(await rejection(api.act(permit, Action, { signal: live() }))).toMatchObject({ code: 'INTERNAL' });
    expect(server.received).toEqual([]);
  });

  it('cannot be varied after the plugin declared it', async () => {
    const body = { type: 'reboot' };
    const { server, act } = await acting(succeed, {
      powerRequests: { reboot: { method: 'POST', path: '/servers/{id}/actions', body } },
    });
    body.type = 'rebuild';
    await act();
    expect(server.received[0]?.body).toBe('{"type":"reboot"}');
  });
});

describe('without the right permit nothing is sent', () => {
  it.each([
    ['made by hand', (permit: Permit): Permit => ({ ...permit }), 'INTERNAL'],
    ['of another mint', () => permitFor(makeClient().mint), 'INTERNAL'],
  ])('when it was %s', async (_name, forge, code) => {
    const { server, api, permit } = await acting(succeed);
    expect(await rejection(api.act(forge(permit), Action, { signal: live() }))).toMatchObject({ code });
    expect(server.received).toEqual([]);
  });

  it('when it was used before, whatever came of that', async () => {
    const { server, act } = await acting((_, response) => {
      response.writeHead(422).end();
    });
    await rejection(act());
    expect(await rejection(act())).toMatchObject({ code: 'INTERNAL' });
    expect(server.received).toHaveLength(1);
  });

  it('when it is used twice at the same time', async () => {
    const { server, act } = await acting(succeed);
    const results = await Promise.allSettled([act(), act(), act()]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(server.received).toHaveLength(1);
  });

  it('when it is for another provider', async () => {
    const { server, api, mint } = await acting(succeed);
    const permit = permitFor(mint, { provider: 'other' });
    expect(await rejection(api.act(permit, Action, { signal: live() }))).toMatchObject({ code: 'INTERNAL' });
    expect(server.received).toEqual([]);
  });

  it.each(['power_off', 'force_reboot', 'constructor'])('when %s is not declared', async (variant) => {
    const { server, api, mint } = await acting(succeed);
    const permit = permitFor(mint, { variant: variant as Permit['variant'] });
    expect(await rejection(api.act(permit, Action, { signal: live() }))).toMatchObject({
      code: 'OPERATION_NOT_SUPPORTED',
    });
    expect(server.received).toEqual([]);
  });
});

describe('a power request that goes wrong is sent once, and the error says what is known', () => {
  it.each<[string, Handler, object]>([
    [
      'reset after it arrived',
      (_, response) => {
        response.socket?.resetAndDestroy();
      },
      { code: 'PROVIDER_ERROR', details: { outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'never answered',
      () => undefined,
      { code: 'PROVIDER_TIMEOUT', details: { outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'HTTP 500',
      (_, response) => {
        response.writeHead(500).end();
      },
      { code: 'PROVIDER_ERROR', details: { status: 500, outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'HTTP 503 with retry-after',
      (_, response) => {
        response.writeHead(503, { 'retry-after': '1' }).end();
      },
      {
        code: 'PROVIDER_ERROR',
        details: { status: 503, retry_after_seconds: 1, outcome: 'unknown' },
        ...UNKNOWN,
      },
    ],
    [
      'a success that cannot be read',
      (_, response) => {
        response.writeHead(201).end('{"action":');
      },
      { code: 'PROVIDER_ERROR', details: { status: 201, outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'a truncated success',
      (_, response) => {
        response.writeHead(201, { 'content-length': '100' });
        response.write('{"action":');
        setImmediate(() => response.destroy());
      },
      { code: 'PROVIDER_ERROR', details: { outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'HTTP 307 to itself',
      (request, response) => {
        response.writeHead(307, { location: request.url }).end();
      },
      { code: 'PROVIDER_ERROR', details: { status: 307, outcome: 'unknown' }, ...UNKNOWN },
    ],
    [
      'HTTP 429',
      (_, response) => {
        response.writeHead(429, { 'retry-after': '1' }).end();
      },
      {
        code: 'RATE_LIMITED',
        retryable: true,
        details: { status: 429, retry_after_seconds: 1, outcome: 'not_done' },
      },
    ],
    [
      'HTTP 422',
      (_, response) => {
        response.writeHead(422).end();
      },
      { code: 'PROVIDER_ERROR', details: { status: 422, outcome: 'not_done' } },
    ],
  ])('%s', async (_name, handle, expected) => {
    const { server, act, waits } = await acting(handle, { timeouts: { responseMs: 40 } });
    expect(await rejection(act())).toMatchObject(expected);
    expect(server.received).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('refused connection: certainly not done', async () => {
    const { http, mint } = makeClient();
    const api = http.api({ baseUrl: `http://127.0.0.1:${String(await freePort())}`, headers: bearer });
    expect(await rejection(api.act(permitFor(mint), Action, { signal: live() }))).toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: true,
      details: { outcome: 'not_done' },
    });
  });

  it('TLS that is not trusted: certainly not done', async () => {
    const server = await serve(succeed, 'https');
    const { http, mint } = makeClient();
    const api = http.api({ baseUrl: server.url, headers: bearer });
    expect(await rejection(api.act(permitFor(mint), Action, { signal: live() }))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'No trusted TLS connection to the API could be made (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
      details: { outcome: 'not_done' },
    });
    expect(server.received).toEqual([]);
  });

  it('uses a connection of its own even after reads, so that a stale one cannot cost it', async () => {
    const server = await serve((request, response) => {
      json(response, request.method === 'GET' ? {} : GOOD);
    });
    const { http, mint } = makeClient();
    const api = http.api({ baseUrl: server.url, headers: bearer });
    await api.get('/a', z.object({}), { signal: live() });
    await api.act(permitFor(mint), Action, { signal: live() });
    expect(server.received[0]?.port).not.toBe(server.received[1]?.port);
  });
});

describe('cancelling a power request', () => {
  it('stops it while it has not been sent', async () => {
    const { server, api, permit } = await acting(succeed);
    expect(await rejection(api.act(permit, Action, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'CANCELLED',
    });
    expect(server.received).toEqual([]);
  });

  it('no longer stops it once it was sent: the answer is awaited', async () => {
    const controller = new AbortController();
    const { server, api, permit } = await acting((_, response) => {
      controller.abort();
      setImmediate(() => {
        json(response, GOOD, 201);
      });
    });
    expect(await api.act(permit, Action, { signal: controller.signal })).toEqual(GOOD);
    expect(server.received).toHaveLength(1);
  });

  it('does not cut it off by closing the client', async () => {
    const client = makeClient();
    const server = await serve((_, response) => {
      void client.http.close().then(() => {
        json(response, GOOD, 201);
      });
    });
    const api = client.http.api({ baseUrl: server.url, headers: bearer });
    expect(await api.act(permitFor(client.mint), Action, { signal: live() })).toEqual(GOOD);
  });
});

describe('the error of a plugin for its power request', () => {
  it('is kept and told the outcome', async () => {
    const server = await serve((_, response) => {
      json(response, { message: 'Droplet is already powered off.' }, 422);
    });
    const { http, mint } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: bearer,
      mapError: () =>
        new McmError('INSTANCE_STATE_CONFLICT', 'It is off already.', { suggestion: 'Use power_on.' }),
    });
    expect(await rejection(api.act(permitFor(mint), Action, { signal: live() }))).toMatchObject({
      code: 'INSTANCE_STATE_CONFLICT',
      message: 'It is off already.',
      suggestion: 'Use power_on.',
      details: { status: 422, outcome: 'not_done' },
    });
  });
});
