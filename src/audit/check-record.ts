import type { Text } from 'multi-cloud-manager/plugin';
import { auditChain } from '../locale/en/audit-chain.js';
import { say } from '../locale/words.js';
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
  readonly reason: Text;
  readonly seq?: number;
}

/** A line of a chain by itself: the record, or why it is none that mcm wrote. */
export function soundRecord(line: Buffer): { readonly record: AuditRecord } | Unsound {
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch {
    return { reason: say(auditChain, (words) => words.noJson) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: say(auditChain, (words) => words.noRecord) };
  const { v, seq, kind, time, prev, hash } = value as Partial<AuditRecord>;
  if (typeof seq !== 'number' || typeof kind !== 'string' || typeof time !== 'string')
    return { reason: say(auditChain, (words) => words.noRecord) };
  if (typeof prev !== 'string' || typeof hash !== 'string')
    return { reason: say(auditChain, (words) => words.notChained), seq };
  if (v !== 2) return { reason: say(auditChain, (words) => words.otherVersion), seq };
  const seal = sealed(value);
  if (!Buffer.from(seal.text).equals(line))
    return { reason: say(auditChain, (words) => words.otherSpelling), seq };
  if (seal.hash !== hash) return { reason: say(auditChain, (words) => words.otherHash), seq };
  const record = value as AuditRecord;
  return namesHeads(record) ? { record } : { reason: say(auditChain, (words) => words.otherKind), seq };
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
export function misplaced(record: AuditRecord, { chain, seq, prev }: Place): Text | undefined {
  if (record.seq !== seq) return say(auditChain, (words) => words.otherNumber(record.seq, seq));
  if (record.prev !== prev) return say(auditChain, (words) => words.doesNotFollow);
  if ((record.kind === 'start') !== (seq === 1))
    return say(auditChain, (words) => (seq === 1 ? words.noStart : words.startInside));
  if (record.kind === 'start' && record.chain !== chain)
    return say(auditChain, (words) => words.otherChain(record.chain));
  return undefined;
}
