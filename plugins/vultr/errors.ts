import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';
import { addressOf } from './address.js';
import { say } from './words.js';

const KEYS = 'https://my.vultr.com/settings/#settingsapi';

/** Vultr's failures in words that help; undefined where the host's own are as good. Its 4xx answers may have no body at all. */
export function toError(failure: HttpFailure): McmError | undefined {
  if (failure.kind !== 'status') return undefined;
  const { status = 0, method } = failure;
  const said = wordsOf(failure.body);
  if ((status === 401 || status === 403) && /unauthorized ip|ip .*not authorized/i.test(said)) {
    return notFromHere(said, status);
  }
  if (status === 401) {
    return new McmError(
      'INVALID_CREDENTIALS',
      say((words) => words.refused),
      { suggestion: say((words) => words.newKey(KEYS)) },
    );
  }
  if (status === 403) return forbidden(method);
  if (status === 404) return notFound(failure, said);
  if (status === 503 && (/rate limit/i.test(said) || failure.retryAfterSeconds !== undefined)) {
    return new McmError(
      'RATE_LIMITED',
      say((words) => words.pause),
      { suggestion: say((words) => words.pace) },
    );
  }
  if (method !== 'GET' && (status === 400 || status === 422 || /locked/i.test(said))) {
    return refusedAction(status, said);
  }
  if (status >= 500) {
    return new McmError(
      'PROVIDER_ERROR',
      say((words) => words.failed(status)),
      { suggestion: say((words) => words.tryLater) },
    );
  }
  return undefined;
}

/** The key is right and its access control list does not have this machine's address. The API says so with 401. */
function notFromHere(said: string, status: number): McmError {
  const address = said
    .split(/[\s()]+/)
    .map((word) => addressOf(word))
    .find((found) => found !== undefined);
  return new McmError(
    'PERMISSION_DENIED',
    say((words) => words.notFromHere(status, address)),
    { suggestion: say((words) => words.addAddress(KEYS)) },
  );
}

function forbidden(method: string): McmError {
  const right = method === 'GET' ? 'view' : 'manage';
  return new McmError(
    'PERMISSION_DENIED',
    say((words) => words.mayNot),
    { suggestion: say((words) => words.right[right](KEYS)) },
  );
}

/** A single thing that is not there. A list is always there: one that is not means that this is not Vultr's API. */
function notFound({ path, body }: HttpFailure, said: string): McmError {
  if (/^\/v2\/instances\/[^/]+/.test(path)) {
    return new McmError(
      'RESOURCE_NOT_FOUND',
      say((words) => words.notThere),
      // An end point that is not Vultr's can answer 404 too; only words of its own tell them apart.
      { details: { said_by_vultr: body !== undefined && said !== '' } },
    );
  }
  return new McmError(
    'PROVIDER_ERROR',
    say((words) => words.otherApi),
    { retryable: false, suggestion: say((words) => words.checkUrl) },
  );
}

/** A power request has no arguments, so what Vultr can object to is the instance's state. A locked one is even answered with 500. */
function refusedAction(status: number, said: string): McmError {
  if (/locked/i.test(said)) {
    return new McmError(
      'OPERATION_IN_PROGRESS',
      say((words) => words.lockedNow(status)),
      { suggestion: say((words) => words.waitForIt) },
    );
  }
  return new McmError(
    'INSTANCE_STATE_CONFLICT',
    say((words) => words.conflict(status)),
    { suggestion: say((words) => words.lookFirst) },
  );
}

/** The API's error objects have a sentence in `error`. It is only recognized, never shown. */
function wordsOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
    ? body.error
    : '';
}
