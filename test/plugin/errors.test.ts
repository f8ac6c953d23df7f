import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES, McmError, type ErrorCode } from 'multi-cloud-manager/plugin';

/** Code → whether a second try may help. */
const CODES: Readonly<Record<ErrorCode, boolean>> = {
  PROVIDER_NOT_AVAILABLE: false,
  INVALID_CREDENTIALS: false,
  CONFIRMATION_FAILED: false,
  RESOURCE_NOT_FOUND: false,
  OPERATION_NOT_SUPPORTED: false,
  VALIDATION_FAILED: false,
  PERMISSION_DENIED: false,
  POLICY_DENIED: false,
  POWER_LOCKED: false,
  INSTANCE_STATE_CONFLICT: false,
  TARGET_CHANGED: true,
  OPERATION_IN_PROGRESS: true,
  RATE_LIMITED: true,
  PROVIDER_TIMEOUT: true,
  PROVIDER_ERROR: true,
  AUDIT_UNAVAILABLE: false,
  CANCELLED: true,
  INTERNAL: false,
};

describe('the table of error codes', () => {
  it('has these, each with a meaning and a remedy in a sentence', () => {
    expect(
      Object.fromEntries(Object.entries(ERROR_CODES).map(([code, { retryable }]) => [code, retryable])),
    ).toEqual(CODES);
    for (const { meaning, remedy } of Object.values(ERROR_CODES)) {
      expect(meaning).toMatch(/^[A-Z].{15,}\.$/);
      expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
    }
  });
});

describe('an McmError', () => {
  it('takes from the table whether a second try may help, unless it knows better', () => {
    expect(new McmError('RATE_LIMITED', 'Wait.').retryable).toBe(true);
    expect(new McmError('RATE_LIMITED', 'Never.', { retryable: false }).retryable).toBe(false);
  });

  it('keeps what caused it', () => {
    const cause = new Error('below');
    expect(new McmError('INTERNAL', 'Above.', { cause })).toMatchObject({
      name: 'McmError',
      message: 'Above.',
      cause,
    });
    expect('cause' in new McmError('INTERNAL', 'Above.')).toBe(false);
  });

  it('of another copy of the API is one too, and what only looks like one is not', () => {
    const foreign = Object.defineProperty(new Error('x'), Symbol.for('multi-cloud-manager.error'), {
      value: true,
    });
    expect([McmError.is(foreign), McmError.is(new McmError('INTERNAL', 'x'))]).toEqual([true, true]);
    expect([McmError.is(new Error('x')), McmError.is({ code: 'INTERNAL' }), McmError.is(undefined)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
