import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openOwnFile } from '../state/own-file.js';
import { syncDirectory, type WriteBytes } from './disk.js';

/** One part of a chain while it is written: it only grows, but for what a failed write left behind. */
export class SegmentWriter {
  #size = 0;
  #listed = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private readonly put: WriteBytes,
  ) {}

  /** Makes the file, which must not be there yet. */
  static async create(path: string, put: WriteBytes): Promise<SegmentWriter> {
    const flags = constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
    return new SegmentWriter(path, await openOwnFile(path, flags), put);
  }

  /** How long the file is up to the last record that counts. */
  get size(): number {
    return this.#size;
  }

  /** Whether its name is on disk, which is seen to with the first bytes. */
  get isListed(): boolean {
    return this.#listed;
  }

  /** Appends; the bytes count only once {@link keep} says so. */
  async write(bytes: Buffer, durable: boolean): Promise<void> {
    if (!this.#listed) await syncDirectory(dirname(this.path));
    this.#listed = true;
    this.writeNow(bytes);
    if (!durable) return;
    await this.handle.datasync();
    // What is flushed into a file that has no name any more is nowhere.
    if ((await this.handle.stat()).nlink === 0)
      throw new Error(`${this.path} was removed while mcm wrote to it. Restart mcm to begin a new one.`);
  }

  /** The same, not durably. To be asked only once it {@link isListed}. */
  writeNow(bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length) done += this.put(this.handle.fd, bytes, done, bytes.length - done, null);
  }

  keep(length: number): void {
    this.#size += length;
  }

  /** Takes away what a write left that does not count. */
  async cutBack(): Promise<void> {
    await this.handle.truncate(this.#size);
  }

  /** Flushes, so that a later part is never on disk without this one. */
  async end(): Promise<void> {
    await this.handle.datasync().finally(() => this.handle.close());
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
