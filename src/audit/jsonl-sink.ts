import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditRecord } from 'multi-cloud-manager/plugin';
import { ensureStateDirectory } from '../state/directory.js';
import { AnchorWriter } from './anchor-writer.js';
import { decodeAnchor } from './anchor.js';
import { bootId, type WriteBytes } from './disk.js';
import { trailOnDisk } from './files.js';
import { ZEROS } from './link.js';
import { anchorName, auditDirectory, HEADS, segmentName, segmentOf } from './names.js';
import type { Head, TrailSink } from './record.js';
import { SegmentWriter } from './segment-writer.js';

/** A part of a chain ends before it would be longer than this. */
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** What a {@link JsonlSink} is made with. */
export interface JsonlSinkOptions {
  readonly stateDir: string;
  /** Default: 16 MiB. */
  readonly segmentBytes?: number;
  /** Which run of the machine this is. */
  readonly boot?: () => Promise<string | undefined>;
  readonly write?: WriteBytes;
}

/**
 * The default sink: the chain of one host as JSON lines in the state directory, in parts of a bounded size, mode 0600.
 * Nothing is opened before the first record. The order on disk is what makes a crash tell from tampering: the anchor of a
 * chain is there before its first record, and after each record it moves to it; so a trail may be one record longer than its
 * anchor, never shorter. What a failed write left is taken away before the next one; where even that fails, a new part begins.
 */
export class JsonlSink implements TrailSink {
  readonly name = 'jsonl';
  readonly #stateDir: string;
  readonly #directory: string;
  readonly #limit: number;
  readonly #boot: () => Promise<string | undefined>;
  readonly #put: WriteBytes;
  #anchor: AnchorWriter | undefined;
  #segment: SegmentWriter | undefined;
  #chain = '';
  #number = 0;
  #damaged = false;

  constructor({
    stateDir,
    segmentBytes = SEGMENT_BYTES,
    boot = bootId,
    write = writeSync,
  }: JsonlSinkOptions) {
    this.#stateDir = stateDir;
    this.#directory = auditDirectory(stateDir);
    this.#limit = segmentBytes;
    this.#boot = boot;
    this.#put = write;
  }

  async previous(): Promise<Head | undefined> {
    const files = trailOnDisk(this.#stateDir);
    const written = (await files.segments()).flatMap((name) => segmentOf(name)?.chain ?? []);
    const chain = [...(await files.chains()), ...written].sort().at(-1);
    if (chain === undefined) return undefined;
    const bytes = await files.anchor(chain).catch(() => undefined);
    const anchor = bytes && decodeAnchor(bytes);
    // Where its end cannot be told, it is still said that there was such a chain.
    return anchor?.chain === chain
      ? { chain, seq: anchor.seq, hash: anchor.hash }
      : { chain, seq: 0, hash: ZEROS };
  }

  async append(record: AuditRecord, line: string, durable: boolean): Promise<void> {
    await this.#mend(true);
    if (record.kind === 'start') await this.#begin(record.chain);
    const anchor = this.#anchor;
    if (!anchor) throw new Error('A chain of the audit begins with its start.');
    const bytes = Buffer.from(`${line}\n`);
    const segment = await this.#segmentFor(bytes.length);
    try {
      await segment.write(bytes, durable);
      await anchor.move(record, durable);
    } catch (error) {
      this.#damaged = true;
      await this.#mend(false).catch(() => undefined);
      throw error;
    }
    segment.keep(bytes.length);
  }

  /** In the middle of a part, and while no write has failed. */
  appendNow(record: AuditRecord, line: string): boolean {
    const [anchor, segment] = [this.#anchor, this.#segment];
    if (!anchor || !segment?.isListed || this.#damaged || record.kind === 'start') return false;
    const bytes = Buffer.from(`${line}\n`);
    if (segment.size + bytes.length > this.#limit) return false;
    try {
      segment.writeNow(bytes);
      anchor.moveNow(record);
    } catch {
      this.#damaged = true;
      return false;
    }
    segment.keep(bytes.length);
    return true;
  }

  async close(): Promise<void> {
    const [segment, anchor] = [this.#segment, this.#anchor];
    this.#segment = this.#anchor = undefined;
    await segment?.close();
    await anchor?.close();
  }

  async #begin(chain: string): Promise<void> {
    await ensureStateDirectory(this.#stateDir);
    await ensureStateDirectory(this.#directory);
    await ensureStateDirectory(join(this.#directory, HEADS));
    const boot = await this.#boot();
    const first = { chain, seq: 0, hash: ZEROS, durable: 0, ...(boot !== undefined && { boot }) };
    this.#chain = chain;
    this.#anchor ??= await AnchorWriter.create(join(this.#directory, anchorName(chain)), first, this.#put);
    await this.#anchor.restore();
  }

  async #segmentFor(length: number): Promise<SegmentWriter> {
    const open = this.#segment;
    if (open && (open.size === 0 || open.size + length <= this.#limit)) return open;
    this.#segment = undefined;
    await open?.end();
    const path = join(this.#directory, segmentName(this.#chain, this.#number + 1));
    this.#segment = await SegmentWriter.create(path, this.#put);
    this.#number += 1;
    return this.#segment;
  }

  /** After a failed write: the anchor first, so that at no moment the trail is shorter than it. */
  async #mend(leave: boolean): Promise<void> {
    if (!this.#damaged) return;
    await this.#anchor?.restore();
    try {
      await this.#segment?.cutBack();
    } catch (error) {
      if (!leave) throw error;
      const left = this.#segment;
      this.#segment = undefined;
      await left?.end();
    }
    this.#damaged = false;
  }
}
