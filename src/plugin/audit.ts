/** The machine's name, the version of mcm, and the process that wrote a record. */
export interface AuditHost {
  readonly name: string;
  readonly version: string;
  readonly pid: number;
}

/** What makes a record a link of its chain. */
export interface AuditLink {
  readonly v: 2;
  /** Counts from 1 within the chain. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly host: AuditHost;
  /** The hash of the record before; 64 zeros in the first. */
  readonly prev: string;
  /** SHA-256 over the canonical form of the record without this field. */
  readonly hash: string;
}

/** What every record of the trail says, as far as a sink needs it. All of it is in the line. */
export type AuditRecord = AuditLink &
  (
    | { readonly kind: 'start'; readonly chain: string }
    | { readonly kind: 'intent' | 'call' | 'approval' | 'unlock' | 'checkpoint' }
  );

/**
 * Where audit records go: the files of the state directory, and what plugins add to them. A sink is given one record after the
 * other, never two at once, in the order of the chain.
 */
export interface AuditSink {
  /** As `audit.sinks` of the config names it. */
  readonly name: string;
  /**
   * Takes a record. `line` is the whole of it in canonical form (JSON, redacted), without a line end. Resolves when the record is where
   * it has to be, rejects when it is not; `durable` asks that it outlasts a crash.
   */
  append(record: AuditRecord, line: string, durable: boolean): Promise<void>;
  /** Lets go of what it holds; called once, when the host closes and nothing more is written. */
  close(): Promise<void>;
}
