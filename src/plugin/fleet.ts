import { z } from 'zod';
import type { ErrorCode } from './error-codes.js';
import { Instance, type InstanceStatus } from './instance.js';
import type { OperationResult, Permit } from './power.js';
import type { Metrics, Verification } from './provider.js';

/** A scope that could not be asked, so that an answer is never taken for complete when it is not. */
export const Incomplete = z.object({
  provider: z.string(),
  account: z.string(),
  region: z.string().optional(),
  code: z.string(),
  message: z.string(),
});
/** See {@link Incomplete}. */
export type Incomplete = Omit<z.output<typeof Incomplete>, 'code'> & { code: ErrorCode };

/** How many instances a policy keeps from everyone, by the name of the policy. */
export const Withheld = z.record(z.string(), z.number()).describe('Left out by policies: how many by which');
/** See {@link Withheld}. */
export type Withheld = z.output<typeof Withheld>;

/** A listing over every scope that the query covers. */
export const InstanceList = z.object({
  instances: z.array(Instance),
  total: z.number().optional().describe('Only when every scope answered'),
  cursor: z.string().optional().describe('Pass it to get the next part'),
  incomplete: z.array(Incomplete).describe('Scopes that could not be asked'),
  withheld: Withheld.optional(),
});
/** See {@link InstanceList}. */
export type InstanceList = z.output<typeof InstanceList>;

/** Which instances to list. */
export interface ListQuery {
  readonly provider?: string;
  readonly account?: string;
  readonly region?: string;
  readonly status?: InstanceStatus;
  /** Part of the name, without case. */
  readonly name?: string;
  /** `key`, or `key=value`. */
  readonly tag?: string;
  /** Most in one answer. Default 100. */
  readonly limit?: number;
  /** From an answer to the same query: asks for the part that follows it. */
  readonly cursor?: string;
}

/** One instance meant by its id or by an address. */
export interface InstanceQuery {
  readonly provider?: string;
  readonly account?: string;
  /** An id in the cloud's own form, or any spelling of an IPv4 or IPv6 address. */
  readonly identifier: string;
  /** Take the identifier for an address or for an id only. Default: whichever it is. */
  readonly as?: 'address' | 'id';
}

/** What was found, and the scopes that could not be asked: where several instances can be meant, one of them may be there. */
export interface Found {
  readonly instances: readonly Instance[];
  readonly incomplete: readonly Incomplete[];
  /** Where some of several are left out by a policy. */
  readonly withheld?: Withheld;
}

/** What a call lends to the fleet. */
export interface FleetContext {
  readonly signal: AbortSignal;
  /** Tells a waiting person how it goes. */
  readonly progress?: (message: string, done?: number, total?: number) => void;
}

/** What the host does once for every provider: accounts × scopes × pages, merging, partial failures, following an action. */
export interface Fleet {
  /**
   * Instances of every scope that the query covers, all pages of them. A scope that fails is named in `incomplete`; when none
   * answers, its error is thrown. VALIDATION_FAILED for an unknown provider, account, region or cursor. What a policy denies is left
   * out; `withheld` counts it over everything that was asked, whichever filters the query has.
   */
  list(query: ListQuery, context: FleetContext): Promise<InstanceList>;
  /**
   * Every instance that the identifier means: one for an id or a public address, perhaps several for a private address.
   * RESOURCE_NOT_FOUND only when every scope answered; otherwise the error of the scopes that did not. POLICY_DENIED for one that a
   * policy denies.
   */
  find(query: InstanceQuery, context: FleetContext): Promise<Found>;
  /** The one instance that the identifier means; VALIDATION_FAILED when a private address means several, or may mean several. */
  one(query: InstanceQuery, context: FleetContext): Promise<Instance>;
  /** Reads an instance again, live, where it was found; undefined when it is gone. */
  refresh(instance: Instance, context: FleetContext): Promise<Instance | undefined>;
  /** The last `hours`, 1 to 720. OPERATION_NOT_SUPPORTED where the cloud has none. */
  metrics(instance: Instance, hours: number, context: FleetContext): Promise<Metrics>;
  /** One cheap real call that proves the credentials of an account; throws INVALID_CREDENTIALS where they are wrong. */
  verify(provider: string, account: string, context: FleetContext): Promise<Verification>;
  /**
   * Sends the permitted action once and follows it for `waitSeconds`, 0 to 55. The only way to a provider's `power`. Where the answer
   * was lost the status is `unknown`; it throws only where nothing was done.
   */
  power(permit: Permit, waitSeconds: number, context: FleetContext): Promise<OperationResult>;
}
