import { describe, expect, it } from '@jest/globals';
import type { HttpFailure } from 'multi-cloud-manager/plugin';
import { toError } from '../../plugins/vultr/errors.js';

const ITEM = '/v2/instances/cb676a46-66fd-4dfb-b839-443f2e6c0b60';

const failure = (method: string, path: string, status: number, error?: string): HttpFailure => ({
  kind: 'status',
  method,
  path,
  status,
  ...(error !== undefined && { body: { error, status } }),
});
const get = (status: number, error?: string, path = '/v2/instances') => failure('GET', path, status, error);
const post = (status: number, error?: string) => failure('POST', `${ITEM}/start`, status, error);

describe('a failure of Vultr', () => {
  it.each<[HttpFailure, string, string]>([
    [get(401, 'Invalid API token.'), 'INVALID_CREDENTIALS', 'refused the API key'],
    [get(401), 'INVALID_CREDENTIALS', 'refused the API key'],
    [get(403, 'Forbidden.'), 'PERMISSION_DENIED', 'may not do this'],
    [post(403), 'PERMISSION_DENIED', 'may not do this'],
    [get(404, 'instance not found', ITEM), 'RESOURCE_NOT_FOUND', 'no such instance'],
    [get(404, undefined, `${ITEM}/ipv4`), 'RESOURCE_NOT_FOUND', 'no such instance'],
    [post(404, 'instance not found'), 'RESOURCE_NOT_FOUND', 'no such instance'],
    [get(404), 'PROVIDER_ERROR', "does not answer like Vultr's API"],
    [get(404, 'Not found.', '/v2/reserved-ips'), 'PROVIDER_ERROR', "does not answer like Vultr's API"],
    [get(500, 'Internal'), 'PROVIDER_ERROR', 'Vultr failed (HTTP 500)'],
    [get(503), 'PROVIDER_ERROR', 'Vultr failed (HTTP 503)'],
    [get(503, 'Rate limit reached'), 'RATE_LIMITED', 'asks for a pause'],
    [{ ...get(503), retryAfterSeconds: 1 }, 'RATE_LIMITED', 'asks for a pause'],
    [post(400, 'Unable to start server: it is pending.'), 'INSTANCE_STATE_CONFLICT', 'present state'],
    [post(400), 'INSTANCE_STATE_CONFLICT', 'present state'],
    [post(422), 'INSTANCE_STATE_CONFLICT', 'present state'],
    [post(500, 'Unable to start server: Server is currently locked'), 'OPERATION_IN_PROGRESS', 'locked'],
    [post(500), 'PROVIDER_ERROR', 'Vultr failed (HTTP 500)'],
  ])('%j is %s', (given, code, words) => {
    const error = toError(given);
    expect([error?.code, error?.message]).toEqual([code, expect.stringContaining(words)]);
  });

  it.each([
    [get(429)],
    [get(400)],
    [{ kind: 'timeout', method: 'GET', path: ITEM } as const],
    [{ kind: 'tls', method: 'GET', path: ITEM } as const],
  ])('%j is left to the host', (given) => {
    expect(toError(given)).toBeUndefined();
  });

  it.each([
    [401, 'Unauthorized IP address: 203.0.113.9', ', 203.0.113.9'],
    [403, 'Unauthorized IP address: 2001:0db8::0009', ', 2001:db8::9'],
    [403, 'Your IP (203.0.113.9) is not authorized to use this API key', ', 203.0.113.9'],
    [401, 'Unauthorized IP address: <b>you</b>', ''],
  ])('%i %j says that the address is not let in, and where to change that', (status, words, address) => {
    const error = toError(get(status, words));
    expect(error?.code).toBe('PERMISSION_DENIED');
    expect(error?.message).toBe(
      `Vultr does not accept this API key from this machine's address${address} (HTTP ${status}).`,
    );
    expect(error?.suggestion).toContain('Access Control');
  });

  it('names the permission that a reader and a switcher need', () => {
    expect(toError(get(403))?.suggestion).toContain('may view subscriptions');
    expect(toError(post(403))?.suggestion).toContain('may manage subscriptions');
  });

  it("never repeats the cloud's own text", () => {
    for (const status of [400, 401, 403, 404, 422, 500, 503]) {
      for (const make of [get, post]) {
        const error = toError(make(status, 'canary text'));
        expect(JSON.stringify([error?.message, error?.suggestion, error?.details])).not.toContain('canary');
      }
    }
  });
});
