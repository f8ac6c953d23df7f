import type { Decision, ToolCall } from './call.js';

/** What a tool call came to, as a middleware sees it. */
export interface ToolOutcome {
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
  readonly name: string;
  handle(call: ToolCall, next: Next): Promise<ToolOutcome>;
}

/** A rule that answers a Decision. One that throws denies. */
export interface Policy {
  readonly kind: 'policy';
  readonly name: string;
  evaluate(call: ToolCall): Decision | Promise<Decision>;
}

/** Makes a policy: a rule of this deployment, ten lines or fewer. */
export function definePolicy(policy: Omit<Policy, 'kind'>): Policy {
  return Object.freeze({ ...policy, kind: 'policy' as const });
}

/** Makes a middleware: code that runs around every call. */
export function defineMiddleware(middleware: Omit<Middleware, 'kind'>): Middleware {
  return Object.freeze({ ...middleware, kind: 'middleware' as const });
}
