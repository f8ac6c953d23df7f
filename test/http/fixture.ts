import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type AddressInfo, type Server as NetServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Clock, Instance, Permit } from 'multi-cloud-manager/plugin';
import { createHttpClient, type HttpClientOptions } from '../../src/http/client.js';
import { createMint, type Mint } from '../../src/power/permit.js';

export const tlsFile = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

const TLS = { key: readFileSync(tlsFile('server-key.pem')), cert: readFileSync(tlsFile('server.pem')) };

/** What a fixture server received. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly port: number | undefined;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  close(): Promise<void>;
}

export type Handler = (request: Received, response: ServerResponse, number: number) => void;

const closing = new Set<() => Promise<void>>();

/** Closes everything that a test opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all([...closing].map((close) => close()));
  closing.clear();
}

async function listen(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): () => Promise<void> {
  return () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
}

/** An HTTP server on loopback that remembers what it was asked. */
export async function serve(handle: Handler, scheme: 'http' | 'https' = 'http'): Promise<TestServer> {
  const received: Received[] = [];
  const answer = (incoming: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
        port: incoming.socket.remotePort,
      };
      received.push(request);
      handle(request, response, received.length);
    });
  };
  const server = scheme === 'https' ? createTlsServer(TLS, answer) : createServer(answer);
  const port = await listen(server);
  const close = stop(server);
  closing.add(close);
  return { url: `${scheme}://127.0.0.1:${String(port)}`, port, received, close };
}

/** A loopback proxy that knows CONNECT alone and remembers the targets. */
export async function serveProxy(status = 200): Promise<{
  url: string;
  targets: string[];
  credentials: (string | undefined)[];
  tunnels: ReadonlySet<Duplex>;
}> {
  const targets: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createServer();
  const tunnels = new Set<Duplex>();
  server.on('connect', (request, socket) => {
    tunnels.add(socket);
    targets.push(request.url ?? '');
    credentials.push(request.headers['proxy-authorization']);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${String(status)} No\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => {
      tunnels.delete(socket);
      upstream.destroy();
    });
  });
  const port = await listen(server);
  closing.add(() => {
    for (const tunnel of tunnels) tunnel.destroy();
    return stop(server)();
  });
  return { url: `http://127.0.0.1:${String(port)}`, targets, credentials, tunnels };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await stop(server)();
  return port;
}

export const json = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/** A clock that never waits and remembers how long it was asked to. */
export function instantClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => new Date('2026-01-01T00:00:00Z'),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}

export const INSTANCE: Instance = {
  provider: 'acme',
  account: 'default',
  id: '42',
  name: 'web-1',
  status: 'running',
  provider_status: 'active',
  region: 'nyc3',
  type: 's-1',
  public_ips: ['203.0.113.7'],
  private_ips: [],
  tags: {},
};

export const permitFor = (mint: Mint, fields: Partial<Permit> = {}): Permit =>
  mint.mint({
    provider: 'acme',
    account: 'default',
    instance: INSTANCE,
    action: 'reboot',
    force: false,
    variant: 'reboot',
    callId: 'call-1',
    ...fields,
  });

/** A client with everything injected, and what it told. */
export function makeClient(options: Partial<HttpClientOptions> = {}) {
  const mint = options.mint ?? createMint();
  const clock = instantClock();
  const secrets: string[] = [];
  const lines: string[] = [];
  const line = (message: string, fields?: unknown): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  const http = createHttpClient({
    provider: 'acme',
    powerRequests: { reboot: { method: 'POST', path: '/servers/{id}/actions', body: { type: 'reboot' } } },
    mint,
    env: {},
    redactor: {
      add: (secret) => {
        secrets.push(secret);
      },
    },
    log: { debug: line, info: line, warn: line, error: line },
    clock,
    random: () => 1,
    retry: { baseMs: 100 },
    ...options,
  });
  closing.add(() => http.close());
  return { http, mint, waits: clock.waits, secrets, lines };
}

export const bearer = () => Promise.resolve({ authorization: 'Bearer secret-token-1' });
export const live = (): AbortSignal => new AbortController().signal;

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('was expected to fail');
    },
    (error: unknown) => error,
  );
}
