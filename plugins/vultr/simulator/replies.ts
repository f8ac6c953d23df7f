import type { Fault, SimulatorReply } from 'multi-cloud-manager/testing';

/** The API's error object. The sentences are as its users report them; where none is known, a guess. */
const failure = (status: number, error: string): SimulatorReply => ({ status, body: { error, status } });

export const badRequest = (error: string): SimulatorReply => failure(400, error);
export const unauthorized = (): SimulatorReply => failure(401, 'Invalid API token.');
export const unauthorizedAddress = (address: string): SimulatorReply =>
  failure(401, `Unauthorized IP address: ${address}`);
export const forbidden = (): SimulatorReply => failure(403, 'Forbidden.');
export const noInstance = (): SimulatorReply => failure(404, 'instance not found');
export const notFound = (): SimulatorReply => failure(404, 'Not found.');
export const tooMany = (): SimulatorReply => ({
  ...failure(429, 'Rate limit exceeded.'),
  headers: { 'retry-after': '1' },
});
/** A locked instance is answered with 500, as its users report. */
export const locked = (what: string): SimulatorReply =>
  failure(500, `Unable to ${what} server: Server is currently locked`);

/** The same without its body, as the API sends some of its 4xx answers. */
export function withoutBody(reply: SimulatorReply): SimulatorReply {
  if (reply.status < 400 || reply.status >= 500) return reply;
  return { status: reply.status, ...(reply.headers && { headers: reply.headers }) };
}

/** For `fail`: the rate limit as the API says it, asking for a pause of so many seconds. */
export function rateLimited(retryAfter: number): Fault {
  return { kind: 'status', ...failure(429, 'Rate limit exceeded.'), retryAfter };
}

/** For `fail`: the API's own 500. */
export function serverError(): Fault {
  return { kind: 'status', ...failure(500, 'Internal server error.') };
}

/** For `fail`: the access control list of the key does not have the address. */
export function addressRefused(address: string): Fault {
  return { kind: 'status', ...unauthorizedAddress(address) };
}
