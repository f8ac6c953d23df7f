import { z } from 'zod';
import type { Instance } from './instance.js';
import type { Text } from './text.js';

/** `power_off` cuts the power; `shutdown` asks the operating system. */
export const POWER_ACTIONS = ['power_on', 'power_off', 'shutdown', 'reboot'] as const;
/** What can be done to an instance. Nothing here creates, deletes or resizes. */
export type PowerAction = (typeof POWER_ACTIONS)[number];

/** A power action, or the forced form of a reboot where the cloud has one. */
export type PowerVariant = PowerAction | 'force_reboot';

/**
 * What the guard mints for one action on one instance after every check has passed.
 * It is spent by the one mutating request that it allows. A plugin can neither make nor copy one.
 */
export interface Permit {
  readonly provider: string;
  readonly account: string;
  readonly instance: Instance;
  readonly action: PowerAction;
  /** The forced form of a reboot. */
  readonly force: boolean;
  readonly variant: PowerVariant;
  /** The id of the tool call it was minted for; also in the audit. */
  readonly callId: string;
}

/**
 * The exact request that one power action sends. The host's HTTP client builds it from here and lets no other mutating request out,
 * so a plugin cannot vary it. `{id}` in the path is filled in with the permit's instance id.
 */
export interface PowerRequest {
  readonly method: 'POST' | 'PUT';
  /** Path template below the API's base URL, e.g. `/v2/droplets/{id}/actions`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The whole JSON body; leave it out for a request without one. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The declared requests of a provider, one for each action that it can do. */
export type PowerRequests = Partial<Record<PowerVariant, PowerRequest>>;

/** What the cloud said of an action: `in_progress` until it ended one way or the other. */
export interface PowerProgress {
  readonly state: 'in_progress' | 'completed' | 'errored';
  /** The cloud's id of the action, where it has one. */
  readonly operationId?: string;
  /** The cloud's id of the request, for its support desk. */
  readonly requestId?: string;
  /** Percent, where the cloud says it. */
  readonly percent?: number;
  /** Why it errored, in our own words. */
  readonly message?: Text;
}

/** The answer of every power tool once the action was sent (or would have been: `dry_run`). */
export const OperationResult = z.object({
  status: z.enum(['completed', 'in_progress', 'errored', 'unknown', 'dry_run']),
  provider: z.string(),
  account: z.string(),
  instance_id: z.string(),
  action: z.enum(POWER_ACTIONS),
  force: z.boolean().optional(),
  operation_id: z.string().optional(),
  request_id: z.string().optional(),
  state_before: z.string().optional(),
  state_after: z.string().optional(),
  message: z.string(),
  decisions: z.array(z.record(z.string(), z.unknown())).optional(),
});
/** See {@link OperationResult}. */
export type OperationResult = z.output<typeof OperationResult>;
