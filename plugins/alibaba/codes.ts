import type { ErrorCode } from 'multi-cloud-manager/plugin';
import type { Failure } from './failure.js';

/** What a failure is called, and what to do about it. */
export interface Words {
  readonly code: ErrorCode;
  readonly message: string;
  readonly suggestion?: string;
  readonly retryable?: boolean;
}

const KEYS = 'https://ram.console.aliyun.com/manage/ak';

const invalid = (
  message: string,
  suggestion = `Check the key at ${KEYS} and where the config looks for it.`,
): Words => ({
  code: 'INVALID_CREDENTIALS',
  message,
  suggestion,
});
const conflict = (why: string): Words => ({
  code: 'INSTANCE_STATE_CONFLICT',
  message: `Alibaba Cloud did not accept the action: ${why}.`,
  suggestion: 'Look at the instance first.',
});

/** What ECS's error codes mean, first match first. https://api.alibabacloud.com/document/Ecs/2014-05-26/errorCode */
const CODES: readonly (readonly [RegExp, (failure: Failure) => Words])[] = [
  [/^Throttling/, throttled],
  [/^InvalidAccessKeyId/, () => invalid('Alibaba Cloud does not know the access key id, or it is disabled.')],
  [
    /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature)/,
    () =>
      invalid('Alibaba Cloud refused the signature: the access key secret does not belong to the key id.'),
  ],
  [
    /^InvalidSecurityToken\.Expired/,
    () =>
      invalid(
        'The security token (STS) has expired.',
        'Get a new key with its token from STS and put all three where the config looks for them.',
      ),
  ],
  [
    /^(InvalidSecurityToken|MissingSecurityToken)/,
    () =>
      invalid(
        'Alibaba Cloud refused the security token (STS).',
        'Key id, secret and token must come from the same answer of STS.',
      ),
  ],
  [
    /^(InvalidTimeStamp|IllegalTimestamp)/,
    () => ({
      code: 'PROVIDER_ERROR',
      message:
        'Alibaba Cloud refused the time of the request: the clock of this machine is more than 15 minutes off.',
      suggestion: 'Set the clock of this machine right (NTP), then call again.',
      retryable: false,
    }),
  ],
  [/^(Forbidden|NoPermission|Unauthorized|AccessDenied|ImplicitDeny|ExplicitDeny)/, denied],
  [
    /^Invalid(Instance)?(Id|Ids)\.NotFound/,
    () => ({ code: 'RESOURCE_NOT_FOUND', message: 'Alibaba Cloud has no such instance.' }),
  ],
  [/^IncorrectInstanceStatus/, () => conflict("it does not fit the instance's present state")],
  [/^InstanceLockedForSecurity/, () => conflict('the instance is locked for security reasons')],
  [/^InstanceExpired/, () => conflict('the instance has expired or the account is in arrears')],
  [/NoStock/, () => conflict('the zone has no capacity left for this instance type')],
  [
    /^(DiskError|IncorrectDiskStatus|OperationDenied)/,
    () => conflict('a disk or a rule of the instance stands against it'),
  ],
  [
    /^(OperationConflict|ResourceBusy)/,
    () => ({
      code: 'OPERATION_IN_PROGRESS',
      message: 'Another operation on this instance is under way at Alibaba Cloud.',
    }),
  ],
  [
    /^InvalidInstanceId\.NotSupport|^InstanceType\.ParameterMismatch|^OperationNotSupported/,
    () => ({
      code: 'OPERATION_NOT_SUPPORTED',
      message: 'Alibaba Cloud does not offer that for this kind of instance.',
    }),
  ],
  [
    /^InvalidRegionId/,
    () => ({
      code: 'VALIDATION_FAILED',
      message: 'Alibaba Cloud does not know the region.',
      suggestion: 'Check regionId and regions in the config, and ALIBABA_CLOUD_REGION_ID.',
    }),
  ],
  [
    /^(ServiceUnavailable|InternalError|UnknownError|SignatureNonceUsed)/,
    ({ code }) => ({
      code: 'PROVIDER_ERROR',
      message: `Alibaba Cloud failed (${code ?? ''}).`,
      suggestion: 'Try again later; https://status.alibabacloud.com may know more.',
    }),
  ],
];

/** The cloud asks for a pause. */
export function throttled({ retryAfterSeconds }: Failure): Words {
  const pause = retryAfterSeconds === undefined ? 'a pause' : `a pause of ${String(retryAfterSeconds)} s`;
  return {
    code: 'RATE_LIMITED',
    message: `Alibaba Cloud asks for ${pause}: there were too many calls in this minute.`,
  };
}

function denied({ action, code }: Failure): Words {
  return {
    code: 'PERMISSION_DENIED',
    message: `The access key may not do ecs:${action} (${code ?? 'Forbidden'}).`,
    suggestion: `Give the RAM user or role the action ecs:${action}; the policy AliyunECSReadOnlyAccess has those that read.`,
  };
}

/** The words for ECS's own error code, if it is a known one. */
export const wordsOf = (failure: Failure): Words | undefined =>
  CODES.find(([pattern]) => pattern.test(failure.code ?? ''))?.[1](failure);
