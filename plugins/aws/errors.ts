import { McmError, type ErrorCode, type McmErrorOptions, known } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';
import { cleanCause, failureOf, type Failure } from './failure.js';
import { renewal, renewalAfter } from './renewal.js';

/** What was asked when it failed. */
export interface Asked {
  /** As IAM names it, e.g. `ec2:DescribeInstances`. */
  readonly action: string;
  readonly region: string;
  readonly account: AwsAccount;
}

type Words = readonly [ErrorCode, string, McmErrorOptions?];

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
      `AWS does not let this account use EC2 in ${asked.region} (${name}).`,
      {
        suggestion: `Enable it in the AWS console, or leave ${asked.region} out with \`regions\` in the config.`,
      },
    ];
  }
  if (THROTTLED.test(name) || status === 429) {
    return ['RATE_LIMITED', `AWS asks to send fewer requests in ${asked.region} (${name}).`];
  }
  if (FAILED.test(name) || (status ?? 0) >= 500) {
    return [
      'PROVIDER_ERROR',
      `AWS failed in ${asked.region}${status === undefined ? '' : ` (HTTP ${status})`}.`,
      { suggestion: 'Try again later; https://health.aws.amazon.com may know more.' },
    ];
  }
  return failure.said ? unexpected(failure, asked) : onTheWay(failure, asked);
}

function noCredentials({ message }: Failure, { account }: Asked): Words {
  const whose =
    account.profile === undefined ? `the account ${account.name}` : `the profile ${account.profile}`;
  const gone = /expired|SSO session|re-?authenticate|aws (sso )?login/i.test(message);
  return [
    'INVALID_CREDENTIALS',
    gone ? `The sign-in of ${whose} has expired.` : `There are no usable AWS credentials for ${whose}.`,
    { suggestion: renewalAfter(message, account) },
  ];
}

function refused(name: string, { account, region }: Asked): Words {
  const suggestion = renewal(account);
  if (EXPIRED.test(name)) {
    return [
      'INVALID_CREDENTIALS',
      `AWS says that the credentials of the account ${account.name} have expired, or that the clock of this machine is wrong (${name}).`,
      { suggestion },
    ];
  }
  const hint =
    name === 'AuthFailure'
      ? ` A region that the account has not enabled answers the same: see \`regions\` in the config.`
      : '';
  return [
    'INVALID_CREDENTIALS',
    `AWS refused the credentials of the account ${account.name} in ${region} (${name}).`,
    { suggestion: suggestion + hint },
  ];
}

function denied(name: string, { action, account, region }: Asked): Words {
  return [
    'PERMISSION_DENIED',
    `The AWS credentials of the account ${account.name} may not do ${action} in ${region} (${name}).`,
    { suggestion: `Allow ${action} in an IAM policy of that user or role.`, details: { action } },
  ];
}

function unexpected({ name, status }: Failure, { action }: Asked): Words {
  const code = /^[A-Za-z0-9.]{1,80}$/.test(name) ? name : 'an unknown code';
  return [
    'PROVIDER_ERROR',
    `AWS did not accept ${action}: ${code}${status === undefined ? '' : ` (HTTP ${status})`}.`,
    { retryable: false },
  ];
}

const NETWORK =
  'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY), the region and the end point.';

/** It never came to an answer of AWS itself. The SDK calls a reset a time-out too: Node's code knows better. */
function onTheWay({ name, code, status }: Failure, { action, region }: Asked): Words {
  const why = code === undefined ? '' : ` (${code})`;
  if (code === 'ENOTFOUND' || code?.startsWith('EAI_')) {
    return [
      'PROVIDER_ERROR',
      `AWS's host name for ${region} was not found${why}.`,
      { suggestion: NETWORK, retryable: code !== 'ENOTFOUND' },
    ];
  }
  if (code === 'ETIMEDOUT' || (name === 'TimeoutError' && code === undefined)) {
    return ['PROVIDER_TIMEOUT', `${action} in ${region} was not answered in time.`];
  }
  if (/^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(code ?? '')) {
    return [
      'PROVIDER_ERROR',
      `No trusted TLS connection to AWS in ${region} could be made${why}.`,
      {
        suggestion: 'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config.',
        retryable: false,
      },
    ];
  }
  if (status === undefined) {
    return ['PROVIDER_ERROR', `The connection to AWS in ${region} failed${why}.`, { suggestion: NETWORK }];
  }
  if (code !== undefined) return ['PROVIDER_ERROR', `The answer to ${action} broke off${why}.`];
  const redirected = status >= 300 && status < 400;
  return [
    'PROVIDER_ERROR',
    redirected
      ? `${action} was answered with a redirect (HTTP ${status}); redirects are not followed.`
      : `The answer to ${action} is not one of AWS (HTTP ${status}).`,
    {
      suggestion: 'Check what stands between: a proxy, or another end point than AWS (AWS_ENDPOINT_URL).',
      retryable: !redirected && status < 400,
    },
  ];
}

/** The error for an answer that is well-formed and has not what was asked for. */
export function unreadable({ action }: Asked): McmError {
  return new McmError('PROVIDER_ERROR', `The answer to ${action} is not one of AWS.`, {
    suggestion: 'Check what stands between: a proxy, or another end point than AWS (AWS_ENDPOINT_URL).',
  });
}
