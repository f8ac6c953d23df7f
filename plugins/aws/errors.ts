import { McmError, type ErrorCode, type McmErrorOptions, type Text, known } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';
import { cleanCause, failureOf, type Failure } from './failure.js';
import { renewal, renewalAfter } from './renewal.js';
import { say } from './words.js';

/** What was asked when it failed. */
export interface Asked {
  /** As IAM names it, e.g. `ec2:DescribeInstances`. */
  readonly action: string;
  readonly region: string;
  readonly account: AwsAccount;
}

type Words = readonly [ErrorCode, Text, McmErrorOptions?];

const REFUSED =
  /^(AuthFailure|UnrecognizedClient(Exception)?|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature(Exception)?|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|ExpiredToken(Exception)?|RequestExpired|RequestTimeTooSkewed)$/;
const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|RequestTimeTooSkewed)$/;
const DENIED = /^(UnauthorizedOperation|AccessDenied(Exception)?|NotAuthorized|UnauthorizedAccess)$/;
const THROTTLED =
  /^(RequestLimitExceeded|EC2ThrottledException|Throttling(Exception)?|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|SlowDown|LimitExceeded(Exception)?|BandwidthLimitExceeded)$/;
const FAILED =
  /^(Internal(Error|Failure|ServiceError|ServerError|ServiceFault|ServiceException)|(Service)?Unavailable(Exception)?)$/;

/** Whether credentials that were renewed meanwhile may be accepted. */
export const refusesCredentials = (error: unknown): boolean => REFUSED.test(failureOf(error).name);

/** Whether AWS says that an instance with this id is not here. */
export const saysNoInstance = (error: unknown): boolean =>
  /^InvalidInstanceID\.(NotFound|Malformed)$/.test(failureOf(error).name);

/** The error for whatever the SDK threw, in our own words. */
export function toError(error: unknown, asked: Asked): McmError {
  if (McmError.is(error)) return error;
  const failure = failureOf(error);
  const { name, status, requestId, said } = failure;
  const [code, message, options] = wordsFor(failure, asked);
  const details = known({ status, aws_code: said ? name : undefined, request_id: requestId });
  return new McmError(code, message, {
    ...options,
    details: { ...details, ...options?.details },
    cause: cleanCause(failure),
  });
}

function wordsFor(failure: Failure, asked: Asked): Words {
  const { name, status } = failure;
  if (/^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(name))
    return noCredentials(failure, asked);
  if (REFUSED.test(name)) return refused(name, asked);
  if (DENIED.test(name)) return denied(name, asked);
  if (name === 'OptInRequired' || name === 'PendingVerification' || name === 'Blocked') {
    return [
      'PERMISSION_DENIED',
      say((words) => words.notEnabled(asked.region, name)),
      { suggestion: say((words) => words.enable(asked.region)) },
    ];
  }
  if (THROTTLED.test(name) || status === 429) {
    return ['RATE_LIMITED', say((words) => words.throttled(asked.region, name))];
  }
  if (FAILED.test(name) || (status ?? 0) >= 500) {
    return [
      'PROVIDER_ERROR',
      say((words) => words.failed(asked.region, status)),
      { suggestion: say((words) => words.tryLater) },
    ];
  }
  return failure.said ? unexpected(failure, asked) : onTheWay(failure, asked);
}

function noCredentials({ message }: Failure, { account }: Asked): Words {
  const { name, profile } = account;
  const gone = /expired|SSO session|re-?authenticate|aws (sso )?login/i.test(message);
  return [
    'INVALID_CREDENTIALS',
    say(({ signInExpired, noCredentials: none }) => {
      const words = gone ? signInExpired : none;
      return profile === undefined ? words.account(name) : words.profile(profile);
    }),
    { suggestion: say((words) => renewalAfter(message, account, words)) },
  ];
}

function refused(name: string, { account, region }: Asked): Words {
  if (EXPIRED.test(name)) {
    return [
      'INVALID_CREDENTIALS',
      say((words) => words.expired(account.name, name)),
      { suggestion: say((words) => renewal(account, words)) },
    ];
  }
  return [
    'INVALID_CREDENTIALS',
    say((words) => words.refused(account.name, region, name)),
    {
      suggestion: say((words) => {
        const advice = renewal(account, words);
        return name === 'AuthFailure' ? words.sameForRegion(advice) : advice;
      }),
    },
  ];
}

function denied(name: string, { action, account, region }: Asked): Words {
  return [
    'PERMISSION_DENIED',
    say((words) => words.mayNot(account.name, action, region, name)),
    { suggestion: say((words) => words.allow(action)), details: { action } },
  ];
}

function unexpected({ name, status }: Failure, { action }: Asked): Words {
  const isCode = /^[A-Za-z0-9.]{1,80}$/.test(name);
  return [
    'PROVIDER_ERROR',
    say((words) => words.notAccepted(action, isCode ? name : words.unknownCode, status)),
    { retryable: false },
  ];
}

const TLS_CODES = /^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** It never came to an answer of AWS itself. The SDK calls a reset a time-out too: Node's code knows better. */
function onTheWay({ name, code, status }: Failure, { action, region }: Asked): Words {
  const checkNetwork = say((words) => words.checkNetwork);
  if (code !== undefined && (code === 'ENOTFOUND' || code.startsWith('EAI_'))) {
    return [
      'PROVIDER_ERROR',
      say((words) => words.hostNotFound(region, code)),
      { suggestion: checkNetwork, retryable: code !== 'ENOTFOUND' },
    ];
  }
  if (code === 'ETIMEDOUT' || (name === 'TimeoutError' && code === undefined)) {
    return ['PROVIDER_TIMEOUT', say((words) => words.late(action, region))];
  }
  if (code !== undefined && TLS_CODES.test(code)) {
    return [
      'PROVIDER_ERROR',
      say((words) => words.notTrusted(region, code)),
      { suggestion: say((words) => words.checkAuthority), retryable: false },
    ];
  }
  if (status === undefined) {
    return ['PROVIDER_ERROR', say((words) => words.noConnection(region, code)), { suggestion: checkNetwork }];
  }
  if (code !== undefined) return ['PROVIDER_ERROR', say((words) => words.brokeOff(action, code))];
  const redirected = status >= 300 && status < 400;
  return [
    'PROVIDER_ERROR',
    say((words) => (redirected ? words.redirected(action, status) : words.notOfAws(action, status))),
    {
      suggestion: say((words) => words.checkBetween),
      retryable: !redirected && status < 400,
    },
  ];
}

/** The error for an answer that is well-formed and has not what was asked for. */
export function unreadable({ action }: Asked): McmError {
  return new McmError(
    'PROVIDER_ERROR',
    say((words) => words.notOfAws(action, undefined)),
    { suggestion: say((words) => words.checkBetween) },
  );
}
