import { afterEach, describe, expect, it } from '@jest/globals';
import { McmError, type ApiOptions, type LoginRequest } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { gate } from '../fixtures/gate.js';
import { closeAll, json, live, makeClient, rejection, serve, type Handler } from './fixture.js';

const LOGIN: LoginRequest = {
  path: '/v3/auth/tokens',
  body: z.strictObject({ password: z.string() }),
  tokenHeader: 'X-Subject-Token',
};
const Answer = z.object({ user: z.string() });
const RIGHT = { password: 'hunter-22' };
const NOTHING_SENT = { code: 'INTERNAL', message: expect.stringContaining('Nothing was sent.') as unknown };

afterEach(closeAll);

const succeed: Handler = (_, response) => {
  json(response, { user: 'ada' }, 201, { 'x-subject-token': 'token-1' });
};

async function desk(handle: Handler, api: Partial<ApiOptions> = {}, login: LoginRequest | undefined = LOGIN) {
  const server = await serve(handle);
  // No time-out ends what nobody else ends.
  const client = makeClient({ login, timeouts: { responseMs: 600_000, totalMs: 600_000 } });
  const made = client.http.api({
    baseUrl: `${server.url}/identity`,
    headers: () => Promise.reject(new Error('A login needs no headers.')),
    ...api,
  });
  const enter = (body: unknown = RIGHT, signal = live()) => made.login(body, Answer, { signal });
  return { server, ...client, api: made, enter };
}

/** A server that answers when it is told to. */
function slow() {
  const [arrived, answered, gone] = [gate(), gate(), gate()];
  const handle: Handler = (request, response, number) => {
    arrived.open();
    response.once('close', gone.open);
    void answered.promise.then(() => {
      succeed(request, response, number);
    });
  };
  return { handle, arrived: arrived.promise, answer: answered.open, gone: gone.promise };
}

describe('a login [RULE:LOGIN]', () => {
  it('is a POST of the body to the declared path, without a permit and without the headers of reads', async () => {
    const { server, enter } = await desk(succeed);
    expect(await enter()).toEqual({ answer: { user: 'ada' }, token: 'token-1' });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      url: '/identity/v3/auth/tokens',
      body: '{"password":"hunter-22"}',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  it('tells the redactor of the token, and the log nothing but that it took place', async () => {
    const { enter, secrets, lines } = await desk(succeed);
    await enter();
    expect(secrets).toEqual(['token-1']);
    expect(lines).toEqual([
      expect.stringMatching(
        /^POST \/v3\/auth\/tokens \{"host":"127\.0\.0\.1:\d+","attempt":1,"ms":0,"outcome":201\}$/,
      ),
    ]);
  });

  it('without a declared header has no token beside the answer', async () => {
    const { enter } = await desk(succeed, {}, { path: LOGIN.path, body: LOGIN.body });
    expect(await enter()).toEqual({ answer: { user: 'ada' }, token: undefined });
  });

  it.each([undefined, '', 'two words'])('with %j where the token should be is no answer', async (token) => {
    const { enter, server } = await desk((_, response) => {
      json(response, { user: 'ada' }, 201, token === undefined ? {} : { 'x-subject-token': token });
    });
    expect(await rejection(enter())).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'The answer to POST /v3/auth/tokens has no token in the header x-subject-token.',
    });
    expect(server.received).toHaveLength(1);
  });

  it('that is refused is not sent again, and the plugin has its own words for it', async () => {
    const { enter, server } = await desk(
      (_, response) => {
        json(response, { error: { message: 'Wrong.' } }, 401);
      },
      {
        mapError: ({ method, status }) =>
          new McmError('INVALID_CREDENTIALS', `${method} was answered with ${String(status)}.`),
      },
    );
    expect(await rejection(enter())).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'POST was answered with 401.',
    });
    expect(server.received).toHaveLength(1);
  });

  it('that the cloud fails at is tried again, like a read', async () => {
    const { enter, server, waits } = await desk((request, response, number) => {
      if (number === 1) response.writeHead(503).end();
      else succeed(request, response, number);
    });
    expect(await enter()).toMatchObject({ token: 'token-1' });
    expect([server.received.length, waits]).toEqual([2, [100]]);
  });

  it('is not redirected', async () => {
    const { enter, server } = await desk((_, response) => {
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await rejection(enter())).toMatchObject({ code: 'PROVIDER_ERROR', details: { status: 307 } });
    expect(server.received).toHaveLength(1);
  });
});

