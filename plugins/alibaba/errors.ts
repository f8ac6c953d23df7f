import { McmError, textIn, type McmErrorOptions } from 'multi-cloud-manager/plugin';
import { throttled, wordsOf, type Words } from './codes.js';
import type { Failure } from './failure.js';
import { say } from './words.js';

function wordsFor(failure: Failure): Words {
  const { kind, action, host, status = 0, note } = failure;
  // Where there was no answer the note is a code.
  const errorCode = note === undefined ? undefined : textIn(note, 'en');
  switch (kind) {
    case 'refused': {
      const code = failure.code ?? '';
      const found = wordsOf(failure);
      if (found) return found;
      return status >= 500
        ? { code: 'PROVIDER_ERROR', message: say((words) => words.failedWith(status, code)) }
        : {
            code: 'PROVIDER_ERROR',
            message: say((words) => words.notAccepted(action, code)),
            retryable: false,
          };
    }
    case 'status':
      if (status === 429) return throttled(failure);
      if (status >= 500)
        return { code: 'PROVIDER_ERROR', message: say((words) => words.hostFailed(host, status)) };
      return {
        code: 'PROVIDER_ERROR',
        message: say((words) => words.otherApi(host, status)),
        suggestion: say((words) => words.checkEndpoint),
        retryable: false,
      };
    case 'timeout':
      return { code: 'PROVIDER_TIMEOUT', message: say((words) => words.late(action, host)) };
    case 'dns':
      return {
        code: 'PROVIDER_ERROR',
        message: say((words) => words.hostNotFound(host, errorCode)),
        suggestion: say((words) => words.checkRegionToo),
      };
    case 'connection':
      return {
        code: 'PROVIDER_ERROR',
        message: say((words) => words.noConnection(host, errorCode)),
        suggestion: say((words) => words.checkNetwork),
      };
    case 'tls':
      return {
        code: 'PROVIDER_ERROR',
        message: say((words) => words.notTrusted(host, errorCode)),
        suggestion: say((words) => words.checkAuthority),
        retryable: false,
      };
    case 'unreadable':
      return {
        code: 'PROVIDER_ERROR',
        message: say((words, locale) =>
          words.unreadable(action, note === undefined ? words.otherForm : textIn(note, locale)),
        ),
      };
  }
}

/** A failure in words that help. The cloud's own sentences are only in the cause, for the log. */
export function toError(failure: Failure): McmError {
  const { code, message, ...options } = wordsFor(failure);
  const details = {
    ...(failure.code !== undefined && { error_code: failure.code }),
    ...(failure.status !== undefined && { status: failure.status }),
    ...(failure.requestId !== undefined && { request_id: failure.requestId }),
    ...(code === 'PERMISSION_DENIED' && { ram_action: `ecs:${failure.action}` }),
    ...(code === 'RATE_LIMITED' &&
      failure.retryAfterSeconds !== undefined && { retry_after_seconds: failure.retryAfterSeconds }),
  };
  return new McmError(code, message, {
    ...options,
    provider: 'alibaba',
    ...(Object.keys(details).length > 0 && { details }),
    ...(failure.cause && { cause: failure.cause }),
  });
}

/** Whether a power request was surely not carried out: no connection, a definite refusal, or throttled before it began. */
export function outcomeOf(failure: Failure): 'unknown' | 'not_done' {
  if (!failure.reached) return 'not_done';
  if (failure.code?.startsWith('Throttling')) return 'not_done';
  const { kind, status = 0 } = failure;
  if (status < 400 || status >= 500) return 'unknown';
  // 408 comes from a gateway that gave up waiting, perhaps for ECS itself.
  return kind === 'refused' || (kind === 'status' && status !== 408) ? 'not_done' : 'unknown';
}

/** Adds what a caller of a power request must know. */
export function withOutcome(error: McmError, outcome: 'unknown' | 'not_done'): McmError {
  const { code, said, retryable, provider, details, cause } = error;
  const { message, suggestion } = said;
  const options: McmErrorOptions = {
    retryable,
    ...(suggestion !== undefined && { suggestion }),
    ...(provider !== undefined && { provider }),
    ...(cause !== undefined && { cause }),
    details: { ...details, outcome },
    ...(outcome === 'unknown' && {
      retryable: false,
      suggestion: say((words) => words.mayBeDone),
    }),
  };
  return new McmError(code, message, options);
}

/** The error for a request that its caller no longer wants; a reason in our own words is kept. */
export function abortError(signal: AbortSignal): McmError {
  const reason: unknown = signal.reason;
  if (McmError.is(reason)) return reason;
  // No instanceof: what a time-out aborts with is a DOMException, in some places of another realm.
  const name = typeof reason === 'object' && reason !== null && 'name' in reason ? reason.name : undefined;
  return name === 'TimeoutError'
    ? new McmError(
        'PROVIDER_TIMEOUT',
        say((words) => words.lateForCall),
      )
    : new McmError(
        'CANCELLED',
        say((words) => words.cancelled),
      );
}
