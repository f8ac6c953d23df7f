import type { Instance } from './instance.js';
import type { PowerAction, Permit, PowerProgress } from './power.js';
import type { Text } from './text.js';

/** One named set of credentials of a provider; `default` when there is only one. */
export interface Account {
  readonly name: string;
}

/** One account in one region: what a single request is about. A provider without regions has one scope an account. */
export interface Scope {
  readonly account: string;
  readonly region?: string;
}

/** A setting that a provider reads. Its value is never shown, only whether it is there. */
export interface Setting {
  /** The environment variable, or the path in the plugin's config. */
  readonly name: string;
  readonly required: boolean;
  readonly present: boolean;
}

/** What every request of a provider gets from the host. */
export interface RequestContext {
  /** Aborted when the client cancels, the call times out, or another scope has answered already. */
  readonly signal: AbortSignal;
}

/** One page of a listing; `next` is the token that asks for the one after it. */
export interface Page<T> {
  /** May be empty even where there is a next page. */
  readonly items: readonly T[];
  readonly next?: string;
  /** How many there are in this scope altogether, where the cloud says it. */
  readonly total?: number;
}

/** A span of time to show metrics of. */
export interface MetricRange {
  readonly start: Date;
  /** Points lie in between, both ends included. */
  readonly end: Date;
}

/** One line in a chart: `points` are `[unix seconds, value]`, oldest first. */
export interface MetricSeries {
  readonly name: string;
  /** `percent`, `bytes_per_second`, `load`, `count` … */
  readonly unit: string;
  readonly points: readonly (readonly [number, number])[];
}

/** What a provider knows of an instance over time. */
export interface Metrics {
  readonly series: readonly MetricSeries[];
  /** Seconds between points, where the cloud decides. */
  readonly resolutionSeconds?: number;
  /** Sentences for the reader, e.g. that no agent is installed. */
  readonly notes?: readonly string[];
}

/** What one cheap real call said about an account. */
export interface Verification {
  /** A line for a person: whose account it is, what it may do. No secret. */
  readonly summary: Text;
  /** What it lacks for some tools, in words. */
  readonly missing?: readonly Text[];
}

/** The least that credentials need for something, as a text to paste where the cloud asks for it. No secret. */
export interface LeastPrivilege {
  /** What the text is and where it goes, e.g. `An IAM policy for the user or role`. */
  readonly what: Text;
  /** A policy, or the names of scopes, one a line. */
  readonly text: string;
}

/**
 * One cloud as the host sees it. It answers for one scope at a time and does nothing twice: fan-out over accounts and regions,
 * paging, merging, limits, time-outs and following a power action belong to the host.
 *
 * Errors are thrown as McmError; anything else is reported as INTERNAL.
 */
export interface Provider {
  /** The name a person reads, e.g. `DigitalOcean`. */
  readonly displayName: string;
  readonly description: string;
  /** What it can do to an instance; empty means read-only. */
  readonly actions: readonly PowerAction[];
  /** Whether a reboot has a forced form. */
  readonly canForceReboot?: boolean;
  /**
   * The least that credentials need: to read, and to read and switch power. `mcm doctor` shows the one that fits beside an account
   * that lacks something.
   */
  readonly leastPrivilege?: { readonly read: LeastPrivilege; readonly power?: LeastPrivilege };

  /** Which settings it reads and whether each is there. Cheap, no request. */
  settings(): readonly Setting[];
  /** The accounts that the configuration names. Cheap, no request; may be empty when credentials are missing. */
  accounts(): readonly Account[];
  /** The scopes of an account; may ask the cloud for its regions. */
  scopes(account: Account, context: RequestContext): Promise<readonly Scope[]>;
  /**
   * The regions there are, for a cloud that lists all of them at once: it lets a wrong region be told from an empty one. May be
   * kept for a while. Where it fails, the listing goes on without it.
   */
  regions?(account: Account, context: RequestContext): Promise<readonly string[]>;
  /** One cheap real call that proves the credentials, or a few where that says which permission is missing. */
  verify(account: Account, context: RequestContext): Promise<Verification>;

  /** The id in the form the cloud uses, or undefined when the text cannot be an id of this cloud. */
  parseId(text: string): string | undefined;
  /** What a right id looks like, for error sentences, e.g. `a whole number like 3164444`. */
  readonly idForm: Text;

  /** One page of the scope's instances, without `details`. */
  listPage(scope: Scope, token: string | undefined, context: RequestContext): Promise<Page<Instance>>;
  /** One instance with `details`, or undefined when this scope does not have it. */
  get(scope: Scope, id: string, context: RequestContext): Promise<Instance | undefined>;
  /**
   * The instances of the scope with this address (canonical spelling). Leave it out where the cloud cannot search:
   * the host then looks through the pages. One that comes with `details` is not asked for again with `get`.
   */
  findByAddress?(scope: Scope, address: string, context: RequestContext): Promise<readonly Instance[]>;
  /** Series over time; leave it out where the cloud has none. */
  metrics?(scope: Scope, instance: Instance, range: MetricRange, context: RequestContext): Promise<Metrics>;

  /** Sends the one request that the permit allows and says what the cloud answered. It is never called twice for a permit. */
  power?(scope: Scope, permit: Permit, context: RequestContext): Promise<PowerProgress>;
  /** One look at an action under way. Leave it out where the instance's own status is all there is. */
  progress?(
    scope: Scope,
    permit: Permit,
    last: PowerProgress,
    context: RequestContext,
  ): Promise<PowerProgress>;
  /** What the action can cost on this cloud, in words for the person who confirms. */
  consequences?(action: PowerAction, force: boolean, instance: Instance): readonly Text[];
}
