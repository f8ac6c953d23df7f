import type { AnonymousRequest, Fault, SimulatorReply } from 'multi-cloud-manager/testing';

/** The id of a request, the same in every run. */
export function requestId(request: Pick<AnonymousRequest, 'number'>): string {
  return `00000000-0000-4000-8000-${String(request.number).padStart(12, '0')}`;
}

const failure =
  (status: number, id: string, message: string) =>
  (request: Pick<AnonymousRequest, 'number'>): SimulatorReply => ({
    status,
    body: { id, message, request_id: requestId(request) },
  });

export const unauthorized = failure(401, 'unauthorized', 'Unable to authenticate you.');
export const forbidden = failure(403, 'forbidden', 'You do not have access for the attempted action.');
export const notFound = failure(404, 'not_found', 'The resource you requested could not be found.');

/** The id is documented; the API's reference gives no sentences for 422, these are as its users report them or a guess. */
export const unprocessable = (request: Pick<AnonymousRequest, 'number'>, message: string): SimulatorReply =>
  failure(422, 'unprocessable_entity', message)(request);

/** For `fail`: the rate limit as the API words it, asking for a pause of so many seconds. */
export function rateLimited(retryAfter: number): Fault {
  return {
    kind: 'status',
    status: 429,
    retryAfter,
    headers: { 'ratelimit-remaining': '0' },
    body: { id: 'too_many_requests', message: 'API rate limit exceeded.' },
  };
}

/** For `fail`: the API's own 500. */
export function serverError(): Fault {
  return {
    kind: 'status',
    status: 500,
    body: { id: 'server_error', message: 'Unexpected server-side error' },
  };
}
