import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';
import { MICROVERSION } from './microversion.js';

/** Keystone's failures in words that help; undefined where the host's own are as good. It does not say what is wrong with a login. */
export function toLoginError({ kind, status = 0 }: HttpFailure): McmError | undefined {
  if (kind !== 'status') return undefined;
  if (status === 401)
    return new McmError('INVALID_CREDENTIALS', 'Keystone refused the login (HTTP 401).', {
      suggestion:
        'Check the user, the project, their domains and the password, or the id and the secret of the application credential, which may have expired.',
    });
  if (status === 403)
    return new McmError('PERMISSION_DENIED', 'Keystone does not let this user in here (HTTP 403).');
  if ((status >= 300 && status < 400) || status === 404 || status === 405)
    return new McmError('PROVIDER_ERROR', `There is no Keystone v3 at authUrl (HTTP ${status}).`, {
      retryable: false,
      suggestion: 'authUrl is what OS_AUTH_URL says, e.g. https://keystone.example.com:5000/v3.',
    });
  return undefined;
}

/** Nova's failures. */
export function toComputeError(failure: HttpFailure): McmError | undefined {
  if (failure.kind !== 'status') return undefined;
  const { status = 0, body } = failure;
  if (status === 404) return notFound(body);
  if (status === 406)
    return new McmError(
      'PROVIDER_NOT_AVAILABLE',
      `Nova here does not speak version ${MICROVERSION} of its API, which is of 2019 (HTTP 406).`,
    );
  if (status === 409) return conflict(faultIn(body).message);
  // Before it was 429.
  if (status === 413 && faultIn(body).name === 'overLimit')
    return new McmError('RATE_LIMITED', 'Nova asks for a pause (HTTP 413).');
  return toServiceError(failure, 'Nova');
}

/** Neutron's failures. */
export function toNetworkError(failure: HttpFailure): McmError | undefined {
  return toServiceError(failure, 'Neutron');
}

function toServiceError({ kind, status, method }: HttpFailure, service: string): McmError | undefined {
  if (kind !== 'status') return undefined;
  if (status === 401)
    return new McmError('INVALID_CREDENTIALS', `${service} refused the token (HTTP 401).`, {
      suggestion:
        'Call again: then a new one is fetched. If it is refused too, the user has lost its role in the project.',
    });
  if (status === 403)
    return new McmError('PERMISSION_DENIED', `${service} does not let this user do that (HTTP 403).`, {
      suggestion: `It takes the role ${method === 'GET' ? 'reader' : 'member'} in the project, or what the cloud's policy wants instead.`,
    });
  return undefined;
}

/** Only Nova's own 404 says that there is no server; a wrong end point answers 404 to everything. */
function notFound(body: unknown): McmError {
  if (faultIn(body).name === 'itemNotFound')
    return new McmError('RESOURCE_NOT_FOUND', 'Nova has no such server in this project (HTTP 404).');
  return new McmError('PROVIDER_ERROR', 'The compute end point does not answer like Nova (HTTP 404).', {
    retryable: false,
  });
}

/** The words are recognized only, never shown. */
function conflict(words: string): McmError {
  if (/task_state (?!None)/.test(words))
    return new McmError('OPERATION_IN_PROGRESS', 'Nova is at work on this server (HTTP 409).', {
      suggestion: 'Wait until it has no task any more; its provider_status shows that.',
    });
  const why = words.includes('is locked')
    ? 'the server is locked'
    : "it does not fit the server's present state";
  return new McmError('INSTANCE_STATE_CONFLICT', `Nova did not accept the action: ${why} (HTTP 409).`, {
    suggestion: 'Look at the server first.',
  });
}

/** Nova's faults are `{ "itemNotFound": { "code": 404, "message": "…" } }`. */
function faultIn(body: unknown): { readonly name: string; readonly message: string } {
  const [entry] = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const fault: unknown = entry?.[1];
  const isFault = typeof fault === 'object' && fault !== null && 'message' in fault;
  return {
    name: entry?.[0] ?? '',
    message: isFault && typeof fault.message === 'string' ? fault.message : '',
  };
}
