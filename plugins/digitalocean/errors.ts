import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';

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
    return new McmError('INVALID_CREDENTIALS', 'DigitalOcean refused the token (HTTP 401).', {
      suggestion: `Make a new one at ${TOKENS} and put it where the config looks for it.`,
    });
  }
  if (status === 403) {
    const scope = scopeOf(failure);
    return new McmError('PERMISSION_DENIED', `The DigitalOcean token lacks the scope ${scope} (HTTP 403).`, {
      suggestion: `Use a token with ${scope}; scopes are chosen when a token is made, at ${TOKENS}.`,
      details: { scope },
    });
  }
  if (status === 404) return notFound(failure);
  if (status === 422 && method !== 'GET') return refusedAction(failure);
  if (status >= 500) {
    return new McmError('PROVIDER_ERROR', `DigitalOcean failed (HTTP ${status}).`, {
      suggestion: 'Try again later; https://status.digitalocean.com may know more.',
    });
  }
  return undefined;
}

/** Only the API's own 404 says that there is no droplet; a wrong end point answers 404 to everything. */
function notFound({ body }: HttpFailure): McmError {
  if (wordsOf(body) !== undefined) {
    return new McmError('RESOURCE_NOT_FOUND', 'DigitalOcean has no such droplet or action (HTTP 404).');
  }
  return new McmError('PROVIDER_ERROR', "The end point does not answer like DigitalOcean's API (HTTP 404).", {
    retryable: false,
    suggestion: 'Check DIGITALOCEAN_API_URL and endpoint in the config: the base URL is without /v2.',
  });
}

function refusedAction({ body }: HttpFailure): McmError {
  const words = wordsOf(body) ?? '';
  if (/pending event|another (event|action)|in progress/i.test(words)) {
    return new McmError(
      'OPERATION_IN_PROGRESS',
      'Another action on this droplet is under way at DigitalOcean.',
      {
        suggestion: 'Wait until it has ended; get_digitalocean_droplet_actions shows it.',
      },
    );
  }
  const state = /locked/i.test(words)
    ? 'the droplet is locked'
    : /already powered on/i.test(words)
      ? 'the droplet is on already'
      : /already powered off|currently off|is off/i.test(words)
        ? 'the droplet is off'
        : "it does not fit the droplet's present state";
  return new McmError(
    'INSTANCE_STATE_CONFLICT',
    `DigitalOcean did not accept the action: ${state} (HTTP 422).`,
    {
      suggestion: 'Look at the droplet first.',
    },
  );
}

/** The API's error objects have an id and a message. The message is only recognized, never shown. */
function wordsOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('id' in body) || typeof body.id !== 'string')
    return undefined;
  return 'message' in body && typeof body.message === 'string' ? body.message : '';
}
