import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { McmError } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { endPoint } from '../../src/http/end-point.js';
import { isExcluded, proxyFor } from '../../src/http/proxy.js';
import {
  bearer,
  closeAll,
  freePort,
  json,
  live,
  makeClient,
  permitFor,
  rejection,
  serve,
  serveProxy,
  tlsFile,
} from './fixture.js';

const Anything = z.object({ ok: z.literal(true) });

afterEach(closeAll);

describe('an end point', () => {
  it.each([
    'https://api.example.com',
    'https://api.example.com:8443/base/',
    'http://127.0.0.1:5561',
    'http://127.3.2.1',
    'http://localhost:1/',
    'http://[::1]:8080',
  ])('may be %s', (url) => {
    expect(endPoint(url).url('/v2/x').href).toBe(`${url.replace(/\/$/, '')}/v2/x`);
  });

  it.each([
    [
      'http://api.example.com',
      'The end point of the API must be https: http://api.example.com would send the credentials unencrypted.',
    ],
    [
      'http://127.0.0.1.example.com',
      'The end point of the API must be https: http://127.0.0.1.example.com would send the credentials unencrypted.',
    ],
    [
      'http://203.0.113.7',
      'The end point of the API must be https: http://203.0.113.7 would send the credentials unencrypted.',
    ],
    ['ftp://127.0.0.1', 'The end point of the API must be an http or https URL, not ftp:'],
    [
      'https://user:pass@api.example.com',
      'The end point of the API must not contain a user name or a password.',
    ],
    ['https://api.example.com/?a=1', 'The end point of the API must not have a query or a fragment.'],
    ['api.example.com', 'The end point of the API is not a URL.'],
  ])('may not be %s', (url, message) => {
    expect(() => endPoint(url)).toThrow(new McmError('PROVIDER_NOT_AVAILABLE', message));
  });

  it.each([
    'v2/x',
    '//evil.example.com/x',
    '/../x',
    '/a/../../x',
    '/a/%2e%2e/x',
    '/a/..',
    '/a\\..\\x',
    '/a?b=1',
    '/a#b',
    '/a b',
  ])('is not left by the path %s', (path) => {
    expect(() => endPoint('https://api.example.com/base').url(path)).toThrow(McmError);
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['https://api.example.com', 'api.example.com', true],
    ['https://api.example.com', 'example.com', true],
    ['https://api.example.com', '.example.com', true],
    ['https://api.example.com', '*.example.com', true],
    ['https://api.example.com', 'EXAMPLE.com', true],
    ['https://notexample.com', 'example.com', false],
    ['https://api.example.com', 'other.com, example.com:443', true],
    ['https://api.example.com', 'example.com:8443', false],
    ['https://api.example.com', '*', true],
    ['https://api.example.com', '', false],
    ['https://127.0.0.1:9', '127.0.0.1', true],
    ['https://127.0.0.1:9', '127.0.0.0/8', true],
    ['https://203.0.113.7', '127.0.0.0/8', false],
    ['https://[2001:db8::1]', '2001:db8::/32', true],
    ['https://[::1]', '::1', true],
    ['https://203.0.113.7', '7', false],
    ['https://203.0.113.7', '203.0.113.0/99', false],
  ])('%s against "%s": %s', (target, text, excluded) => {
    expect(isExcluded(new URL(target), text)).toBe(excluded);
  });
});

describe('the proxy', () => {
  const target = new URL('https://api.example.com');
  it.each([
    [{ HTTPS_PROXY: 'http://upper.example.com' }, {}, 'upper.example.com'],
    [
      { HTTPS_PROXY: 'http://upper.example.com', https_proxy: 'http://lower.example.com' },
      {},
      'lower.example.com',
    ],
    [{ ALL_PROXY: 'http://all.example.com' }, {}, 'all.example.com'],
    [{ HTTP_PROXY: 'http://plain.example.com' }, {}, undefined],
    [{ HTTPS_PROXY: '' }, {}, undefined],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, {}, 'proxy.example.com'],
    [{ HTTPS_PROXY: 'http://env.example.com' }, { proxy: 'http://config.example.com' }, 'config.example.com'],
    [{ HTTPS_PROXY: 'http://env.example.com', NO_PROXY: 'example.com' }, {}, undefined],
    [{ HTTPS_PROXY: 'http://env.example.com', NO_PROXY: 'example.com' }, { noProxy: '' }, 'env.example.com'],
    [{}, { proxy: 'http://config.example.com', noProxy: 'api.example.com' }, undefined],
  ])('of %j and %j is %s', (env: Record<string, string>, settings, host) => {
    expect(proxyFor(target, settings, env)?.hostname).toBe(host);
  });

  it('is not used for plain http to this machine unless it is on this machine too', () => {
    const local = new URL('http://127.0.0.1:5561');
    expect(proxyFor(local, {}, { HTTP_PROXY: 'http://proxy.example.com' })).toBeUndefined();
    expect(proxyFor(local, {}, { HTTP_PROXY: 'http://127.0.0.1:3128' })?.port).toBe('3128');
  });

  it('must be an http or https URL', () => {
    expect(() => proxyFor(target, {}, { HTTPS_PROXY: 'socks5://user:pw@proxy.example.com' })).toThrow(
      'The proxy setting is not an http or https URL.',
    );
  });

  it.each(['http://me:100%@proxy.example.com', 'http://5%zz:pw@proxy.example.com'])(
    'has no bare %% in its credentials: %s',
    (url) => {
      expect(() => proxyFor(target, { proxy: url }, {})).toThrow(
        "The user name or the password in the proxy's URL has a % that begins no code.",
      );
    },
  );
});

