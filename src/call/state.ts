import type {
  Access,
  DeclaredTool,
  Instance,
  Locale,
  Permit,
  PowerIntent,
  PowerVariant,
  TargetQuery,
  ToolCall,
} from 'multi-cloud-manager/plugin';
import type { AuditConfirmation, AuditDecision } from '../audit/record.js';
import type { Lease } from '../state/lease.js';
import type { Ask, CallRequest } from './request.js';

/** A registered tool: what was declared of it, and the method behind it. */
export interface CatalogueTool {
  readonly name: string;
  readonly plugin: string;
  readonly access: Access;
  readonly declared: DeclaredTool;
  /** The method, bound to its instance. Only the innermost stage calls it. */
  readonly method: (input: never, context: never) => unknown;
}

/** What a stage hands back on the way out. */
export interface Finished {
  readonly kind: 'result' | 'challenge';
  readonly content: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly ask?: Ask;
}

/** What is known of a power call once its target was read. */
export interface PowerState {
  readonly intent: PowerIntent;
  readonly variant: PowerVariant;
  readonly waitSeconds: number;
  readonly target: Instance;
}

/** One call on its way through the pipeline. Each stage fills in what it finds out; only the host sees it. */
export interface CallState {
  readonly id: string;
  readonly request: CallRequest;
  readonly tool: CatalogueTool;
  readonly startedAt: Date;
  /** The language of what people read of it; what the audit keeps is in English. */
  readonly locale: Locale;
  /** Aborted by the client or by the time-out stage. */
  signal: AbortSignal;
  /** By the validate stage. */
  input: Readonly<Record<string, unknown>>;
  /** By the target stage, for power tools: what is meant, before it is read. */
  asked?: TargetQuery;
  /** By the target stage, for power tools. */
  power?: PowerState;
  /** By the policies stage: the frozen view. */
  view?: ToolCall;
  readonly decisions: AuditDecision[];
  readonly warnings: string[];
  confirmation?: AuditConfirmation;
  permit?: Permit;
  /** By the guard: this call's turn on the instance. */
  lease?: Lease;
  /** Set once an intent is on disk. */
  intended?: boolean;
}

/** What a stage is: it does its part, and goes on with `next` at most once. */
export type Stage = (state: CallState, next: () => Promise<Finished>) => Promise<Finished>;
