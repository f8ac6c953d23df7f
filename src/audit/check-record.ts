import { sealed } from './canonical.js';
import type { AuditRecord, Head } from './record.js';

/** Where in its chain a record has to fit. */
export interface Place {
  readonly chain: string;
  readonly seq: number;
  readonly prev: string;
}

/** Why a line is no record, and the number that it gives itself. */
export interface Unsound {
  readonly reason: string;
  readonly seq?: number;
}

/** A line of a chain by itself: the record, or why it is none that mcm wrote. */
export function soundRecord(line: Buffer): { readonly record: AuditRecord } | Unsound {
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch {
    return { reason: 'it is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'it is no record' };
  const { v, seq, kind, time, prev, hash } = value as Partial<AuditRecord>;
  if (typeof seq !== 'number' || typeof kind !== 'string' || typeof time !== 'string')
    return { reason: 'it is no record' };
  if (typeof prev !== 'string' || typeof hash !== 'string') return { reason: 'it is not chained', seq };
  if (v !== 2) return { reason: 'it has another version than the chain', seq };
  const seal = sealed(value);
  if (!Buffer.from(seal.text).equals(line)) return { reason: 'it is not written as mcm writes it', seq };
  if (seal.hash !== hash) return { reason: 'its hash is not the hash of what it says', seq };
  const record = value as AuditRecord;
  return namesHeads(record) ? { record } : { reason: 'it does not say what a record of its kind says', seq };
}

/** What verifying goes on to read is there. */
function namesHeads(record: AuditRecord): boolean {
  if (record.kind === 'start') return record.previous === undefined || isHead(record.previous);
  if (record.kind !== 'checkpoint') return true;
  return [record.removed, record.carried].every((heads) => Array.isArray(heads) && heads.every(isHead));
}

function isHead(value: unknown): boolean {
  const head = value as Partial<Head> | null | undefined;
  return typeof head?.chain === 'string' && Number.isSafeInteger(head.seq) && typeof head.hash === 'string';
}

/** Why a sound record is not the one that is due here; undefined when it is. */
export function misplaced(record: AuditRecord, { chain, seq, prev }: Place): string | undefined {
  if (record.seq !== seq) return `it has the number ${String(record.seq)}; ${String(seq)} is due`;
  if (record.prev !== prev) return 'it does not follow the record before it';
  if ((record.kind === 'start') !== (seq === 1))
    return seq === 1 ? 'the chain does not begin with its start' : 'it begins a chain in the middle of one';
  if (record.kind === 'start' && record.chain !== chain)
    return `it begins the chain ${record.chain}, and the file is named after another`;
  return undefined;
}
