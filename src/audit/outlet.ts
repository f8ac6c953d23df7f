import type { AuditSink, Logger } from 'multi-cloud-manager/plugin';
import { messageOf } from './fault.js';
import type { AuditRecord } from './record.js';

/** A sink, and whether power actions are refused while it cannot be written. */
export interface AttachedSink<S extends AuditSink = AuditSink> {
  readonly sink: S;
  readonly required: boolean;
}

/** So many records wait for a sink that nothing waits for; a sink that hangs must not fill the memory. */
const WAITING = 1000;

/** A sink beside the trail itself. It gets every record of the trail, in the trail's order, at its own pace. */
export class Outlet {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #failing = false;

  constructor(
    private readonly to: AttachedSink,
    private readonly log: Logger,
  ) {}

  /** What a required sink comes to. One that is not required only warns, and there is nothing to wait for. */
  append(record: AuditRecord, line: string, durable: boolean): Promise<void> | undefined {
    const { sink, required } = this.to;
    if (!required && this.#waiting >= WAITING) {
      this.#warn(`${String(WAITING)} records wait for it already`);
      return undefined;
    }
    this.#waiting += 1;
    const written = this.#last.then(() => sink.append(record, line, durable));
    this.#last = written
      .then(() => (this.#failing = false))
      .catch((error: unknown) => {
        if (!required) this.#warn(messageOf(error));
      })
      .finally(() => (this.#waiting -= 1));
    if (!required) return undefined;
    return written.catch((cause: unknown) => {
      throw new Error(`the audit sink ${sink.name} did not take it: ${messageOf(cause)}`, { cause });
    });
  }

  async close(): Promise<void> {
    await this.#last;
    const { sink } = this.to;
    await sink.close().catch((error: unknown) => {
      this.log.warn(`The audit sink ${sink.name} could not be closed: ${messageOf(error)}`);
    });
  }

  /** Once until it works again. */
  #warn(why: string): void {
    if (!this.#failing)
      this.log.warn(`The audit sink ${this.to.sink.name} is missing records from here on: ${why}`);
    this.#failing = true;
  }
}
