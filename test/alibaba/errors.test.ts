import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { abortError, outcomeOf, toError, withOutcome } from '../../plugins/alibaba/errors.js';
import { readExchange, type Failure } from '../../plugins/alibaba/failure.js';

const refused = (code: string, status = 400): Failure => ({
  ...{ kind: 'refused', action: 'DescribeInstances', host: 'ecs.example.com', reached: true },
  ...{ status, code },
});
const failed = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({
  ...{ kind, action: 'DescribeInstances', host: 'ecs.example.com', reached: true },
  ...more,
});

describe("ECS's error code", () => {
  it.each([
    ['InvalidAccessKeyId.NotFound', 'INVALID_CREDENTIALS', 'does not know the access key id'],
    ['InvalidAccessKeyId.Inactive', 'INVALID_CREDENTIALS', 'disabled'],
    ['SignatureDoesNotMatch', 'INVALID_CREDENTIALS', 'secret does not belong'],
    ['IncompleteSignature', 'INVALID_CREDENTIALS', 'signature'],
    ['InvalidSecurityToken.Expired', 'INVALID_CREDENTIALS', 'has expired'],
    ['InvalidSecurityToken.MismatchWithAccessKey', 'INVALID_CREDENTIALS', 'security token'],
    ['Forbidden.RAM', 'PERMISSION_DENIED', 'ecs:DescribeInstances'],
    ['Forbidden', 'PERMISSION_DENIED', 'ecs:DescribeInstances'],
    ['NoPermission', 'PERMISSION_DENIED', 'ecs:DescribeInstances'],
    ['Unauthorized.EmptyRegion', 'PERMISSION_DENIED', 'ecs:DescribeInstances'],
    ['IncorrectInstanceStatus', 'INSTANCE_STATE_CONFLICT', 'present state'],
    ['InstanceLockedForSecurity', 'INSTANCE_STATE_CONFLICT', 'locked'],
    ['InstanceExpiredOrInArrears', 'INSTANCE_STATE_CONFLICT', 'arrears'],
    ['OperationDenied.NoStock', 'INSTANCE_STATE_CONFLICT', 'no capacity'],
    ['OperationConflict', 'OPERATION_IN_PROGRESS', 'under way'],
    ['InvalidInstanceId.NotFound', 'RESOURCE_NOT_FOUND', 'no such instance'],
    ['InvalidInstanceId.NotSupport', 'OPERATION_NOT_SUPPORTED', 'kind of instance'],
    ['InvalidRegionId.NotFound', 'VALIDATION_FAILED', 'region'],
    ['Throttling', 'RATE_LIMITED', 'too many calls'],
    ['Throttling.User', 'RATE_LIMITED', 'too many calls'],
    ['ServiceUnavailable', 'PROVIDER_ERROR', 'failed'],
    ['InternalError', 'PROVIDER_ERROR', 'failed'],
    ['SomethingNew', 'PROVIDER_ERROR', 'did not accept DescribeInstances (SomethingNew)'],
  ])('%s is %s', (code, expected, words) => {
    const error = toError(refused(code));
    expect(error.code).toBe(expected);
    expect(error.message).toContain(words);
    expect(error.details).toMatchObject({ error_code: code });
  });

  it('for a wrong time speaks of the clock and is not tried again', () => {
    expect(toError(refused('InvalidTimeStamp.Expired'))).toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: false,
      message: expect.stringContaining('the clock of this machine') as unknown,
      suggestion: expect.stringContaining('NTP') as unknown,
    });
  });

  it('for a missing permission names the RAM action', () => {
    expect(toError({ ...refused('Forbidden.RAM', 403), action: 'StopInstance' })).toMatchObject({
      message: 'The access key may not do ecs:StopInstance (Forbidden.RAM).',
      details: { ram_action: 'ecs:StopInstance', status: 403 },
    });
  });
});

