import type { ErrorCode, Text } from 'multi-cloud-manager/plugin';
import type { Failure } from './failure.js';
import { say, type en } from './words.js';

/** What a failure is called, and what to do about it. */
export interface Words {
  readonly code: ErrorCode;
  readonly message: Text;
  readonly suggestion?: Text;
  readonly retryable?: boolean;
}

const KEYS = 'https://ram.console.aliyun.com/manage/ak';

const invalid = (message: Text, suggestion: Text = say((words) => words.checkKey(KEYS))): Words => ({
  code: 'INVALID_CREDENTIALS',
  message,
  suggestion,
});
const conflict = (why: keyof typeof en.conflict): Words => ({
  code: 'INSTANCE_STATE_CONFLICT',
  message: say((words) => words.conflict[why]),
  suggestion: say((words) => words.lookFirst),
});

/** What ECS's error codes mean, first match first. https://api.alibabacloud.com/document/Ecs/2014-05-26/errorCode */
const CODES: readonly (readonly [RegExp, (failure: Failure) => Words])[] = [
  [/^Throttling/, throttled],
  [/^InvalidAccessKeyId/, () => invalid(say((words) => words.unknownKey))],
  [
    /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature)/,
    () => invalid(say((words) => words.signature)),
  ],
  [
    /^InvalidSecurityToken\.Expired/,
    () =>
      invalid(
        say((words) => words.tokenExpired),
        say((words) => words.newToken),
      ),
  ],
  [
    /^(InvalidSecurityToken|MissingSecurityToken)/,
    () =>
      invalid(
        say((words) => words.tokenRefused),
        say((words) => words.sameAnswer),
      ),
  ],
  [
    /^(InvalidTimeStamp|IllegalTimestamp)/,
    () => ({
      code: 'PROVIDER_ERROR',
      message: say((words) => words.clock),
      suggestion: say((words) => words.setClock),
      retryable: false,
    }),
  ],
  [/^(Forbidden|NoPermission|Unauthorized|AccessDenied|ImplicitDeny|ExplicitDeny)/, denied],
  [
    /^Invalid(Instance)?(Id|Ids)\.NotFound/,
    () => ({ code: 'RESOURCE_NOT_FOUND', message: say((words) => words.notThere) }),
  ],
  [/^IncorrectInstanceStatus/, () => conflict('state')],
  [/^InstanceLockedForSecurity/, () => conflict('locked')],
  [/^InstanceExpired/, () => conflict('expired')],
  [/NoStock/, () => conflict('stock')],
  [/^(DiskError|IncorrectDiskStatus|OperationDenied)/, () => conflict('disk')],
  [
    /^(OperationConflict|ResourceBusy)/,
    () => ({ code: 'OPERATION_IN_PROGRESS', message: say((words) => words.busy) }),
  ],
  [
    /^InvalidInstanceId\.NotSupport|^InstanceType\.ParameterMismatch|^OperationNotSupported/,
    () => ({ code: 'OPERATION_NOT_SUPPORTED', message: say((words) => words.notOffered) }),
  ],
  [
    /^InvalidRegionId/,
    () => ({
      code: 'VALIDATION_FAILED',
      message: say((words) => words.unknownRegion),
      suggestion: say((words) => words.checkRegions),
    }),
  ],
  [
    /^(ServiceUnavailable|InternalError|UnknownError|SignatureNonceUsed)/,
    ({ code = '' }) => ({
      code: 'PROVIDER_ERROR',
      message: say((words) => words.failed(code)),
      suggestion: say((words) => words.tryLater),
    }),
  ],
];

/** The cloud asks for a pause. */
export function throttled({ retryAfterSeconds }: Failure): Words {
  return { code: 'RATE_LIMITED', message: say((words) => words.throttled(retryAfterSeconds)) };
}

function denied({ action, code = 'Forbidden' }: Failure): Words {
  return {
    code: 'PERMISSION_DENIED',
    message: say((words) => words.mayNot(action, code)),
    suggestion: say((words) => words.giveAction(action)),
  };
}

/** The words for ECS's own error code, if it is a known one. */
export const wordsOf = (failure: Failure): Words | undefined =>
  CODES.find(([pattern]) => pattern.test(failure.code ?? ''))?.[1](failure);
