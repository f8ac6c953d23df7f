import type {
  Access,
  AuditLink,
  AuditSink,
  ClientInfo,
  Decision,
  Principal,
} from 'multi-cloud-manager/plugin';

/** The instance that a record is about, as it was seen; before it was read only what was asked for. */
export interface AuditTarget {
  readonly provider: string;
  readonly account?: string;
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
}

type InEnglish<D> = D extends { readonly reason: unknown }
  ? Omit<D, 'reason'> & { readonly reason: string }
  : D;

/** A decision and who made it; the trail is in English, whatever language people read. */
export type AuditDecision = InEnglish<Decision> & { readonly by: string };

/** How a power call was confirmed, or was not. */
export interface AuditConfirmation {
  readonly required: string;
  /** The arguments that were given and right, by name; never their values. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly missing: readonly string[];
  readonly via?: string;
  readonly answer?: string;
  /** Who answered, where that is known. */
  readonly by?: Principal;
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
  /** The URI, where the call was a resource being read. */
  readonly resource?: string;
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
  /** The cloud's id of the request, for its support desk. */
  readonly request_id?: string;
  readonly state_before?: string;
  readonly state_after?: string;
  readonly duration_ms: number;
}

/** What a person answered who was asked outside of a call. */
export interface ApprovalRecord {
  readonly kind: 'approval';
  readonly principal: Principal;
  readonly outcome: 'granted' | 'declined' | 'wrong' | 'expired';
  /** How the person was asked, e.g. `terminal`. */
  readonly via: string;
  /** Binds the answer to the question. */
  readonly reference: string;
  readonly tool: string;
  readonly action: string;
  readonly target: AuditTarget;
  /** The values that were wrong, by name. */
  readonly wrong?: readonly string[];
}

/** A person took back what kept an instance's power from being switched. */
export interface UnlockRecord {
  readonly kind: 'unlock';
  readonly principal: Principal;
  readonly target: { readonly provider: string; readonly account: string; readonly id: string };
  readonly what: 'lockout' | 'lease';
}

/** The end of a chain as it is, or was at some time; `seq` 0 means that it was begun. */
export interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** The first record of a chain. */
export interface StartRecord {
  readonly kind: 'start';
  readonly chain: string;
  /** The chain that was begun most recently before: that it vanishes as a whole is noticed here. */
  readonly previous?: Head;
}

/** A chain that retention removed: its end, how many records it had, and the times of the first and the last. */
export interface RemovedChain extends Head {
  readonly records: number;
  readonly from: string;
  readonly to: string;
}

/** Written and flushed before chains are removed because they are old. */
export interface CheckpointRecord {
  readonly kind: 'checkpoint';
  readonly keep_days: number;
  readonly removed: readonly RemovedChain[];
  /** From checkpoints in the chains that are removed: what the beginning of a remaining chain names. */
  readonly carried: readonly RemovedChain[];
}

/** What can be in the trail. */
export type AuditEntry =
  StartRecord | IntentRecord | CallRecord | ApprovalRecord | UnlockRecord | CheckpointRecord;

/** A record as it stands in the trail. */
export type AuditRecord = AuditEntry & AuditLink;

/** A record from before there were chains. */
export type UnchainedRecord = (IntentRecord | CallRecord) & {
  readonly v: 1;
  readonly seq: number;
  readonly time: string;
  readonly host: { readonly version: string; readonly pid: number };
};

/** A record as it is read back. */
export type TrailRecord = AuditRecord | UnchainedRecord;

/** A record of a call: what was intended, or how it ended. */
export type TrailCall = Extract<TrailRecord, { readonly kind: 'intent' | 'call' }>;

/** Whether a record is one of a call. */
export const isOfCall = (record: TrailRecord): record is TrailCall =>
  record.kind === 'intent' || record.kind === 'call';

/** Sorts records by time; within one moment by their place in the chain. */
export const byTime = (a: TrailRecord, b: TrailRecord): number =>
  a.time === b.time ? a.seq - b.seq : a.time < b.time ? -1 : 1;

/** The sink that is the trail itself: it also knows what was written before. */
export interface TrailSink extends AuditSink {
  /** The end of the chain that was begun here most recently. Asked before a chain is begun. */
  previous(): Promise<Head | undefined>;
  /**
   * Appends at once what need not be durable, and says whether it did. Where anything has to be waited for, or went wrong, it did not, and
   * `append` is asked for the same record.
   */
  appendNow?(record: AuditRecord, line: string): boolean;
}
