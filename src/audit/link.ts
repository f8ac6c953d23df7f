import type { AuditHost } from 'multi-cloud-manager/plugin';
import { signed } from './canonical.js';
import type { AuditEntry, AuditRecord } from './record.js';

/** What stands before the first record. */
export const ZEROS = '0'.repeat(64);

/** Makes an entry the next record of a chain, and gives its line. */
export function link(
  entry: AuditEntry,
  at: { readonly seq: number; readonly prev: string; readonly time: string; readonly host: AuditHost },
): { readonly record: AuditRecord; readonly line: string } {
  const record = { ...entry, v: 2 as const, ...at, hash: '' };
  const { text, hash } = signed(record, 'hash');
  record.hash = hash;
  return { record, line: text };
}
