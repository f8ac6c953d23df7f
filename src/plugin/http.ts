import type { z } from 'zod';
import type { McmError } from './errors.js';
import type { Limiter } from './limiter.js';
import type { Login } from './login.js';
import type { Permit } from './power.js';

/** How a request failed, before a plugin's own words for it. No header and no query is in here. */
export interface HttpFailure {
  /** `status`: an answer that is no success; `unreadable`: one that is cut off, too long, no JSON or of another form. */
  readonly kind: 'status' | 'timeout' | 'dns' | 'connection' | 'tls' | 'unreadable';
  readonly method: string;
  readonly path: string;
  /** HTTP status, for `status`. */
  readonly status?: number;
  /** The parsed JSON body of an error answer, if it was JSON; text from a cloud, not to be shown unchecked. */
  readonly body?: unknown;
  /** Seconds that the cloud asks to wait. */
  readonly retryAfterSeconds?: number;
  /** The cloud's id of the request. */
  readonly requestId?: string;
}

/** What `headers` is told of the request that it is for. */
export interface HeadersRequest {
  /** Whether the cloud has just refused what it gave; then it is asked once more. */
  readonly fresh: boolean;
  /** With `fresh`: what was refused. Another request may have renewed it meanwhile; then that will do. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Ends with the request. */
  readonly signal: AbortSignal;
}

/** What an API is and how it is spoken to. */
export interface ApiOptions {
  /** https, or http on loopback only. Paths are below it; no request leaves its origin. */
  readonly baseUrl: string;
  /**
   * The credentials, resolved anew for each request, so that a renewed token is picked up. After a 401 a read asks once more,
   * with `fresh`.
   */
  readonly headers: (request: HeadersRequest) => Promise<Readonly<Record<string, string>>>;
  /** The header in which the cloud says its id of the request. Default: `x-request-id`. */
  readonly requestIdHeader?: string;
  /** Shared by all requests that the cloud counts together. */
  readonly limiter?: Limiter;
  /** The plugin's own words for a failure; undefined leaves it to the host's table. */
  readonly mapError?: (failure: HttpFailure) => McmError | undefined;
}

/** Options of one request. */
export interface ApiRequest {
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly signal: AbortSignal;
}

/** A cloud's HTTP API. Reads are retried with jitter and honour `retry-after`; the mutating request of a permit is sent at most once. */
export interface ApiClient {
  /**
   * GET `path`, parsed with the schema. Throws an McmError: what `mapError` makes of the failure, else INVALID_CREDENTIALS for 401,
   * PERMISSION_DENIED for 403, RESOURCE_NOT_FOUND for 404, RATE_LIMITED for 429, PROVIDER_TIMEOUT, CANCELLED or PROVIDER_ERROR.
   */
  get<T>(path: string, schema: z.ZodType<T>, request: ApiRequest): Promise<T>;
  /**
   * Sends the request that the plugin declared for the permit's action: no redirect, no second try. Spends the permit; one that is
   * spent or not the host's is INTERNAL, and nothing is sent.
   */
  act<T>(permit: Permit, schema: z.ZodType<T>, request: { readonly signal: AbortSignal }): Promise<T>;
  /**
   * Sends the login that the plugin declared, with this body and without `headers`. It is tried again like a read. Logins with the same body and schema that
   * are asked for at the same time are one request, which ends when nobody waits for it any more.
   */
  login<T>(body: unknown, schema: z.ZodType<T>, request: { readonly signal: AbortSignal }): Promise<Login<T>>;
}

/** The host's HTTP client: proxies, own CA, time-outs, retries of reads and redaction are done here, once for every plugin. */
export interface HttpClient {
  /** A client for one API. Throws PROVIDER_NOT_AVAILABLE for a base URL that is neither https nor on loopback. */
  api(options: ApiOptions): ApiClient;
}

/** One end point that a plugin may post to. */
export interface PostClient {
  /**
   * POSTs `body` as JSON to the path that the plugin declared in `posts` under this name: once, no redirect, no second try, ten seconds.
   * Throws an McmError for everything but a 2xx answer that fits the schema.
   */
  post<T>(
    name: string,
    body: unknown,
    schema: z.ZodType<T>,
    request?: { readonly signal?: AbortSignal },
  ): Promise<T>;
}

/**
 * Where a plugin that fills a port, such as an audit sink, sends what is no read. A plugin with a provider or tools gets none, and
 * nothing goes to the end point of a cloud.
 */
export interface Posts {
  /** A client for one end point; throws an McmError for an end point that is no https URL or that is a cloud's. */
  api(options: ApiOptions): PostClient;
}
