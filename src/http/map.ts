import {
  McmError,
  textIn,
  type ErrorCode,
  type HttpFailure,
  type McmErrorOptions,
  type Text,
} from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { saidBy } from '../locale/error-in.js';
import { say } from '../locale/words.js';
import type { Failed } from './failure.js';

interface Words {
  readonly code: ErrorCode;
  readonly message: Text;
  readonly suggestion?: Text;
  readonly retryable?: boolean;
}

const checkNetwork = (): Text => say(http, (words) => words.checkNetwork);

/** The sentences that say what was asked and answered. */
type AboutAnswer = 'mayNot' | 'noSuchResource' | 'conflict' | 'failed' | 'redirected' | 'notAccepted';

function statusWords({ method, path, status = 0, retryAfterSeconds: seconds }: HttpFailure): Words {
  const about = (kind: AboutAnswer): Text =>
    say(http, (words) => words[kind](words.answered(method, path, status)));
  if (status === 401) return { code: 'INVALID_CREDENTIALS', message: say(http, (words) => words.refused) };
  if (status === 403) return { code: 'PERMISSION_DENIED', message: about('mayNot') };
  if (status === 404) return { code: 'RESOURCE_NOT_FOUND', message: about('noSuchResource') };
  if (status === 409) return { code: 'INSTANCE_STATE_CONFLICT', message: about('conflict') };
  if (status === 429) return { code: 'RATE_LIMITED', message: say(http, (words) => words.tooMany(seconds)) };
  if (status >= 500) return { code: 'PROVIDER_ERROR', message: about('failed') };
  if (status >= 300 && status < 400) {
    return {
      code: 'PROVIDER_ERROR',
      message: about('redirected'),
      suggestion: say(http, (words) => words.checkEndPoint),
      retryable: false,
    };
  }
  return { code: 'PROVIDER_ERROR', message: about('notAccepted'), retryable: false };
}

function wordsFor({ failure, note }: Failed): Words {
  const { method, path } = failure;
  // Where there was no answer the note is a code.
  const code = note === undefined ? undefined : textIn(note, 'en');
  switch (failure.kind) {
    case 'status':
      return statusWords(failure);
    case 'timeout':
      return { code: 'PROVIDER_TIMEOUT', message: say(http, (words) => words.late(method, path)) };
    case 'dns':
      return {
        code: 'PROVIDER_ERROR',
        message: say(http, (words) => words.hostNotFound(code)),
        suggestion: checkNetwork(),
      };
    case 'connection':
      return {
        code: 'PROVIDER_ERROR',
        message: say(http, (words) => words.noConnection(code)),
        suggestion: checkNetwork(),
      };
    case 'tls':
      return {
        code: 'PROVIDER_ERROR',
        message: say(http, (words) => words.notTrusted(code)),
        suggestion: say(http, (words) => words.checkAuthority),
        retryable: false,
      };
    case 'unreadable':
      return {
        code: 'PROVIDER_ERROR',
        message: say(http, (words, locale) =>
          words.unreadable(method, path, note === undefined ? words.cannotBeRead : textIn(note, locale)),
        ),
      };
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
          suggestion: say(http, (words) => words.mayBeDone),
        }
      : {}),
  });
}

type Additions = { [K in keyof McmErrorOptions]?: McmErrorOptions[K] | undefined };

function rebuilt(error: McmError, additions: Additions): McmError {
  const { retryable, provider, details: facts, cause } = error;
  const { message, suggestion } = saidBy(error);
  const merged = { retryable, suggestion, provider, details: facts, cause, ...withoutUndefined(additions) };
  return new McmError(error.code, message, withoutUndefined(merged));
}

function withoutUndefined(options: Additions): McmErrorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
