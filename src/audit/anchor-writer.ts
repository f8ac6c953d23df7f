import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openOwnFile } from '../state/own-file.js';
import { encodeAnchor, type Anchor } from './anchor.js';
import { syncDirectory, type WriteBytes } from './disk.js';

/** The anchor of a chain while the chain is written: always in place, always the same length. */
export class AnchorWriter {
  #listed = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private readonly put: WriteBytes,
    /** What the file has to say. */
    private now: Anchor,
  ) {}

  /** Makes the file, which must not be there yet; it says something with {@link restore}. */
  static async create(path: string, first: Anchor, put: WriteBytes): Promise<AnchorWriter> {
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
    return new AnchorWriter(path, await openOwnFile(path, flags), put, first);
  }

  /** Moves it to a record that is in the trail. */
  async move(to: Pick<Anchor, 'seq' | 'hash'>, durable: boolean): Promise<void> {
    if (!durable) {
      this.moveNow(to);
      return;
    }
    const next = { ...this.now, seq: to.seq, hash: to.hash, durable: to.seq };
    this.#write(next);
    await this.handle.datasync();
    this.now = next;
  }

  /** The same, not durably. */
  moveNow({ seq, hash }: Pick<Anchor, 'seq' | 'hash'>): void {
    const next = { ...this.now, seq, hash };
    this.#write(next);
    this.now = next;
  }

  /** Writes what it has to say, whatever a failed write has left. */
  async restore(): Promise<void> {
    this.#write(this.now);
    if (!this.#listed) {
      await this.handle.datasync();
      await syncDirectory(dirname(this.path));
    }
    this.#listed = true;
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  #write(anchor: Anchor): void {
    const bytes = encodeAnchor(anchor);
    if (this.put(this.handle.fd, bytes, 0, bytes.length, 0) !== bytes.length)
      throw new Error('The anchor of the audit was written in part only.');
  }
}
