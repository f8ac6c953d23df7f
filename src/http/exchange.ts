import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { got } from 'got';
import type { Response } from 'got';
import type { Agents } from './agents.js';

/** How long one request may take. */
export interface Timeouts {
  /** Each of: resolving the name, connecting, the TLS handshake. */
  readonly connectMs: number;
  /** From the request's last byte to the answer's first. */
  readonly responseMs: number;
  /** The whole request. */
  readonly totalMs: number;
}

/** One request, ready to be sent. */
export interface Sending {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly agents: Agents;
  readonly timeouts: Timeouts;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Whether the signal still counts once the request may have reached the other side. */
  readonly abortable: 'always' | 'until_sent';
}

/** What became of one request: an answer, or why there was none. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  | { readonly kind: 'oversize'; readonly reached: true }
  | { readonly kind: 'broken'; readonly reached: boolean; readonly error: unknown }
  | { readonly kind: 'aborted' };

/** Calls back when the first byte of the request may leave: connected, and through the TLS handshake. */
function whenReached(request: ClientRequest, reached: () => void): void {
  request.once('socket', (socket: Socket) => {
    if ('encrypted' in socket) socket.once('secureConnect', reached);
    else if (socket.connecting) socket.once('connect', reached);
    else reached();
  });
}

/** Sends one request exactly once: no redirect, no retry, no cache. Never throws. */
export async function exchange(sending: Sending): Promise<Exchange> {
  const { signal, timeouts } = sending;
  if (signal.aborted) return { kind: 'aborted' };
  const controller = new AbortController();
  let reached = false;
  const abort = (): void => {
    if (sending.abortable === 'always' || !reached) controller.abort();
  };
  signal.addEventListener('abort', abort, { once: true });

  const chunks: Buffer[] = [];
  let size = 0;
  let response: Response | undefined;
  try {
    const stream = got.stream(sending.url, {
      method: sending.method,
      headers: { ...sending.headers },
      // The stream would wait for a body to be written; an empty one is none.
      ...(sending.method === 'GET' ? {} : { body: sending.body ?? '' }),
      agent: sending.agents,
      followRedirect: false,
      throwHttpErrors: false,
      http2: false,
      retry: { limit: 0 },
      signal: controller.signal,
      timeout: {
        lookup: timeouts.connectMs,
        connect: timeouts.connectMs,
        secureConnect: timeouts.connectMs,
        response: timeouts.responseMs,
        request: timeouts.totalMs,
      },
    });
    stream.on('request', (request: ClientRequest) => {
      whenReached(request, () => {
        reached = true;
      });
    });
    stream.on('response', (received: Response) => {
      response = received;
    });
    // An error after the last chunk has nobody else to listen.
    stream.on('error', () => undefined);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > sending.maxBytes) return { kind: 'oversize', reached: true };
      chunks.push(chunk);
    }
  } catch (error) {
    if (controller.signal.aborted) return { kind: 'aborted' };
    return { kind: 'broken', reached, error };
  } finally {
    signal.removeEventListener('abort', abort);
  }
  if (response === undefined)
    return { kind: 'broken', reached, error: new Error('The connection ended without an answer') };
  return {
    kind: 'answer',
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(chunks),
  };
}
