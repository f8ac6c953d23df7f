import { McmError, type McmErrorOptions } from 'multi-cloud-manager/plugin';
import { throttled, wordsOf, type Words } from './codes.js';
import type { Failure } from './failure.js';

const NETWORK =
  'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY, http.proxy in the config) and the end point.';
const ENDPOINT = 'Check ALIBABA_CLOUD_ECS_ENDPOINT and endpoint in the config.';

function words(failure: Failure): Words {
  const { kind, action, host, status = 0, note } = failure;
  const why = note === undefined ? '' : ` (${note})`;
  switch (kind) {
    case 'refused': {
      const code = failure.code ?? '';
      const found = wordsOf(failure);
      if (found) return found;
      return status >= 500
        ? { code: 'PROVIDER_ERROR', message: `Alibaba Cloud failed (HTTP ${String(status)}, ${code}).` }
        : {
            code: 'PROVIDER_ERROR',
            message: `Alibaba Cloud did not accept ${action} (${code}).`,
            retryable: false,
          };
    }
    case 'status':
      if (status === 429) return throttled(failure);
      if (status >= 500)
        return { code: 'PROVIDER_ERROR', message: `${host} failed (HTTP ${String(status)}).` };
      return {
        code: 'PROVIDER_ERROR',
        message: `${host} does not answer like Alibaba Cloud's API (HTTP ${String(status)}).`,
        suggestion: ENDPOINT,
        retryable: false,
      };
    case 'timeout':
      return { code: 'PROVIDER_TIMEOUT', message: `${action} was not answered in time by ${host}.` };
    case 'dns':
      return {
        code: 'PROVIDER_ERROR',
        message: `The host name ${host} was not found${why}.`,
        suggestion: `${NETWORK} The name is made of the region: check regionId and ALIBABA_CLOUD_REGION_ID too.`,
      };
    case 'connection':
      return {
        code: 'PROVIDER_ERROR',
        message: `The connection to ${host} failed${why}.`,
        suggestion: NETWORK,
      };
    case 'tls':
      return {
        code: 'PROVIDER_ERROR',
        message: `No trusted TLS connection to ${host} could be made${why}.`,
        suggestion:
          'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config; never switch the check off.',
        retryable: false,
      };
    case 'unreadable':
      return {
        code: 'PROVIDER_ERROR',
        message: `The answer to ${action} ${note ?? 'has another form than expected'}.`,
      };
  }
}

/** A failure in words that help. The cloud's own sentences are only in the cause, for the log. */
export function toError(failure: Failure): McmError {
  const { code, message, ...options } = words(failure);
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
  const { code, message, retryable, suggestion, provider, details, cause } = error;
  const options: McmErrorOptions = {
    retryable,
    ...(suggestion !== undefined && { suggestion }),
    ...(provider !== undefined && { provider }),
    ...(cause !== undefined && { cause }),
    details: { ...details, outcome },
    ...(outcome === 'unknown' && {
      retryable: false,
      suggestion: 'The request may have been carried out: look at the instance before anything else.',
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
    ? new McmError('PROVIDER_TIMEOUT', 'Alibaba Cloud did not answer in the time that the call has.')
    : new McmError('CANCELLED', 'The call was cancelled.');
}
