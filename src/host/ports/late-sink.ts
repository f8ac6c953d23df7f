import type { AuditRecord, AuditSink, Clock } from 'multi-cloud-manager/plugin';
import { within } from '../../call/within.js';
import type { Slot } from './slot.js';

const LONGEST_MS = 10_000;

/** The audit sink of a plugin as the trail sees it. It does not wait for ever, and what it failed at is the outlet's to name. */
export class LateSink implements AuditSink {
  #busy = false;

  constructor(
    readonly name: string,
    private readonly slot: Slot<AuditSink>,
    private readonly clock: Clock,
  ) {}

  async append(record: AuditRecord, line: string, durable: boolean): Promise<void> {
    const sink = this.slot.get();
    // Never two at once, even after the trail has given up on the first.
    if (this.#busy) throw new Error('it has not taken the record before');
    this.#busy = true;
    const taken = Promise.resolve()
      .then(() => sink.append(record, line, durable))
      .finally(() => {
        this.#busy = false;
      });
    await within(taken, LONGEST_MS, this.clock, 'it took longer than 10 s');
  }

  async close(): Promise<void> {
    const closed = Promise.resolve(this.slot.peek()?.close());
    await within(closed, LONGEST_MS, this.clock, 'it took longer than 10 s');
  }
}
