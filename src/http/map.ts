import { McmError, type ErrorCode, type HttpFailure, type McmErrorOptions } from 'multi-cloud-manager/plugin';
import type { Failed } from './failure.js';

interface Words {
  readonly code: ErrorCode;
  readonly message: string;
  readonly suggestion?: string;
  readonly retryable?: boolean;
}

const NETWORK =
  'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY, http.proxy in the config) and the end point.';
const AUTHORITY =
  'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config; never switch the check off.';

function statusWords(failure: HttpFailure): Words {
  const status = failure.status ?? 0;
  const asked = `${failure.method} ${failure.path} was answered with HTTP ${status}`;
  if (status === 401)
    return { code: 'INVALID_CREDENTIALS', message: 'The cloud refused the credentials (HTTP 401).' };
  if (status === 403) {
    return { code: 'PERMISSION_DENIED', message: `The credentials may not do this: ${asked}.` };
  }
  if (status === 404)
    return { code: 'RESOURCE_NOT_FOUND', message: `The cloud has no such resource: ${asked}.` };
  if (status === 409) {
    return {
      code: 'INSTANCE_STATE_CONFLICT',
      message: `The state of the resource does not allow it: ${asked}.`,
    };
  }
  if (status === 429) {
    const seconds = failure.retryAfterSeconds;
    const pause = seconds === undefined ? 'a pause' : `a pause of ${seconds} s`;
    return { code: 'RATE_LIMITED', message: `The cloud asks for ${pause} (HTTP 429).` };
  }
  if (status >= 500) return { code: 'PROVIDER_ERROR', message: `The cloud failed: ${asked}.` };
  if (status >= 300 && status < 400) {
    return {
      code: 'PROVIDER_ERROR',
      message: `${asked}, a redirect; redirects are not followed.`,
      suggestion: 'Check that the end point is the address of the API itself.',
      retryable: false,
    };
  }
  return {
    code: 'PROVIDER_ERROR',
    message: `The cloud did not accept the request: ${asked}.`,
    retryable: false,
  };
}

function wordsFor({ failure, note }: Failed): Words {
  const asked = `${failure.method} ${failure.path}`;
  const why = note === undefined ? '' : ` (${note})`;
  switch (failure.kind) {
    case 'status':
      return statusWords(failure);
    case 'timeout':
      return { code: 'PROVIDER_TIMEOUT', message: `${asked} was not answered in time.` };
    case 'dns':
      return {
        code: 'PROVIDER_ERROR',
        message: `The API's host name was not found${why}.`,
        suggestion: NETWORK,
      };
    case 'connection':
      return {
        code: 'PROVIDER_ERROR',
        message: `The connection to the API failed${why}.`,
        suggestion: NETWORK,
      };
    case 'tls':
      return {
        code: 'PROVIDER_ERROR',
        message: `No trusted TLS connection to the API could be made${why}.`,
        suggestion: AUTHORITY,
        retryable: false,
      };
    case 'unreadable':
      return { code: 'PROVIDER_ERROR', message: `The answer to ${asked} ${note ?? 'could not be read'}.` };
  }
}

function details(failure: HttpFailure): Record<string, unknown> | undefined {
  const known = {
    ...(failure.status === undefined ? {} : { status: failure.status }),
    ...(failure.retryAfterSeconds === undefined ? {} : { retry_after_seconds: failure.retryAfterSeconds }),
    ...(failure.requestId === undefined ? {} : { request_id: failure.requestId }),
  };
  return Object.keys(known).length === 0 ? undefined : known;
}

/** The error for a failure: the plugin's own words if it has some, else the host's table. */
export function errorFor(
  failed: Failed,
  provider: string | undefined,
  mapError?: (failure: HttpFailure) => McmError | undefined,
): McmError {
  const { failure } = failed;
  const own = mapError?.(failure);
  if (own)
    return rebuilt(own, {
      provider,
      details: { ...details(failure), ...own.details },
      cause: own.cause ?? failed.cause,
    });
  const { code, message, ...options } = wordsFor(failed);
  return rebuilt(new McmError(code, message, options), {
    provider,
    details: details(failure),
    cause: failed.cause,
  });
}

/** Adds what a caller of a power request must know: whether it may have been carried out. */
export function withOutcome(error: McmError, outcome: 'unknown' | 'not_done'): McmError {
  return rebuilt(error, {
    details: { ...error.details, outcome },
    ...(outcome === 'unknown'
      ? {
          retryable: false,
          suggestion: 'The request may have been carried out: look at the instance before anything else.',
        }
      : {}),
  });
}

type Additions = { [K in keyof McmErrorOptions]?: McmErrorOptions[K] | undefined };

function rebuilt(error: McmError, additions: Additions): McmError {
  const { retryable, said, provider, details: facts, cause } = error;
  const { message, suggestion } = said;
  const merged = { retryable, suggestion, provider, details: facts, cause, ...withoutUndefined(additions) };
  return new McmError(error.code, message, withoutUndefined(merged));
}

function withoutUndefined(options: Additions): McmErrorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
