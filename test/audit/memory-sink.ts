import type { AuditRecord, Head, TrailSink } from '../../src/audit/record.js';

/** Keeps what it is given, or fails as it is told to. */
export class MemorySink implements TrailSink {
  readonly kept: { record: AuditRecord; line: string; durable: boolean }[] = [];
  failure: Error | undefined;
  closed = false;
  before: Head | undefined;
  /** Runs before a record is kept. */
  gate: () => Promise<void> = () => Promise.resolve();

  constructor(readonly name = 'memory') {}

  get records(): readonly AuditRecord[] {
    return this.kept.map(({ record }) => record);
  }
  get kinds(): readonly string[] {
    return this.records.map(({ kind }) => kind);
  }
  previous(): Promise<Head | undefined> {
    return Promise.resolve(this.before);
  }
  async append(record: AuditRecord, line: string, durable: boolean): Promise<void> {
    await this.gate();
    if (this.failure) throw this.failure;
    this.kept.push({ record, line, durable });
  }
  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}
