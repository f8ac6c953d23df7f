import { describe, expect, it } from '@jest/globals';
import { cleanCause } from '../../src/http/cause.js';
import { classify, retryAfterSeconds } from '../../src/http/failure.js';
import { errorFor } from '../../src/http/map.js';

const failing = (code: string, name = 'RequestError'): Error =>
  Object.assign(new Error('text of the library'), { code, name });

describe('an error of the network', () => {
  it.each([
    ['ENOTFOUND', 'dns', false],
    ['EAI_AGAIN', 'dns', true],
    ['ECONNREFUSED', 'connection', false],
    ['ECONNRESET', 'connection', true],
    ['ETIMEDOUT', 'timeout', true],
    ['CERT_HAS_EXPIRED', 'tls', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
    ['EPROTO', 'tls', false],
    ['HPE_INVALID_CONSTANT', 'unreadable', true],
    ['ERR_SOMETHING_ELSE', 'connection', false],
  ])('%s is of the kind %s', (code, kind, transient) => {
    expect(classify(failing(code))).toEqual({ kind, transient });
  });

  it('about the host name becomes a sentence with a hint', () => {
    const error = errorFor(
      {
        failure: { kind: 'dns', method: 'GET', path: '/a' },
        note: 'ENOTFOUND',
        transient: false,
        reached: false,
      },
      'acme',
    );
    expect(error).toMatchObject({
      code: 'PROVIDER_ERROR',
      provider: 'acme',
      message: "The API's host name was not found (ENOTFOUND).",
    });
    expect(error.suggestion).toContain('Check the network');
  });
});

describe('retry-after', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['12', 12],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('of %s is %s seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

describe('a cause for the log', () => {
  it('keeps name, code and message, without secrets, queries and credentials in URLs', () => {
    const error = Object.assign(failing('ECONNRESET'), {
      message: 'GET https://me:pw@api.example.com/v2/x?token=abc failed with s3cret-value',
      options: { headers: { authorization: 'Bearer s3cret-value' } },
    });
    const cause = cleanCause(error, ['s3cret-value']);
    expect(cause.message).toBe('GET https://api.example.com/v2/x failed with [redacted]');
    expect(cause).toMatchObject({ name: 'RequestError', code: 'ECONNRESET' });
    expect(cause).not.toHaveProperty('options');
    expect(cause.stack).not.toContain('s3cret-value');
  });
});