describe('no other POST passes for a login', () => {
  it('none at all where none is declared', async () => {
    const server = await serve(succeed);
    const { http } = makeClient();
    const api = http.api({ baseUrl: server.url, headers: () => Promise.resolve({}) });
    expect(await rejection(api.login(RIGHT, Answer, { signal: live() }))).toMatchObject(NOTHING_SENT);
    expect(server.received).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'text',
    [RIGHT],
    {},
    { reboot: { type: 'HARD' } },
    { ...RIGHT, forceDelete: null },
  ])('none with the body %j', async (body) => {
    const { api, server } = await desk(succeed);
    const error = await rejection(api.login(body, Answer, { signal: live() }));
    expect(error).toMatchObject(NOTHING_SENT);
    expect(JSON.stringify([error, (error as Error).cause])).not.toContain('hunter');
    expect(server.received).toEqual([]);
  });

  it.each([z.string(), z.array(z.unknown()), z.null(), z.string().refine(() => Promise.resolve(true))])(
    'none that is no object, whatever the plugin declares',
    async (body) => {
      const { api, server } = await desk(succeed, {}, { path: '/login', body });
      for (const given of ['text', [], null])
        expect(await rejection(api.login(given, Answer, { signal: live() }))).toMatchObject(NOTHING_SENT);
      expect(server.received).toEqual([]);
    },
  );

  it('what else a call says of the request is not heard', async () => {
    const { api, server } = await desk(succeed);
    const more = { method: 'DELETE', path: '/servers/1', query: { all: true }, headers: { 'x-a': 'b' } };
    await api.login(RIGHT, Answer, { signal: live(), ...more });
    expect(server.received.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/identity/v3/auth/tokens'],
    ]);
    expect(server.received[0]?.headers).not.toHaveProperty('x-a');
  });
});

describe('logins at the same time [RULE:LOGIN]', () => {
  it('with the same body are one request', async () => {
    const { handle, arrived, answer } = slow();
    const { enter, server } = await desk(handle);
    const all = [enter(), enter(), enter()];
    await arrived;
    all.push(enter());
    answer();
    expect((await Promise.all(all)).map(({ token }) => token)).toEqual(Array(4).fill('token-1'));
    expect(server.received).toHaveLength(1);
    await enter();
    expect(server.received).toHaveLength(2);
  });

  it('with different bodies, or for different answers, are not', async () => {
    const { enter, api, server } = await desk(succeed);
    const other = z.object({});
    await Promise.all([
      enter(),
      enter({ password: 'hunter-23' }),
      api.login(RIGHT, other, { signal: live() }),
    ]);
    expect(server.received.map(({ body }) => body).sort()).toEqual([
      '{"password":"hunter-22"}',
      '{"password":"hunter-22"}',
      '{"password":"hunter-23"}',
    ]);
  });

  it('fail together', async () => {
    const { enter, server } = await desk((_, response) => {
      response.writeHead(401).end();
    });
    const codes = await Promise.all([1, 2].map(async () => (await rejection(enter())) as McmError));
    expect(codes.map(({ code }) => code)).toEqual(['INVALID_CREDENTIALS', 'INVALID_CREDENTIALS']);
    expect(server.received).toHaveLength(1);
  });

  it('go on when one of them is no longer wanted', async () => {
    const { handle, arrived, answer } = slow();
    const { enter } = await desk(handle);
    const leaving = new AbortController();
    const [first, second] = [enter(RIGHT, leaving.signal), enter()];
    await arrived;
    leaving.abort();
    expect(await rejection(first)).toMatchObject({ code: 'CANCELLED' });
    answer();
    expect(await second).toMatchObject({ token: 'token-1' });
  });

  it('end when none of them is wanted any more, and the next begins anew', async () => {
    const { handle, arrived, answer, gone } = slow();
    const { enter, server } = await desk(handle);
    const leaving = new AbortController();
    const both = [enter(RIGHT, leaving.signal), enter(RIGHT, leaving.signal)];
    await arrived;
    leaving.abort();
    for (const each of both) expect(await rejection(each)).toMatchObject({ code: 'CANCELLED' });
    const next = enter();
    await gone;
    answer();
    expect(await next).toMatchObject({ token: 'token-1' });
    expect(server.received).toHaveLength(2);
  });

  it('that are aborted before they begin send nothing', async () => {
    const { enter, server } = await desk(succeed);
    expect(await rejection(enter(RIGHT, AbortSignal.abort()))).toMatchObject({ code: 'CANCELLED' });
    expect(server.received).toEqual([]);
  });
});

describe('a read whose token was refused', () => {
  it('says what was refused and when nobody waits any more, so that a login is shared and ends', async () => {
    const server = await serve(({ headers }, response) => {
      json(response, { user: 'ada' }, headers['x-auth-token'] === 'token-2' ? 200 : 401);
    });
    const asked: unknown[] = [];
    const { http } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: async ({ fresh, refused, signal }) => {
        asked.push([fresh, refused, signal.aborted]);
        return { 'x-auth-token': fresh ? 'token-2' : 'token-1' };
      },
    });
    expect(await api.get('/x', Answer, { signal: live() })).toEqual({ user: 'ada' });
    expect(asked).toEqual([
      [false, undefined, false],
      [true, { 'x-auth-token': 'token-1' }, false],
    ]);
  });

  it('is known by the id that the cloud has for it, in the header of this cloud', async () => {
    const server = await serve((_, response) => {
      json(response, {}, 404, { 'x-other-request-id': 'req-7', 'x-request-id': 'of-a-proxy' });
    });
    const { http } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: () => Promise.resolve({}),
      requestIdHeader: 'X-Other-Request-Id',
    });
    expect(await rejection(api.get('/x', Answer, { signal: live() }))).toMatchObject({
      details: { request_id: 'req-7' },
    });
  });
});