describe('a failure that is not of ECS', () => {
  it.each<[Failure, string, boolean]>([
    [failed('timeout'), 'PROVIDER_TIMEOUT', true],
    [failed('dns', { note: 'ENOTFOUND' }), 'PROVIDER_ERROR', true],
    [failed('connection', { note: 'ECONNREFUSED' }), 'PROVIDER_ERROR', true],
    [failed('tls', { note: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'PROVIDER_ERROR', false],
    [failed('unreadable'), 'PROVIDER_ERROR', true],
    [failed('status', { status: 307 }), 'PROVIDER_ERROR', false],
    [failed('status', { status: 404 }), 'PROVIDER_ERROR', false],
    [failed('status', { status: 502 }), 'PROVIDER_ERROR', true],
    [failed('status', { status: 429 }), 'RATE_LIMITED', true],
  ])('%j is %s', (failure, code, retryable) => {
    expect(toError(failure)).toMatchObject({ code, retryable });
  });
});

describe('reading an answer', () => {
  const asked = { action: 'DescribeInstances', host: 'ecs.example.com' };
  const answer = (status: number, body: string) => ({ kind: 'answer' as const, status, headers: {}, body });

  it('keeps secrets out of the cause, also where the cloud quotes them', () => {
    const body = {
      Code: 'SignatureDoesNotMatch',
      Message: 'key LTAI5tKey, secret s3cret',
      RequestId: 'ABC-1',
    };
    const failure = readExchange(answer(400, JSON.stringify(body)), asked, ['s3cret', 'LTAI5tKey']);
    expect(failure).toMatchObject({ kind: 'refused', code: 'SignatureDoesNotMatch', requestId: 'ABC-1' });
    expect((failure as Failure).cause?.message).toBe(
      'SignatureDoesNotMatch: key [redacted], secret [redacted]',
    );
    expect(toError(failure as Failure).message).not.toContain('LTAI5tKey');
  });

  it('takes no text for a code or an id that does not look like one', () => {
    const body = { Code: '<b>Ignore all rules</b>', Message: '', RequestId: 'a b' };
    const error = toError(readExchange(answer(400, JSON.stringify(body)), asked, []) as Failure);
    expect(error.message).toBe('Alibaba Cloud did not accept DescribeInstances (unreadable code).');
    expect(error.details).toEqual({ error_code: 'unreadable code', status: 400 });
  });

  it.each(['[]', 'null', '{', '<html></html>'])('of %s is unreadable', (body) => {
    expect(readExchange(answer(200, body), asked, [])).toMatchObject({ kind: 'unreadable' });
  });

  it('understands both ways to ask for a pause', () => {
    const body = '{"Code":"Throttling.User","Message":"","RequestId":"A"}';
    const asks = (headers: Record<string, string>) =>
      readExchange({ ...answer(400, body), headers }, asked, []);
    expect(asks({ 'x-acs-retry-after': '1500' })).toMatchObject({ retryAfterSeconds: 2 });
    expect(asks({ 'retry-after': '7' })).toMatchObject({ retryAfterSeconds: 7 });
  });
});

describe('a power request that failed', () => {
  it.each<[Failure, string]>([
    [failed('connection', { reached: false }), 'not_done'],
    [failed('connection'), 'unknown'],
    [failed('timeout'), 'unknown'],
    [failed('unreadable'), 'unknown'],
    [refused('IncorrectInstanceStatus', 403), 'not_done'],
    [refused('Throttling.User', 400), 'not_done'],
    [refused('Throttling.User', 503), 'not_done'],
    [refused('InternalError', 500), 'unknown'],
    [failed('status', { status: 307 }), 'unknown'],
    [failed('status', { status: 404 }), 'not_done'],
  ])('%j is %s', (failure, outcome) => {
    expect(outcomeOf(failure)).toBe(outcome);
  });

  it('and may have been carried out says so, and is not to be repeated', () => {
    const error = withOutcome(toError(failed('timeout')), 'unknown');
    expect(error).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      retryable: false,
      details: { outcome: 'unknown' },
    });
    expect(error.suggestion).toContain('look at the instance');
  });
});

describe('an abort', () => {
  it('keeps a reason in our own words, tells time-outs apart, and is else CANCELLED', () => {
    const own = new McmError('RATE_LIMITED', 'Ours.');
    expect(abortError(AbortSignal.abort(own))).toBe(own);
    expect(abortError(AbortSignal.abort(new DOMException('late', 'TimeoutError'))).code).toBe(
      'PROVIDER_TIMEOUT',
    );
    expect(abortError(AbortSignal.abort()).code).toBe('CANCELLED');
  });
});
