import type { Access, ClientInfo, Decision, Principal } from 'multi-cloud-manager/plugin';

/** The instance that a record is about, as it was seen; before it was read only what was asked for. */
export interface AuditTarget {
  readonly provider: string;
  readonly account?: string;
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
}

/** A decision and who made it. */
export type AuditDecision = Decision & { readonly by: string };

/** How a power call was confirmed, or was not. */
export interface AuditConfirmation {
  readonly required: string;
  /** The arguments that were given and right, by name; never their values. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly missing: readonly string[];
  readonly via?: string;
  readonly answer?: string;
}

/** What every record says of its call. */
export interface AuditCall {
  readonly call_id: string;
  readonly tool: string;
  readonly access: Access | 'unknown';
  readonly plugin: string;
  readonly principal: Principal;
  readonly client?: ClientInfo;
  readonly session: string;
  /** Confirmation values are replaced by `[given]`; everything is redacted. */
  readonly arguments: unknown;
  readonly reason?: string;
  readonly target?: AuditTarget;
  readonly action?: string;
  readonly decisions: readonly AuditDecision[];
  readonly confirmation?: AuditConfirmation;
}

/** Written and flushed before a power request is sent. */
export interface IntentRecord extends AuditCall {
  readonly kind: 'intent';
}

/** Written after every call and every refusal. */
export interface CallRecord extends AuditCall {
  readonly kind: 'call';
  readonly outcome: 'result' | 'challenge' | 'refused' | 'error';
  readonly code?: string;
  readonly message?: string;
  /** For power: completed, in_progress, errored, unknown, dry_run. */
  readonly status?: string;
  readonly operation_id?: string;
  readonly state_before?: string;
  readonly state_after?: string;
  readonly duration_ms: number;
}

/** A record as it stands in the trail. */
export type AuditRecord = (IntentRecord | CallRecord) & {
  readonly v: 1;
  /** Counts from 1 within one host process. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly host: { readonly version: string; readonly pid: number };
};

/** Where records go. `append` resolves only when the record is where it has to be; `durable` asks for the disk itself. */
export interface AuditSink {
  readonly name: string;
  append(record: AuditRecord, durable: boolean): Promise<void>;
  close(): Promise<void>;
}
