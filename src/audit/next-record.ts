import type { AuditHost, Clock } from 'multi-cloud-manager/plugin';
import { link } from './link.js';
import type { AuditEntry, Head } from './record.js';
import type { Redactor } from './redactor.js';

/** What records are made with. */
export interface RecordParts {
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly host: AuditHost;
}

/** What happened, as the record that comes after the head of a chain. */
export function nextRecord(
  { seq, hash }: Head,
  entry: AuditEntry,
  { redactor, clock, host }: RecordParts,
): ReturnType<typeof link> {
  const time = clock.now().toISOString();
  return link(entry, { seq: seq + 1, prev: hash, time, host: redactor.json(host) });
}

/** A checkpoint holds hashes and names of chains, which must stay as they are; a kind is our own word. */
export function redacted(entry: AuditEntry, redactor: Redactor): AuditEntry {
  if (entry.kind === 'checkpoint') return entry;
  const clean = redactor.json(entry);
  return clean === entry ? entry : ({ ...clean, kind: entry.kind } as AuditEntry);
}
