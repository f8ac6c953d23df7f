import type {
  ApiClient,
  ApiOptions,
  Clock,
  HttpClient,
  Logger,
  LoginRequest,
  PowerRequests,
} from 'multi-cloud-manager/plugin';
import type { Mint } from '../power/permit.js';
import { act } from './act.js';
import { endPoint } from './end-point.js';
import type { Timeouts } from './exchange.js';
import { Line } from './line.js';
import { declaredLogin } from './login-request.js';
import { Logins } from './login.js';
import type { EnvRecord, ProxySettings } from './proxy.js';
import { read } from './read.js';
import { systemClock, type RetrySettings } from './wait.js';

/** What the HTTP client of one plugin is made of. */
export interface HttpClientOptions {
  /** The provider's name; errors carry it, and permits of another provider are refused. */
  readonly provider?: string;
  /** The mutating requests that the plugin declared; no other one leaves. */
  readonly powerRequests: PowerRequests;
  /** The login that the plugin declared; without one there is none. */
  readonly login?: LoginRequest | undefined;
  readonly mint: Mint;
  readonly env: EnvRecord;
  readonly proxySettings?: ProxySettings;
  /** Told of every credential before it is sent. */
  readonly redactor: { add(secret: string): void };
  readonly log: Logger;
  readonly timeouts?: Partial<Timeouts>;
  readonly retry?: Partial<RetrySettings>;
  /** Jitter, 0 to 1. */
  readonly random?: () => number;
  readonly clock?: Clock;
  /** The largest answer that is read, in bytes. */
  readonly maxBytes?: number;
}

const TIMEOUTS: Timeouts = { connectMs: 10_000, responseMs: 20_000, totalMs: 40_000 };
const RETRY: RetrySettings = { limit: 2, baseMs: 300, maxWaitMs: 10_000 };
const MAX_BYTES = 32 * 1024 * 1024;

/** Makes the HTTP client that a plugin gets. Nothing is loaded or opened before the first request. */
export function createHttpClient(options: HttpClientOptions): HttpClient & { close(): Promise<void> } {
  // A copy: a plugin must not be able to change later what it declared.
  const powerRequests = structuredClone(options.powerRequests);
  const loginRequest = declaredLogin(options.login, powerRequests);
  const line = new Line({
    provider: options.provider,
    env: options.env,
    proxySettings: options.proxySettings ?? {},
    redactor: options.redactor,
    log: options.log,
    clock: options.clock ?? systemClock,
    timeouts: { ...TIMEOUTS, ...options.timeouts },
    maxBytes: options.maxBytes ?? MAX_BYTES,
  });
  const patience = { retry: { ...RETRY, ...options.retry }, random: options.random ?? Math.random };
  return {
    api(api: ApiOptions): ApiClient {
      const target = endPoint(api.baseUrl);
      const logins = new Logins(line, { ...api, target }, loginRequest, patience);
      return {
        get: (path, schema, request) =>
          read(line, { ...api, target }, { path, schema, ...request }, patience),
        act: (permit, schema, { signal }) =>
          act(line, { ...api, target }, { permit, schema, signal }, powerRequests, options.mint),
        login: (body, schema, { signal }) => logins.login(body, schema, signal),
      };
    },
    close: () => line.close(),
  };
}
