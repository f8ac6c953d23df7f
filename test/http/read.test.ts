import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { McmError } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import {
  bearer,
  closeAll,
  freePort,
  json,
  live,
  makeClient,
  rejection,
  serve,
  type Handler,
} from './fixture.js';

const Body = z.object({ droplets: z.array(z.object({ id: z.int() })) });
const GOOD = { droplets: [{ id: 1 }] };

afterEach(closeAll);

/** Reads `/v2/droplets` from a server that behaves like this. */
async function reading(handle: Handler, options: Parameters<typeof makeClient>[0] = {}) {
  const server = await serve(handle);
  const client = makeClient(options);
  const api = client.http.api({ baseUrl: server.url, headers: bearer });
  return { server, ...client, api, get: () => api.get('/v2/droplets', Body, { signal: live() }) };
}

describe('a read', () => {
  it('sends path, query and credentials, and gives the parsed answer', async () => {
    const server = await serve((_, response) => {
      json(response, GOOD);
    });
    const { http, secrets } = makeClient();
    const api = http.api({ baseUrl: `${server.url}/base/`, headers: bearer });
    const value = await api.get('/v2/droplets', Body, {
      query: { page: 2, name: 'a b&c', left_out: undefined },
      signal: live(),
    });
    expect(value).toEqual({ droplets: [{ id: 1 }] });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.url).toBe('/base/v2/droplets?page=2&name=a+b%26c');
    expect(server.received[0]?.headers.authorization).toBe('Bearer secret-token-1');
    expect(server.received[0]?.headers['user-agent']).toMatch(/^multi-cloud-manager\/\d/);
    expect(secrets).toEqual(['secret-token-1']);
  });

  it('shares a connection with the reads after it', async () => {
    const { server, get } = await reading((_, response) => {
      json(response, GOOD);
    });
    await get();
    await get();
    expect(server.received[0]?.port).toBe(server.received[1]?.port);
  });

  it('asks for the credentials anew each time', async () => {
    const server = await serve((_, response) => {
      json(response, GOOD);
    });
    let number = 0;
    const api = makeClient().http.api({
      baseUrl: server.url,
      headers: () => Promise.resolve({ authorization: `Bearer token-${String(++number)}` }),
    });
    await api.get('/a', Body, { signal: live() });
    await api.get('/a', Body, { signal: live() });
    expect(server.received.map((one) => one.headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('waits as long as retry-after says and tries again', async () => {
    const { server, get, waits } = await reading((_, response, number) => {
      if (number === 1) json(response, {}, 429, { 'retry-after': '3' });
      else json(response, GOOD);
    });
    expect(await get()).toEqual(GOOD);
    expect(server.received).toHaveLength(2);
    expect(waits).toEqual([3000]);
  });

  it('understands a retry-after that is a date', async () => {
    const { get, waits } = await reading((_, response, number) => {
      if (number === 1) json(response, {}, 503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' });
      else json(response, GOOD);
    });
    expect(await get()).toEqual(GOOD);
    expect(waits).toEqual([7000]);
  });

  it('gives up at once, naming the seconds, when the cloud asks for a long pause', async () => {
    const { server, get, waits } = await reading((_, response) => {
      json(response, { id: 'too_many_requests' }, 429, { 'retry-after': '61', 'x-request-id': 'r-1' });
    });
    const error = await rejection(get());
    expect(error).toMatchObject({
      code: 'RATE_LIMITED',
      provider: 'acme',
      retryable: true,
      message: 'The cloud asks for a pause of 61 s (HTTP 429).',
      details: { status: 429, retry_after_seconds: 61, request_id: 'r-1' },
    });
    expect(server.received).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each([500, 502, 503, 504])('tries HTTP %i twice more with growing pauses', async (status) => {
    const { server, get, waits } = await reading((_, response) => {
      response.writeHead(status).end('<html>oops</html>');
    });
    expect(await rejection(get())).toMatchObject({ code: 'PROVIDER_ERROR', details: { status } });
    expect(server.received).toHaveLength(3);
    expect(waits).toEqual([100, 200]);
  });

  it('spreads the pauses by chance', async () => {
    const { get, waits } = await reading(
      (_, response) => {
        response.writeHead(500).end();
      },
      { random: () => 0 },
    );
    await rejection(get());
    expect(waits).toEqual([50, 100]);
  });

  it.each([
    [400, 'PROVIDER_ERROR', false],
    [401, 'INVALID_CREDENTIALS', false],
    [403, 'PERMISSION_DENIED', false],
    [404, 'RESOURCE_NOT_FOUND', false],
    [409, 'INSTANCE_STATE_CONFLICT', false],
    [422, 'PROVIDER_ERROR', false],
  ])('answers HTTP %i with %s and does not try again', async (status, code, retryable) => {
    const { server, get } = await reading((_, response) => {
      json(response, { message: 'text of the cloud' }, status);
    });
    const error = await rejection(get());
    expect(error).toMatchObject({ code, retryable });
    expect((error as McmError).message).not.toContain('text of the cloud');
    expect(server.received).toHaveLength(1);
  });

  it('asks the plugin for its own words first', async () => {
    const server = await serve((_, response) => {
      json(response, { id: 'forbidden' }, 403);
    });
    const seen: unknown[] = [];
    const api = makeClient().http.api({
      baseUrl: server.url,
      headers: bearer,
      mapError: (failure) => {
        seen.push(failure);
        return new McmError('PERMISSION_DENIED', 'The token lacks droplet:read.', {
          details: { scope: 'droplet:read' },
        });
      },
    });
    expect(await rejection(api.get('/v2/x', Body, { query: { a: 1 }, signal: live() }))).toMatchObject({
      message: 'The token lacks droplet:read.',
      provider: 'acme',
      details: { status: 403, scope: 'droplet:read' },
    });
    expect(seen).toEqual([
      { kind: 'status', method: 'GET', path: '/v2/x', status: 403, body: { id: 'forbidden' } },
    ]);
  });

  it('follows no redirect', async () => {
    const other = await serve((_, response) => {
      json(response, GOOD);
    });
    const { get } = await reading((_, response) => {
      response.writeHead(302, { location: `${other.url}/v2/droplets` }).end();
    });
    expect(await rejection(get())).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'GET /v2/droplets was answered with HTTP 302, a redirect; redirects are not followed.',
    });
    expect(other.received).toEqual([]);
  });

  it('names what is missing in an answer and never shows it', async () => {
    const { server, get } = await reading((_, response) => {
      json(response, { droplets: [{ id: 1 }, { id: 'private text' }] });
    });
    expect(await rejection(get())).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'The answer to GET /v2/droplets does not have the expected droplets[1].id.',
    });
    expect(server.received).toHaveLength(1);
  });

  it('says of an answer that is not JSON that it is not', async () => {
    const { get } = await reading((_, response) => {
      response.end('<html>Login to the hotel network</html>');
    });
    expect(await rejection(get())).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'The answer to GET /v2/droplets is not JSON.',
    });
  });

  it('tries a truncated answer again and then says so', async () => {
    const { server, get } = await reading((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"droplets":[');
      setImmediate(() => response.destroy());
    });
    expect(await rejection(get())).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'The answer to GET /v2/droplets broke off before its end.',
    });
    expect(server.received).toHaveLength(3);
  });

  it.each([
    ['plain', (text: string) => Buffer.from(text), {}],
    ['compressed', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
  ])('refuses a %s answer that is too large', async (_name, encode, headers: Record<string, string>) => {
    const { get } = await reading(
      (_, response) => {
        response.writeHead(200, headers).end(encode(JSON.stringify({ pad: 'x'.repeat(50_000) })));
      },
      { maxBytes: 10_000 },
    );
    expect(await rejection(get())).toMatchObject({ message: 'The answer to GET /v2/droplets is too large.' });
  });

  it('tries again after a reset connection', async () => {
    const { server, get } = await reading((_, response, number) => {
      if (number === 1) response.socket?.resetAndDestroy();
      else json(response, GOOD);
    });
    expect(await get()).toEqual(GOOD);
    expect(server.received).toHaveLength(2);
  });

  it('ends with PROVIDER_TIMEOUT when no answer comes', async () => {
    const { server, get } = await reading(() => undefined, { timeouts: { responseMs: 30 } });
    expect(await rejection(get())).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      message: 'GET /v2/droplets was not answered in time.',
    });
    expect(server.received).toHaveLength(3);
  });

  it('tells of a refused connection with a hint at the network', async () => {
    const { http } = makeClient();
    const api = http.api({ baseUrl: `http://127.0.0.1:${String(await freePort())}`, headers: bearer });
    const error = await rejection(api.get('/v2/x', Body, { signal: live() }));
    expect(error).toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: true,
      message: 'The connection to the API failed (ECONNREFUSED).',
    });
    expect((error as McmError).suggestion).toContain('NO_PROXY');
  });
});

