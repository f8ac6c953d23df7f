import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Text } from 'multi-cloud-manager/plugin';
import { auditChain } from '../locale/en/audit-chain.js';
import { say } from '../locale/words.js';
import { misplaced, soundRecord, type Unsound } from './check-record.js';
import { splitLines } from './lines.js';
import { ZEROS } from './link.js';
import type { AuditRecord, Head, RemovedChain } from './record.js';

/** The first record (or file) of a chain that is not as mcm wrote it. */
export interface BadRecord {
  readonly file: string;
  readonly line?: number;
  readonly seq?: number;
  readonly reason: Text;
}

/** After so many records others get their turn: it may run beside calls. */
const TURN = 500;

/** Goes through the parts of one chain, record by record, up to the first that is not as it was written. */
export class ChainWalk {
  /** Of each record, the first at 0. */
  readonly hashes: string[] = [];
  /** What the chain's checkpoints name. */
  readonly removed: RemovedChain[] = [];
  readonly notes: Text[] = [];
  previous: Head | undefined;
  from: string | undefined;
  to: string | undefined;
  /** Where each part begins. */
  readonly #parts: { readonly file: string; readonly seq: number; lines: number }[] = [];

  constructor(private readonly chain: string) {}

  /** The next part. Gives its first bad record. */
  async part(file: string, bytes: Buffer): Promise<BadRecord | undefined> {
    const { lines, rest } = splitLines(bytes);
    const part = { file, seq: this.hashes.length + 1, lines: 0 };
    this.#parts.push(part);
    for (const [index, line] of lines.entries()) {
      const bad = this.#take(line, index === 0);
      if (bad) return { file, line: index + 1, ...bad };
      part.lines += 1;
      if (index % TURN === TURN - 1) await nextTurn();
    }
    if (rest.length > 0) this.notes.push(say(auditChain, (words) => words.torn(file)));
    return undefined;
  }

  /** Where a record stands, or the next one would. */
  place(seq: number): { readonly file: string; readonly line: number; readonly seq: number } {
    const part = this.#parts.findLast((each) => each.seq <= seq);
    return { file: part?.file ?? '', line: seq - (part?.seq ?? 1) + 1, seq };
  }

  #take(line: Buffer, first: boolean): Unsound | undefined {
    const found = soundRecord(line);
    if (!('record' in found)) return found;
    const { record } = found;
    if (first) this.#replace(record);
    const prev = this.hashes.at(-1) ?? ZEROS;
    const reason = misplaced(record, { chain: this.chain, seq: this.hashes.length + 1, prev });
    if (reason !== undefined) return { reason, seq: record.seq };
    this.hashes.push(record.hash);
    this.from ??= record.time;
    this.to = record.time;
    if (record.kind === 'start') this.previous = record.previous;
    if (record.kind === 'checkpoint') this.removed.push(...record.removed, ...record.carried);
    return undefined;
  }

  /** Where a write failed and could not even be taken back, a new part begins with what came in its place. A mere copy did not. */
  #replace({ seq, prev, hash }: AuditRecord): void {
    const replaces = seq === this.hashes.length && prev === (this.hashes.at(-2) ?? ZEROS);
    if (seq === 0 || !replaces || hash === this.hashes.at(-1)) return;
    this.hashes.pop();
    this.notes.push(say(auditChain, (words) => words.writtenAgain(seq)));
  }
}
