import type { Clock, Logger } from 'multi-cloud-manager/plugin';
import type { AuditRecord, AuditSink, CallRecord, IntentRecord } from './record.js';
import type { Redactor } from './redactor.js';

/** Numbers the records of one host, redacts them, and hands them to the sink. */
export class AuditTrail {
  #seq = 0;
  #failure: string | undefined;

  constructor(
    private readonly sink: AuditSink,
    private readonly redactor: Redactor,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly host: AuditRecord['host'],
  ) {}

  /** What kept the last record from being written, or undefined when all is well. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** On disk when it resolves; rejects when it cannot be. */
  async intent(record: IntentRecord): Promise<void> {
    await this.#append(record, true);
  }

  /** A record of what has happened already: when it cannot be written that is said loudly, and the answer still goes out. */
  async outcome(record: CallRecord, durable: boolean): Promise<void> {
    await this.#append(record, durable).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.sink.close();
  }

  async #append(record: IntentRecord | CallRecord, durable: boolean): Promise<void> {
    const whole = {
      v: 1 as const,
      seq: ++this.#seq,
      time: this.clock.now().toISOString(),
      host: this.host,
      ...record,
    };
    try {
      await this.sink.append(this.redactor.json(whole), durable);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = this.redactor.text(error instanceof Error ? error.message : String(error));
      this.log.error(`The audit record ${String(whole.seq)} could not be written: ${this.#failure}`, {
        call_id: record.call_id,
      });
      throw error;
    }
  }
}