describe('a cancelled read', () => {
  it('ends at once with CANCELLED and closes the connection', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const server = await serve((_, response) => {
      closed = once(response, 'close');
      controller.abort();
    });
    const api = makeClient().http.api({ baseUrl: server.url, headers: bearer });
    expect(await rejection(api.get('/v2/x', Body, { signal: controller.signal }))).toMatchObject({
      code: 'CANCELLED',
    });
    await closed;
    expect(server.received).toHaveLength(1);
  });

  it('keeps the reason where that is an error in our own words', async () => {
    const controller = new AbortController();
    controller.abort(new McmError('PROVIDER_TIMEOUT', 'The call took too long.'));
    const { get, server } = await reading((_, response) => {
      json(response, GOOD);
    });
    await get();
    const api = makeClient().http.api({ baseUrl: server.url, headers: bearer });
    expect(await rejection(api.get('/v2/x', Body, { signal: controller.signal }))).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      message: 'The call took too long.',
    });
    expect(server.received).toHaveLength(1);
  });

  it('does not wait for the credentials', async () => {
    const controller = new AbortController();
    const api = makeClient().http.api({
      baseUrl: 'http://127.0.0.1:1',
      headers: () => {
        controller.abort();
        return new Promise(() => undefined);
      },
    });
    expect(await rejection(api.get('/v2/x', Body, { signal: controller.signal }))).toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('what a read leaves behind', () => {
  it('has no credential in error, cause or log', async () => {
    const { get, lines } = await reading((_, response) => {
      response.socket?.resetAndDestroy();
    });
    const error = (await rejection(get())) as McmError;
    const cause = error.cause as Error & { code?: string };
    expect(cause.code).toBe('ECONNRESET');
    expect(Object.keys(cause).sort()).toEqual(['code', 'name']);
    expect(JSON.stringify([error, error.message, cause.message, cause.stack, lines])).not.toContain(
      'secret-token-1',
    );
    expect(lines).toHaveLength(3);
  });

  it('refuses credentials that a header cannot carry, without showing them', async () => {
    const api = makeClient().http.api({
      baseUrl: 'http://127.0.0.1:1',
      headers: () => Promise.resolve({ authorization: 'Bearer abc\ndef' }),
    });
    const error = (await rejection(api.get('/v2/x', Body, { signal: live() }))) as McmError;
    expect(error.code).toBe('INVALID_CREDENTIALS');
    expect(error.message).not.toContain('abc');
  });

  it('lets no plugin turn a request into another one', async () => {
    const api = makeClient().http.api({
      baseUrl: 'http://127.0.0.1:1',
      headers: () => Promise.resolve({ 'X-HTTP-Method-Override': 'DELETE' }),
    });
    expect(await rejection(api.get('/v2/x', Body, { signal: live() }))).toMatchObject({ code: 'INTERNAL' });
  });
});
