import type { Decision, ToolCall } from './call.js';
import type { Instance } from './instance.js';
import type { Text } from './text.js';

/** What a tool call came to, as a middleware sees it. */
export interface ToolOutcome {
  /** A challenge is what a power call gets while its confirmation is missing: nothing was done. */
  readonly kind: 'result' | 'challenge';
  /** The structured content. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The text that a model reads. */
  readonly text: string;
}

/** Goes on with the call; a second `next()` throws. */
export type Next = () => Promise<ToolOutcome>;

/** Runs around a call. To refuse, throw an McmError; what it returns is what the caller gets. */
export interface Middleware {
  readonly kind: 'middleware';
  /** For the audit and error sentences. */
  readonly name: string;
  /** Called once for each call, in the order of the config. It refuses by throwing; what is no McmError becomes INTERNAL. */
  handle(call: ToolCall, next: Next): Promise<ToolOutcome>;
}

/** How often something may be done. The host counts what is really sent, over every process that shares the state. */
export interface Quota {
  /** What is counted together: of one policy, the calls with the same key. */
  readonly key: string;
  /** So many within the time; 0 is none. */
  readonly count: number;
  /** How far back is counted, in milliseconds. */
  readonly perMs: number;
}

/** A rule that answers a Decision. One that throws, answers nonsense or takes longer than five seconds denies. */
export interface Policy {
  readonly kind: 'policy';
  /** For the audit and error sentences. */
  readonly name: string;
  /** Called once for each call, also for one that only reads. Of all answers the strictest counts. */
  evaluate(call: ToolCall): Decision | Promise<Decision>;
  /**
   * Why an instance is out of bounds whatever the call; undefined when it is not. Power and reads of one that is are refused, and
   * listings leave it out and say how many. Called often and without waiting; one that throws or answers anything else denies.
   */
  denies?(instance: Instance): Text | undefined;
  /** What a power call that nothing else refuses uses up; undefined for nothing. A challenge or a dry run uses up nothing. */
  quota?(call: ToolCall, target: Instance): Quota | undefined;
}

/** Makes a policy: a rule of this deployment, ten lines or fewer. */
export function definePolicy(policy: Omit<Policy, 'kind'>): Policy {
  return Object.freeze({ ...policy, kind: 'policy' as const });
}

/** Makes a middleware: code that runs around every call. */
export function defineMiddleware(middleware: Omit<Middleware, 'kind'>): Middleware {
  return Object.freeze({ ...middleware, kind: 'middleware' as const });
}
