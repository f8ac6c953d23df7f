import type { Instance } from './instance.js';
import type { PowerAction } from './power.js';
import type { Text } from './text.js';

/** Who is behind a call. On stdio: the OS user, unauthenticated. */
export interface Principal {
  /** The name of the user of the operating system. */
  readonly id: string;
  /** Who says so: `os` on stdio. */
  readonly source: string;
  /** What it belongs to; empty on stdio. */
  readonly groups: readonly string[];
  /** Whether it was proven; never on stdio. */
  readonly authenticated: boolean;
}

/** The MCP client's own name and version; a claim, not an identity. */
export interface ClientInfo {
  readonly name: string;
  readonly version: string;
}

/** `read` or `power`; there is no third value. */
export type Access = 'read' | 'power';

/** A tool as policies see it. */
export interface ToolInfo {
  readonly name: string;
  readonly access: Access;
  /** The plugin it comes from. */
  readonly plugin: string;
}

/** What a power call wants to do. */
export interface PowerIntent {
  readonly action: PowerAction;
  /** The forced form of a reboot. */
  readonly force: boolean;
  /** Everything is checked and nothing is done. */
  readonly dryRun: boolean;
  /** What the caller says why. */
  readonly reason?: string;
}

/** One tool call as policies and middleware see it: frozen, validated, with the live target. */
export interface ToolCall {
  /** Also in the audit and the log. */
  readonly id: string;
  readonly tool: ToolInfo;
  /** Validated input. Confirmation values are left out. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
  /** When the call came in. */
  readonly time: Date;
  /** Undefined for a tool that reads. */
  readonly power: PowerIntent | undefined;
  /** The live instance: read already for power tools, on demand for others, undefined where a tool has none. */
  target(): Promise<Instance | undefined>;
}

/** How sure mcm has to be: the three arguments, or a person who typed them out of the model's reach. Ordered, weakest first. */
export const CONFIRMATION_LEVELS = ['arguments', 'human'] as const;
/** See {@link CONFIRMATION_LEVELS}. */
export type ConfirmationLevel = (typeof CONFIRMATION_LEVELS)[number];

/** What a policy answers; of several the most restrictive wins. */
export type Decision =
  | { readonly decision: 'allow' }
  | { readonly decision: 'confirm'; readonly level: ConfirmationLevel; readonly reason: Text }
  | { readonly decision: 'deny'; readonly reason: Text };

/** Nothing against it. It lowers no other decision. */
export const allow = (): Decision => ({ decision: 'allow' });
/** At least this level of confirmation is needed; `reason` is shown to the person. */
export const confirm = (level: ConfirmationLevel, reason: Text): Decision => ({
  decision: 'confirm',
  level,
  reason,
});
/** Refuse, with the sentence that the caller reads. */
export const deny = (reason: Text): Decision => ({ decision: 'deny', reason });
