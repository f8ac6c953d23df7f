/**
 * Every code a tool can answer with: what it means, what to do, whether a second try may help.
 * docs/errors.md is generated from here.
 */
export const ERROR_CODES = {
  PROVIDER_NOT_AVAILABLE: {
    meaning: 'The cloud is not configured, or its plugin did not load.',
    remedy:
      'Run `check_provider_availability` for the setting that is missing; `get_supported_providers` shows why a plugin did not load.',
    retryable: false,
  },
  INVALID_CREDENTIALS: {
    meaning: 'The cloud refused the credentials, or there are none.',
    remedy:
      'Renew or correct them where the config looks for them; the error names the place. After a change of the environment start mcm again.',
    retryable: false,
  },
  CONFIRMATION_FAILED: {
    meaning: 'A confirmation value was given and does not match the live instance, or a person declined.',
    remedy: 'Ask the user to read the value from the server itself. mcm never says what it expected.',
    retryable: false,
  },
  RESOURCE_NOT_FOUND: {
    meaning: 'Every account and region that could hold it was asked, and none has it.',
    remedy: 'Check the IP address or id; `list_…` tools show what there is.',
    retryable: false,
  },
  OPERATION_NOT_SUPPORTED: {
    meaning: 'This cloud cannot do that, or mcm does not offer it there.',
    remedy: 'See `get_supported_providers` for what each cloud can do.',
    retryable: false,
  },
  VALIDATION_FAILED: {
    meaning: 'An argument has the wrong name, type or form. Nothing was sent to a cloud.',
    remedy: 'The error lists each path and what was expected there.',
    retryable: false,
  },
  PERMISSION_DENIED: {
    meaning: 'The credentials are valid but may not do this (HTTP 403).',
    remedy: 'Give the key or token the permission that the error names, or use another account.',
    retryable: false,
  },
  POLICY_DENIED: {
    meaning:
      'A rule of this deployment refuses it: a policy, read-only mode, a tool that is left out, or a person is required and cannot be asked.',
    remedy: 'The error says which rule. A model cannot change it; the owner of the configuration can.',
    retryable: false,
  },
  POWER_LOCKED: {
    meaning: 'Three wrong confirmations for this instance within ten minutes; its power is locked for 15.',
    remedy: 'Wait for the time that the error names, or a person runs `mcm unlock` in a terminal.',
    retryable: false,
  },
  INSTANCE_STATE_CONFLICT: {
    meaning:
      'The action makes no sense in the state the instance is in, for example a reboot of a stopped one.',
    remedy: 'Look at the status first; use the action that fits it.',
    retryable: false,
  },
  TARGET_CHANGED: {
    meaning: 'The instance changed between the check and the act. Nothing was sent.',
    remedy: 'Look at the instance again and decide anew.',
    retryable: true,
  },
  OPERATION_IN_PROGRESS: {
    meaning: 'Another power action on this instance is under way.',
    remedy: 'Wait until it has ended.',
    retryable: true,
  },
  RATE_LIMITED: {
    meaning: 'The cloud (HTTP 429) or mcm itself asks for a pause.',
    remedy: 'Wait for the seconds that the error names, then call again.',
    retryable: true,
  },
  PROVIDER_TIMEOUT: {
    meaning: 'The cloud did not answer in time. A power request may still have arrived: the answer says so.',
    remedy: 'For a query call again. For a power action look at the instance first.',
    retryable: true,
  },
  PROVIDER_ERROR: {
    meaning: 'The cloud failed (HTTP 5xx), could not be reached, or answered something unreadable.',
    remedy: "Call again later; the cloud's status page may know more.",
    retryable: true,
  },
  AUDIT_UNAVAILABLE: {
    meaning:
      'The audit trail cannot be written, or the state that processes share cannot be used, so power actions are refused.',
    remedy:
      'Make the state directory usable (`get_system_status` shows where it is): writable, your own, no links, nothing open to others.',
    retryable: false,
  },
  CANCELLED: {
    meaning: 'The client cancelled the call.',
    remedy: 'Nothing to do. A power request that had been sent is followed to its end and audited.',
    retryable: true,
  },
  INTERNAL: {
    meaning: 'A fault in mcm or in a plugin.',
    remedy: 'The stderr log has the details under the call id; please report it.',
    retryable: false,
  },
} as const satisfies Record<string, { meaning: string; remedy: string; retryable: boolean }>;

/** One of the codes of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;
