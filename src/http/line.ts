import { setMaxListeners } from 'node:events';
import { McmError, type ApiOptions, type Clock, type Logger } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { calls } from '../locale/en/calls.js';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';
import type { Attempt } from './attempt.js';
import type { Connections } from './connections.js';
import type { EndPoint } from './end-point.js';
import { errorFor } from './map.js';
import type { Failed } from './failure.js';
import type { Sending, Timeouts } from './exchange.js';
import { VERSION } from '../version.js';
import { checkHeaders } from './headers.js';
import type { EnvRecord, ProxySettings } from './proxy.js';

/** What all requests of one client share. */
export interface LineOptions {
  readonly provider: string | undefined;
  readonly env: EnvRecord;
  readonly proxySettings: ProxySettings;
  readonly redactor: { add(secret: string): void };
  readonly log: Logger;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
  readonly maxBytes: number;
}

/** An API of a plugin with its checked end point. */
export interface Api extends Pick<ApiOptions, 'headers' | 'limiter' | 'mapError' | 'requestIdHeader'> {
  readonly target: EndPoint;
}

/** One request before credentials and connections are added to it. */
export interface Outgoing<T> {
  readonly method: Sending['method'];
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  readonly body?: string | undefined;
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
  /**
   * A read shares connections and ends with its signal, and so does a login; a power request has its own and is followed once sent.
   */
  readonly kind: 'read' | 'login' | 'power';
  /** The header that the answer to a login has its token in. */
  readonly tokenHeader?: string | undefined;
}

/** The line to the clouds: adds credentials, connections, time-outs and the log to single requests. */
export class Line {
  #connections: Promise<Connections> | undefined;

  constructor(private readonly options: LineOptions) {}

  get clock(): Clock {
    return this.options.clock;
  }

  get provider(): string | undefined {
    return this.options.provider;
  }

  /**
   * Sends one request, once; a read that was refused with 401 once more if its credentials have been renewed meanwhile.
   * Throws only for what is wrong before anything is sent.
   */
  async send<T>(api: Api, outgoing: Outgoing<T>, tries = 1): Promise<Attempt<T>> {
    const { signal } = outgoing;
    // A call may ask for a dozen things at once; Node takes that many listeners on one signal for a leak.
    setMaxListeners(0, signal);
    // The credentials of a login are in its body; where the headers need a token, they may be waiting for this very login.
    if (outgoing.kind === 'login') return this.#once(api, outgoing, {}, tries);
    const headers = await untilAborted(api.headers({ fresh: false, signal }), signal);
    const result = await this.#once(api, outgoing, headers, tries);
    if (outgoing.kind === 'power' || result.kind !== 'failed' || result.failed.failure.status !== 401)
      return result;
    const renewed = await untilAborted(api.headers({ fresh: true, refused: headers, signal }), signal);
    return JSON.stringify(renewed) === JSON.stringify(headers)
      ? result
      : this.#once(api, outgoing, renewed, tries);
  }

  async #once<T>(
    api: Api,
    outgoing: Outgoing<T>,
    given: Readonly<Record<string, string>>,
    tries: number,
  ): Promise<Attempt<T>> {
    const { method, path, signal, kind } = outgoing;
    const url = api.target.url(path, outgoing.query);
    const { headers, secrets } = checkHeaders(given);
    for (const secret of secrets) this.options.redactor.add(secret);
    const connections = await this.#connect();
    const agents = await (kind === 'power' ? connections.fresh(api.target) : connections.shared(api.target));
    // The HTTP library is loaded by the first request, not at start.
    const { attempt } = await import('./attempt.js');
    const started = this.clock.now().getTime();
    const sending = {
      method,
      url,
      headers: {
        accept: 'application/json',
        'user-agent': `multi-cloud-manager/${VERSION}`,
        ...headers,
        ...(outgoing.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: outgoing.body,
      agents,
      timeouts: this.options.timeouts,
      maxBytes: this.options.maxBytes,
      signal,
      abortable: kind === 'power' ? ('until_sent' as const) : ('always' as const),
    };
    const reader = {
      schema: outgoing.schema,
      path,
      now: () => this.clock.now(),
      secrets,
      requestIdHeader: api.requestIdHeader?.toLowerCase() ?? 'x-request-id',
      tokenHeader: outgoing.tokenHeader,
    };
    const result = await (api.limiter === undefined
      ? attempt(sending, reader)
      : api.limiter
          .run(signal, () => attempt(sending, reader))
          .catch((error: unknown): Attempt<T> => {
            if (signal.aborted) return { kind: 'aborted' };
            throw error;
          }));
    if (result.kind === 'value' && result.token !== undefined) this.options.redactor.add(result.token);
    const ms = this.clock.now().getTime() - started;
    this.#note(outgoing, result, { host: url.host, attempt: tries, ms });
    return result;
  }

  /** The error for a failure, in the plugin's words or in the host's. */
  error(failed: Failed, api: Api): McmError {
    return errorFor(failed, this.provider, api.mapError);
  }

  async close(): Promise<void> {
    if (this.#connections) await (await this.#connections).close();
  }

  #connect(): Promise<Connections> {
    const { proxySettings, env, timeouts, redactor } = this.options;
    this.#connections ??= import('./connections.js').then(
      ({ Connections }) =>
        new Connections(proxySettings, env, timeouts.connectMs, (secret) => {
          redactor.add(secret);
        }),
    );
    return this.#connections;
  }

  /** Without the query: it may hold what somebody looks for. */
  #note(
    { method, path }: Outgoing<unknown>,
    result: Attempt<unknown>,
    about: { readonly host: string; readonly attempt: number; readonly ms: number },
  ): void {
    const failed = result.kind === 'failed' ? result.failed : undefined;
    const known = result.kind === 'value' ? result : failed?.failure;
    const outcome = known?.status ?? failed?.failure.kind ?? 'aborted';
    this.options.log.debug(`${method} ${path}`, {
      ...about,
      outcome,
      ...(known?.requestId !== undefined && { request_id: known.requestId }),
      ...(failed?.cause && { cause: failed.cause.message }),
    });
  }
}

/** The error for a request that its caller no longer wants; a reason in our own words is kept. */
export function abortError(signal: AbortSignal): McmError {
  const reason: unknown = signal.reason;
  if (McmError.is(reason)) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new McmError(
      'PROVIDER_TIMEOUT',
      say(http, (words) => words.lateForCall),
    );
  }
  return new McmError(
    'CANCELLED',
    say(calls, (words) => words.cancelled),
  );
}

/** The promise, or the abort error as soon as the signal aborts. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw abortError(signal);
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => {
      reject(abortError(signal));
    };
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
