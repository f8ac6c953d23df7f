import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureStateDirectory } from '../state/directory.js';
import type { AuditRecord, AuditSink } from './record.js';

/** Where the trail lies below the state directory. */
export const auditDirectory = (stateDir: string): string => join(stateDir, 'audit');

/**
 * The default sink: one JSON-lines file per process in the state directory, mode 0600, opened with its first record.
 * Each record is one write, appended; records are written one after the other.
 */
export class JsonlSink implements AuditSink {
  readonly name = 'jsonl';
  readonly #directory: string;
  readonly #file: string;
  #handle: FileHandle | undefined;
  #last: Promise<void> = Promise.resolve();
  #torn = false;

  constructor(stateDir: string, startedAt: Date, pid: number) {
    this.#directory = auditDirectory(stateDir);
    this.#file = join(
      this.#directory,
      `${startedAt.toISOString().replaceAll(/[:.]/g, '-')}-${String(pid)}.jsonl`,
    );
  }

  append(record: AuditRecord, durable: boolean): Promise<void> {
    const write = this.#last.then(async () => {
      const handle = (this.#handle ??= await this.#open());
      // A write that fails may leave half a line; the next record then starts on a line of its own.
      const line = `${this.#torn ? '\n' : ''}${JSON.stringify(record)}\n`;
      this.#torn = true;
      await handle.appendFile(line);
      this.#torn = false;
      if (durable) await handle.datasync();
    });
    this.#last = write.catch(() => undefined);
    return write;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #open(): Promise<FileHandle> {
    await ensureStateDirectory(dirname(this.#directory));
    await ensureStateDirectory(this.#directory);
    const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
    const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | noFollow;
    const handle = await open(this.#file, flags, 0o600);
    // The name of a new file is on disk only once its directory is; Windows cannot open a directory.
    if (process.platform !== 'win32') {
      const directory = await open(this.#directory, 'r');
      await directory.sync().finally(() => directory.close());
    }
    return handle;
  }
}
