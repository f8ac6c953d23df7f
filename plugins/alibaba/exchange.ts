import {
  request as plainRequest,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Network } from 'multi-cloud-manager/plugin';

/** How long one request may take. */
export interface Timeouts {
  /** Until there is a connection, through the TLS handshake. */
  readonly connectMs: number;
  /** From then to the end of the answer. */
  readonly responseMs: number;
}

/** One request, ready to be sent. It has no body: ECS takes its parameters in the query. */
export interface Sending {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agents: Awaited<ReturnType<Network['agents']>>;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
  /** Whether the signal still counts once the request may have reached the other side. */
  readonly abortable: 'always' | 'until_sent';
}

/** What became of one request. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
    }
  | { readonly kind: 'timeout'; readonly reached: boolean }
  | { readonly kind: 'oversize'; readonly reached: true }
  | { readonly kind: 'cut'; readonly reached: true }
  | { readonly kind: 'broken'; readonly reached: boolean; readonly error: Error }
  | { readonly kind: 'aborted' };

const MAX_BYTES = 32 * 1024 * 1024;

/** Sends one request exactly once: no redirect, no retry. Never rejects; whatever comes after the end is ignored. */
export function exchange(sending: Sending): Promise<Exchange> {
  const { url, signal, timeouts, agents } = sending;
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' });
  return new Promise((resolve) => {
    let reached = false;
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      if (sending.abortable === 'always' || !reached) end({ kind: 'aborted' });
    };
    const end = (result: Exchange): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(result);
      if (result.kind !== 'answer') request.destroy();
    };
    const within = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        end({ kind: 'timeout', reached });
      }, ms);
    };
    const options = { method: sending.method, headers: { ...sending.headers, 'content-length': '0' } };
    const request =
      url.protocol === 'https:'
        ? tlsRequest(url, { ...options, agent: agents.https })
        : plainRequest(url, { ...options, agent: agents.http });
    signal.addEventListener('abort', abort, { once: true });
    within(timeouts.connectMs);
    whenReached(request, () => {
      reached = true;
      within(timeouts.responseMs);
    });
    request.once('response', (response) => {
      collect(response, end);
    });
    // Stays on: a connection may break once more after the end, and nobody else listens.
    request.on('error', (error) => {
      end({ kind: 'broken', reached, error });
    });
    request.end();
  });
}

/** Calls back when the first byte of the request may leave: connected, and through the TLS handshake. */
function whenReached(request: ClientRequest, reached: () => void): void {
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket) reached();
    else if ('encrypted' in socket) socket.once('secureConnect', reached);
    else if (socket.connecting) socket.once('connect', reached);
    else reached();
  });
}

function collect(response: IncomingMessage, end: (result: Exchange) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) end({ kind: 'oversize', reached: true });
    else chunks.push(chunk);
  });
  response.on('error', () => undefined);
  response.once('close', () => {
    const { statusCode: status = 0, headers, complete } = response;
    if (complete) end({ kind: 'answer', status, headers, body: Buffer.concat(chunks).toString('utf8') });
    else end({ kind: 'cut', reached: true });
  });
}