describe('https through a proxy, with an own CA', () => {
  async function behindProxy(env: (proxy: string) => Record<string, string>, proxyStatus = 200) {
    const server = await serve((_, response) => {
      json(response, { ok: true });
    }, 'https');
    const proxy = await serveProxy(proxyStatus);
    const client = makeClient({ env: env(proxy.url), proxySettings: { caFile: tlsFile('ca.pem') } });
    const api = client.http.api({ baseUrl: server.url, headers: bearer });
    return { server, proxy, ...client, api };
  }

  it('goes through CONNECT for reads and for power requests', async () => {
    const { server, proxy, api, mint } = await behindProxy((url) => ({ HTTPS_PROXY: url }));
    expect(await api.get('/a', Anything, { signal: live() })).toEqual({ ok: true });
    expect(await api.act(permitFor(mint), Anything, { signal: live() })).toEqual({ ok: true });
    const host = `127.0.0.1:${String(server.port)}`;
    expect(proxy.targets).toEqual([host, host]);
    expect(server.received.map((one) => one.method)).toEqual(['GET', 'POST']);
  });

  it('closes its tunnels with the client', async () => {
    const { proxy, api, http } = await behindProxy((url) => ({ HTTPS_PROXY: url }));
    await api.get('/a', Anything, { signal: live() });
    const [tunnel] = proxy.tunnels;
    const closed = tunnel && once(tunnel, 'close');
    await http.close();
    await closed;
    expect(proxy.tunnels.size).toBe(0);
  });

  it('sends the credentials of the proxy to the proxy and has its password redacted', async () => {
    const { proxy, api, secrets } = await behindProxy((url) => ({
      https_proxy: url.replace('http://', 'http://me:pass%20word@'),
    }));
    await api.get('/a', Anything, { signal: live() });
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('me:pass word').toString('base64')}`]);
    expect(secrets).toContain('pass word');
  });

  it('goes directly where NO_PROXY says so', async () => {
    const { server, proxy, api } = await behindProxy((url) => ({ HTTPS_PROXY: url, NO_PROXY: '127.0.0.1' }));
    await api.get('/a', Anything, { signal: live() });
    expect(proxy.targets).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it('says that nothing was done when the proxy refuses', async () => {
    const { server, api, mint } = await behindProxy((url) => ({ HTTPS_PROXY: url }), 407);
    const error = (await rejection(api.act(permitFor(mint), Anything, { signal: live() }))) as McmError;
    expect(error).toMatchObject({ code: 'PROVIDER_ERROR', details: { outcome: 'not_done' } });
    expect(error.suggestion).toContain('HTTPS_PROXY');
    expect(server.received).toEqual([]);
  });

  it('says that nothing was done when the proxy is not there', async () => {
    const port = String(await freePort());
    const { api, mint } = await behindProxy(() => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` }));
    expect(await rejection(api.act(permitFor(mint), Anything, { signal: live() }))).toMatchObject({
      message: 'The connection to the API failed (ECONNREFUSED).',
      details: { outcome: 'not_done' },
    });
  });

  it('does not trust the server without that CA', async () => {
    const server = await serve((_, response) => {
      json(response, { ok: true });
    }, 'https');
    const api = makeClient().http.api({ baseUrl: server.url, headers: bearer });
    const error = (await rejection(api.get('/a', Anything, { signal: live() }))) as McmError;
    expect(error.message).toContain('No trusted TLS connection');
    expect(error.suggestion).toContain('http.caFile');
    expect(server.received).toEqual([]);
  });

  it('trusts NODE_EXTRA_CA_CERTS beside the CA of the config', async () => {
    const server = await serve((_, response) => {
      json(response, { ok: true });
    }, 'https');
    const { http } = makeClient({
      env: { NODE_EXTRA_CA_CERTS: tlsFile('ca.pem') },
      proxySettings: { caFile: tlsFile('server.pem') },
    });
    const api = http.api({ baseUrl: server.url, headers: bearer });
    expect(await api.get('/a', Anything, { signal: live() })).toEqual({ ok: true });
  });

  it('names a CA file that is missing or none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcm-ca-'));
    const empty = join(folder, 'empty.pem');
    await writeFile(empty, 'nothing');
    for (const [caFile, words] of [
      [join(folder, 'missing.pem'), 'cannot be read'],
      [empty, 'holds no certificate'],
    ] as const) {
      const { http } = makeClient({ proxySettings: { caFile } });
      const api = http.api({ baseUrl: 'https://127.0.0.1:1', headers: bearer });
      const error = (await rejection(api.get('/a', Anything, { signal: live() }))) as McmError;
      expect(error.code).toBe('PROVIDER_NOT_AVAILABLE');
      expect(error.message).toContain(words);
    }
  });
});
