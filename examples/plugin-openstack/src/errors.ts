import { McmError, type HttpFailure } from 'multi-cloud-manager/plugin';
import { MICROVERSION } from './microversion.js';
import { say } from './words.js';

/** Keystone's failures in words that help; undefined where the host's own are as good. It does not say what is wrong with a login. */
export function toLoginError({ kind, status = 0 }: HttpFailure): McmError | undefined {
  if (kind !== 'status') return undefined;
  if (status === 401)
    return new McmError(
      'INVALID_CREDENTIALS',
      say((words) => words.loginRefused),
      { suggestion: say((words) => words.checkLogin) },
    );
  if (status === 403)
    return new McmError(
      'PERMISSION_DENIED',
      say((words) => words.notLetIn),
    );
  if ((status >= 300 && status < 400) || status === 404 || status === 405)
    return new McmError(
      'PROVIDER_ERROR',
      say((words) => words.noKeystone(status)),
      { retryable: false, suggestion: say((words) => words.authUrl) },
    );
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
      say((words) => words.oldNova(MICROVERSION)),
    );
  if (status === 409) return conflict(faultIn(body).message);
  // Before it was 429.
  if (status === 413 && faultIn(body).name === 'overLimit')
    return new McmError(
      'RATE_LIMITED',
      say((words) => words.pause),
    );
  return toServiceError(failure, 'Nova');
}

/** Neutron's failures. */
export function toNetworkError(failure: HttpFailure): McmError | undefined {
  return toServiceError(failure, 'Neutron');
}

function toServiceError({ kind, status, method }: HttpFailure, service: string): McmError | undefined {
  if (kind !== 'status') return undefined;
  if (status === 401)
    return new McmError(
      'INVALID_CREDENTIALS',
      say((words) => words.tokenRefused(service)),
      { suggestion: say((words) => words.callAgain) },
    );
  if (status === 403)
    return new McmError(
      'PERMISSION_DENIED',
      say((words) => words.mayNot(service)),
      { suggestion: say((words) => words.takesRole(method === 'GET' ? 'reader' : 'member')) },
    );
  return undefined;
}

/** Only Nova's own 404 says that there is no server; a wrong end point answers 404 to everything. */
function notFound(body: unknown): McmError {
  if (faultIn(body).name === 'itemNotFound')
    return new McmError(
      'RESOURCE_NOT_FOUND',
      say((words) => words.notThere),
    );
  return new McmError(
    'PROVIDER_ERROR',
    say((words) => words.noNova),
    { retryable: false },
  );
}

/** The words are recognized only, never shown. */
function conflict(said: string): McmError {
  if (/task_state (?!None)/.test(said))
    return new McmError(
      'OPERATION_IN_PROGRESS',
      say((words) => words.busy),
      { suggestion: say((words) => words.waitForIt) },
    );
  return new McmError(
    'INSTANCE_STATE_CONFLICT',
    say((words) => (said.includes('is locked') ? words.conflict.locked : words.conflict.other)),
    { suggestion: say((words) => words.lookFirst) },
  );
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
