import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const TOKENS = 'https://cloud.digitalocean.com/account/api/tokens';

/** The scope that a request needs; https://docs.digitalocean.com/reference/api/scopes/ */
function scopeOf({ method, path }: HttpFailure): string {
  if (path.startsWith('/v2/monitoring/')) return 'monitoring:read';
  if (path.startsWith('/v2/account')) return 'account:read';
  return method === 'GET' ? 'droplet:read' : 'droplet:update';
}

/** DigitalOcean's failures in words that help; undefined where the host's own are as good. */
export function toError(failure: HttpFailure): McmError | undefined {
  if (failure.kind !== 'status') return undefined;
  const { status = 0, method } = failure;
  if (status === 401) {
    return new McmError(
      'INVALID_CREDENTIALS',
      say((words) => words.refused),
      { suggestion: say((words) => words.newToken(TOKENS)) },
    );
  }
  if (status === 403) {
    const scope = scopeOf(failure);
    return new McmError(
      'PERMISSION_DENIED',
      say((words) => words.lacksScope(scope)),
      { suggestion: say((words) => words.useScope(scope, TOKENS)), details: { scope } },
    );
  }
  if (status === 404) return notFound(failure);
  if (status === 422 && method !== 'GET') return refusedAction(failure);
  if (status >= 500) {
    return new McmError(
      'PROVIDER_ERROR',
      say((words) => words.failed(status)),
      { suggestion: say((words) => words.tryLater) },
    );
  }
  return undefined;
}

/** Only the API's own 404 says that there is no droplet; a wrong end point answers 404 to everything. */
function notFound({ body }: HttpFailure): McmError {
  if (wordsOf(body) !== undefined) {
    return new McmError(
      'RESOURCE_NOT_FOUND',
      say((words) => words.notThere),
    );
  }
  return new McmError(
    'PROVIDER_ERROR',
    say((words) => words.otherApi),
    { retryable: false, suggestion: say((words) => words.checkUrl) },
  );
}

function refusedAction({ body }: HttpFailure): McmError {
  const said = wordsOf(body) ?? '';
  if (/pending event|another (event|action)|in progress/i.test(said)) {
    return new McmError(
      'OPERATION_IN_PROGRESS',
      say((words) => words.busy),
      { suggestion: say((words) => words.waitForIt) },
    );
  }
  const state = /locked/i.test(said)
    ? 'locked'
    : /already powered on/i.test(said)
      ? 'on'
      : /already powered off|currently off|is off/i.test(said)
        ? 'off'
        : 'other';
  return new McmError(
    'INSTANCE_STATE_CONFLICT',
    say(({ conflict }) => conflict[state]),
    { suggestion: say((words) => words.lookFirst) },
  );
}

/** The API's error objects have an id and a message. The message is only recognized, never shown. */
function wordsOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('id' in body) || typeof body.id !== 'string')
    return undefined;
  return 'message' in body && typeof body.message === 'string' ? body.message : '';
}
