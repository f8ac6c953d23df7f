import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Limiter, McmError } from 'multi-cloud-manager/plugin';
import type { Clock, Logger, Network, Secrets } from 'multi-cloud-manager/plugin';
import type { Credentials } from './config.js';
import { abortError, outcomeOf, toError, withOutcome } from './errors.js';
import { isFailure, readExchange, type Failure } from './failure.js';
import { isThrottled, pauseBefore, secondsToNextMinute, type Patience } from './pauses.js';
import { resolveKey, sameKey, signedHeaders, type AccessKey, type Authorize } from './signing.js';

/** A request as the SDK wants it sent. */
export interface SdkCall {
  readonly action: string;
  readonly version: string;
  readonly method: string;
  readonly pathname: string;
  readonly query: Readonly<Record<string, string>>;
  /** https unless the end point is on this machine. */
  readonly protocol: string;
  /** Host and port. */
  readonly endpoint: string;
}

/** An answer in the form that the SDK reads. */
export interface SdkAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What all lines of a provider share. */
export interface LineTools {
  readonly network: Network;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Logger;
  readonly patience: Patience;
}

type Attempt = { readonly answer: SdkAnswer } | { readonly failure: Failure } | 'aborted';

/** Most that one account asks at a time and in a second; ECS counts by account, action and minute. */
const LIMITS = { perSecond: 30, concurrent: 10 };

/**
 * Carries the SDK's requests over the host's connections. The SDK's own transport knows neither proxies nor aborts, gives up after 3 s,
 * and shares kept connections between reads and power requests.
 */
export class EcsLine {
  readonly #limiter: Limiter;
  /** When each call was first seen, by its signal. */
  readonly #began = new WeakMap<AbortSignal, number>();

  constructor(
    private readonly account: Credentials,
    private readonly tools: LineTools,
  ) {
    this.#limiter = new Limiter(tools.clock, LIMITS);
  }

  /** Reads; tries again where that may help, with the key as it is by then. */
  async read(call: SdkCall, authorize: Authorize, signal: AbortSignal): Promise<SdkAnswer> {
    const { clock, patience } = this.tools;
    // A call asks many things at once; Node takes that many listeners on one signal for a leak.
    setMaxListeners(0, signal);
    const began = this.#began.get(signal) ?? clock.now().getTime();
    this.#began.set(signal, began);
    let key = await untilAborted(resolveKey(this.account, this.tools.secrets), signal);
    let renewed = false;
    let sent = 1;
    for (let tries = 0; ;) {
      const result = await this.#limiter
        .run(signal, () => this.#once(call, key, authorize, signal, { power: false, attempt: sent++ }))
        .catch((error: unknown) => {
          throw signal.aborted ? abortError(signal) : error;
        });
      if (result === 'aborted') throw abortError(signal);
      if ('answer' in result) return result.answer;
      const error = toError(result.failure);
      if (error.code === 'INVALID_CREDENTIALS' && !renewed) {
        renewed = true;
        const fresh = await untilAborted(resolveKey(this.account, this.tools.secrets, true), signal);
        if (sameKey(fresh, key)) throw error;
        key = fresh;
        continue;
      }
      const now = clock.now();
      const pause = pauseBefore(tries++, result.failure, now, now.getTime() - began, patience);
      if (pause === undefined) throw toError(this.#withPause(result.failure));
      await clock.sleep(pause, signal).catch(() => {
        throw abortError(signal);
      });
    }
  }

  /** Sends a power request: once, on a connection of its own, and followed to its end once it may have arrived. */
  async act(call: SdkCall, key: AccessKey, authorize: Authorize, signal: AbortSignal): Promise<SdkAnswer> {
    setMaxListeners(0, signal);
    const result = await this.#once(call, key, authorize, signal, { power: true, attempt: 1 });
    if (result === 'aborted') throw withOutcome(abortError(signal), 'not_done');
    if ('answer' in result) return result.answer;
    throw withOutcome(toError(this.#withPause(result.failure)), outcomeOf(result.failure));
  }

  /** The key for a power request, resolved before its permit is spent. */
  key(signal: AbortSignal): Promise<AccessKey> {
    return untilAborted(resolveKey(this.account, this.tools.secrets), signal);
  }

  #withPause(failure: Failure): Failure {
    if (!isThrottled(failure) || failure.retryAfterSeconds !== undefined) return failure;
    return { ...failure, retryAfterSeconds: secondsToNextMinute(this.tools.clock.now()) };
  }

  async #once(
    call: SdkCall,
    key: AccessKey,
    authorize: Authorize,
    signal: AbortSignal,
    { power, attempt }: { readonly power: boolean; readonly attempt: number },
  ): Promise<Attempt> {
    const { network, clock, log, patience } = this.tools;
    // Node's HTTP is loaded at the first request, not at the start.
    const { exchange } = await import('./exchange.js');
    const origin = `${call.protocol}://${call.endpoint}`;
    const url = new URL(call.pathname, origin);
    url.search = queryOf(call.query);
    const started = clock.now();
    const headers = signedHeaders(call, url.host, key, { date: started, nonce: randomUUID() }, authorize);
    const agents = await untilAborted(network.agents(origin, { fresh: power }), signal).catch(
      (error: unknown) => {
        if (signal.aborted) return undefined;
        throw power && McmError.is(error) ? withOutcome(error, 'not_done') : error;
      },
    );
    if (agents === undefined) return 'aborted';
    const sent = await exchange({
      ...{ method: call.method, url, headers, agents, signal },
      timeouts: patience,
      abortable: power ? 'until_sent' : 'always',
    });
    const result =
      sent.kind === 'aborted'
        ? undefined
        : readExchange(sent, { action: call.action, host: url.host }, [
            key.secret,
            key.id,
            ...(key.token === undefined ? [] : [key.token]),
          ]);
    const failure = result && isFailure(result) ? result : undefined;
    const id = failure ? failure.requestId : result && 'body' in result && result.body['RequestId'];
    log.debug(`${call.method} ${call.action}`, {
      host: url.host,
      attempt,
      ms: clock.now().getTime() - started.getTime(),
      outcome: sent.kind === 'answer' ? sent.status : sent.kind,
      ...(typeof id === 'string' && { request_id: id }),
      ...(failure?.cause && { cause: failure.cause.message }),
    });
    if (result === undefined) return 'aborted';
    return isFailure(result)
      ? { failure: result }
      : { answer: { statusCode: result.status, headers: {}, body: result.body } };
  }
}

/** As the signature has it: RFC 3986, in the order of the names. */
function queryOf(query: Readonly<Record<string, string>>): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** The promise, or the abort error as soon as the signal aborts. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    throw abortError(signal);
  }
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
