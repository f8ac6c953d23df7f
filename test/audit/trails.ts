import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'multi-cloud-manager/plugin';
import { trailOnDisk, type TrailFiles } from '../../src/audit/files.js';
import { JsonlSink } from '../../src/audit/jsonl-sink.js';
import { anchorName, anchorOf, auditDirectory, chainId, HEADS } from '../../src/audit/names.js';
import type { CheckpointRecord } from '../../src/audit/record.js';
import { Redactor } from '../../src/audit/redactor.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { TestClock } from '../fixtures/clock.js';
import { intent, outcome } from './records.js';

export const BOOT = '11111111-2222-3333-4444-555555555555';
const quiet = (): void => undefined;
/** Says nothing. */
export const silent: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** How a chain is written. */
export interface Written {
  readonly begun?: string;
  readonly pid?: number;
  readonly random?: string;
  readonly segmentBytes?: number;
  readonly boot?: string | undefined;
  /** Pairs of an intent and its outcome; the outcome is durable as it is for power. */
  readonly actions?: number;
  /** Outcomes of reads, which are not flushed, after the actions. */
  readonly reads?: number;
  readonly checkpoint?: CheckpointRecord;
}

/** Writes a whole chain as a host does, one minute a record, and gives its id. */
export async function writeChain(stateDir: string, written: Written = {}): Promise<string> {
  const { begun = '2026-03-01T12:00:00.000Z', pid = 4711, random = '1a2b3c4d', boot = BOOT } = written;
  const clock = TestClock.still(begun);
  const sink = new JsonlSink({
    stateDir,
    boot: async () => boot,
    ...(written.segmentBytes !== undefined && { segmentBytes: written.segmentBytes }),
  });
  let chain = '';
  const trail = new AuditTrail({
    sinks: [{ sink, required: true }],
    redactor: new Redactor(),
    clock,
    log: silent,
    host: { name: 'box', version: '1', pid },
    chain: (at) => (chain = chainId(at, pid, random)),
    upkeep: async (_, checkpoint) => {
      if (written.checkpoint) await checkpoint(written.checkpoint);
    },
  });
  const act = (each: number) => ({ call_id: `${random}-action-${String(each)}` });
  for (let each = 1; each <= (written.actions ?? 0); each++) {
    clock.advance(60_000);
    await trail.intent({ ...intent, ...act(each) });
    clock.advance(60_000);
    await trail.outcome({ ...outcome, ...act(each) }, true);
  }
  for (let each = 1; each <= (written.reads ?? 0); each++) {
    clock.advance(60_000);
    await trail.outcome({ ...outcome, access: 'read', call_id: `${random}-read-${String(each)}` }, false);
  }
  await trail.close();
  return chain;
}

/** A trail in memory, so that it can be verified very often, changed a little each time. */
export class MemoryTrail implements TrailFiles {
  /** By path below the trail's directory. */
  readonly files = new Map<string, Buffer>();

  /** Everything in a state directory. */
  static async of(stateDir: string): Promise<MemoryTrail> {
    const memory = new MemoryTrail();
    const disk = trailOnDisk(stateDir);
    const names = [...(await disk.segments()), ...(await disk.chains()).map(anchorName)];
    for (const name of names) memory.files.set(name, await readFile(join(auditDirectory(stateDir), name)));
    return memory;
  }

  /** The same trail with one file changed, or gone. */
  with(name: string, bytes: Buffer | undefined): MemoryTrail {
    const other = new MemoryTrail();
    for (const [each, old] of this.files) other.files.set(each, old);
    if (bytes) other.files.set(name, bytes);
    else other.files.delete(name);
    return other;
  }

  get(name: string): Buffer {
    const bytes = this.files.get(name);
    if (!bytes) throw new Error(`There is no ${name}.`);
    return bytes;
  }

  async chains(): Promise<readonly string[]> {
    return [...this.files.keys()].flatMap((name) =>
      name.startsWith(`${HEADS}/`) ? (anchorOf(name.slice(HEADS.length + 1)) ?? []) : [],
    );
  }
  async segments(): Promise<readonly string[]> {
    return [...this.files.keys()].filter((name) => name.endsWith('.jsonl')).sort();
  }
  async size(name: string): Promise<number> {
    return this.get(name).length;
  }
  async read(name: string, { from = 0, to = Infinity } = {}): Promise<Buffer> {
    const bytes = this.get(name);
    return bytes.subarray(from, Math.min(to, bytes.length));
  }
  async anchor(chain: string): Promise<Buffer | undefined> {
    return this.files.get(anchorName(chain));
  }
}
