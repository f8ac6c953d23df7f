import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';
import { addressOf } from './address.js';

const KEYS = 'https://my.vultr.com/settings/#settingsapi';

/** Vultr's failures in words that help; undefined where the host's own are as good. Its 4xx answers may have no body at all. */
export function toError(failure: HttpFailure): McmError | undefined {
  if (failure.kind !== 'status') return undefined;
  const { status = 0, method } = failure;
  const words = wordsOf(failure.body);
  if ((status === 401 || status === 403) && /unauthorized ip|ip .*not authorized/i.test(words)) {
    return notFromHere(words, status);
  }
  if (status === 401) {
    return new McmError('INVALID_CREDENTIALS', 'Vultr refused the API key (HTTP 401).', {
      suggestion: `Make a new one at ${KEYS} and put it where the config looks for it. The same page must have the API enabled and let this machine's address in (Access Control).`,
    });
  }
  if (status === 403) return forbidden(method);
  if (status === 404) return notFound(failure, words);
  if (status === 503 && (/rate limit/i.test(words) || failure.retryAfterSeconds !== undefined)) {
    return new McmError('RATE_LIMITED', 'Vultr asks for a pause (HTTP 503).', {
      suggestion: 'It takes 30 requests a second from one address; call again in a few seconds.',
    });
  }
  if (method !== 'GET' && (status === 400 || status === 422 || /locked/i.test(words))) {
    return refusedAction(status, words);
  }
  if (status >= 500) {
    return new McmError('PROVIDER_ERROR', `Vultr failed (HTTP ${status}).`, {
      suggestion: 'Try again later; https://status.vultr.com may know more.',
    });
  }
  return undefined;
}

/** The key is right and its access control list does not have this machine's address. The API says so with 401. */
function notFromHere(words: string, status: number): McmError {
  const address = words
    .split(/[\s()]+/)
    .map((word) => addressOf(word))
    .find((found) => found !== undefined);
  return new McmError(
    'PERMISSION_DENIED',
    `Vultr does not accept this API key from this machine's address${address === undefined ? '' : `, ${address}`} (HTTP ${status}).`,
    { suggestion: `Add the address under Access Control at ${KEYS}; IPv4 and IPv6 are listed apart.` },
  );
}

function forbidden(method: string): McmError {
  const right = method === 'GET' ? 'view' : 'manage';
  return new McmError('PERMISSION_DENIED', 'The Vultr API key may not do this (HTTP 403).', {
    suggestion: `Use a key of a user who may ${right} subscriptions, or give its user that permission under Account, Users; and check Access Control at ${KEYS}.`,
  });
}

/** A single thing that is not there. A list is always there: one that is not means that this is not Vultr's API. */
function notFound({ path, body }: HttpFailure, words: string): McmError {
  if (/^\/v2\/instances\/[^/]+/.test(path)) {
    return new McmError('RESOURCE_NOT_FOUND', 'Vultr has no such instance (HTTP 404).', {
      // An end point that is not Vultr's can answer 404 too; only words of its own tell them apart.
      details: { said_by_vultr: body !== undefined && words !== '' },
    });
  }
  return new McmError('PROVIDER_ERROR', "The end point does not answer like Vultr's API (HTTP 404).", {
    retryable: false,
    suggestion: 'Check VULTR_API_URL and endpoint in the config: the base URL is without /v2.',
  });
}

/** A power request has no arguments, so what Vultr can object to is the instance's state. A locked one is even answered with 500. */
function refusedAction(status: number, words: string): McmError {
  if (/locked/i.test(words)) {
    return new McmError(
      'OPERATION_IN_PROGRESS',
      `Vultr is at work on this instance and keeps it locked (HTTP ${status}).`,
      { suggestion: 'Wait until its server_status is ok; get_vultr_instance_info shows it.' },
    );
  }
  return new McmError(
    'INSTANCE_STATE_CONFLICT',
    `Vultr did not accept the action: it does not fit the instance's present state (HTTP ${status}).`,
    { suggestion: 'Look at the instance first.' },
  );
}

/** The API's error objects have a sentence in `error`. It is only recognized, never shown. */
function wordsOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
    ? body.error
    : '';
}
