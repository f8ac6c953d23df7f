import { known, type Logger } from 'multi-cloud-manager/plugin';
import { messageOf } from './fault.js';
import { ZEROS } from './link.js';
import { nextRecord, redacted, type RecordParts } from './next-record.js';
import { Outlet, type AttachedSink } from './outlet.js';
import type {
  ApprovalRecord,
  AuditEntry,
  CallRecord,
  CheckpointRecord,
  Head,
  IntentRecord,
  TrailSink,
  UnlockRecord,
} from './record.js';

/** So many records of reads may wait to be written before reads wait for theirs: a disk that hangs must not fill the memory. */
const BEHIND = 1000;

/** What an {@link AuditTrail} is made of. */
export interface AuditTrailOptions extends RecordParts {
  /** The first is the trail itself; what it does not take did not happen. The others get what it took. */
  readonly sinks: readonly [AttachedSink<TrailSink>, ...AttachedSink[]];
  readonly log: Logger;
  /** Names the chain when it is begun. */
  readonly chain: (begun: Date) => string;
  /** Runs once beside everything else, after the first record of what happened: retention. */
  readonly upkeep?: (chain: string, checkpoint: (record: CheckpointRecord) => Promise<void>) => Promise<void>;
}

/**
 * The trail of one host: numbers its records, redacts them, and chains each to the one before, in one queue, so that the order of
 * appends is the order of the chain. Nothing is opened before the first record. An append that fails does not advance the chain.
 */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  readonly #outlets: readonly Outlet[];
  #last: Promise<unknown> = Promise.resolve();
  /** Of reads that are answered: what is written in the next turn. */
  #later: CallRecord[] = [];
  #turn: NodeJS.Immediate | undefined;
  #waiting = 0;
  #head: Head | undefined;
  #previous: { readonly head: Head | undefined } | undefined;
  #upkeep: Promise<void> | undefined;
  #failure: string | undefined;

  constructor(options: AuditTrailOptions) {
    this.#options = options;
    const [, ...others] = options.sinks;
    this.#outlets = others.map((attached) => new Outlet(attached, options.log));
  }

  /** What kept the last record from being written, or undefined when all is well. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** On disk when it resolves; rejects when it cannot be. */
  async intent(record: IntentRecord): Promise<void> {
    await this.#append(record, true);
  }

  /**
   * Whether the answer of a read may go out before its record is written: the chain is begun, its last record was written, and not too many
   * wait.
   */
  get isSteady(): boolean {
    const begun = this.#head !== undefined && this.#head.seq > 0;
    return begun && this.#failure === undefined && this.#waiting + this.#later.length <= BEHIND;
  }

  /** Resolves when every record so far is written, or cannot be. */
  async written(): Promise<void> {
    this.#endTurn();
    await this.#last;
  }

  /** A record of what has happened already: when it cannot be written that is said loudly, and the answer still goes out. */
  async outcome(record: CallRecord, durable: boolean): Promise<void> {
    await this.#append(record, durable).catch(() => undefined);
  }

  /** The same for a read, in the next turn of the event loop: its answer goes out first. To be asked only while it {@link isSteady}. */
  outcomeLater(record: CallRecord): void {
    this.#later.push(record);
    this.#turn ??= setImmediate(() => {
      this.#endTurn();
    });
  }

  /** What a person decided. On disk when it resolves; rejects when it cannot be. */
  async person(record: ApprovalRecord | UnlockRecord): Promise<void> {
    await this.#append(record, true);
  }

  async close(): Promise<void> {
    await this.#upkeep;
    await this.written();
    await Promise.all([this.#options.sinks[0].sink.close(), ...this.#outlets.map((each) => each.close())]);
  }

  async #append(entry: AuditEntry, durable: boolean): Promise<void> {
    const job: Job = { entry, durable, seq: 0, passed: [] };
    if (this.#later.length > 0) this.#endTurn();
    this.#waiting += 1;
    const written = this.#last.then(() => this.#write(job));
    this.#last = written.catch(() => undefined).finally(() => (this.#waiting -= 1));
    try {
      await written;
      await this.#passed(job);
    } catch (error) {
      this.#failed(error, job);
      throw error;
    }
    this.#upkeep ??= this.#keepUp();
  }

  /** Takes what waits for the next turn, before anything that comes after it. */
  #endTurn(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    for (const record of this.#later.splice(0)) if (!this.#writeNow(record)) void this.outcome(record, false);
  }

  /** Writes the record of a read where there is nothing to wait for: neither a record before it nor another sink. */
  #writeNow(entry: CallRecord): boolean {
    const head = this.#head;
    const { sinks, redactor } = this.#options;
    const [{ sink }] = sinks;
    if (!head || head.seq === 0 || this.#waiting > 0 || this.#outlets.length > 0) return false;
    try {
      const { record, line } = nextRecord(head, redacted(entry, redactor), this.#options);
      if (sink.appendNow?.(record, line) !== true) return false;
      this.#head = { chain: head.chain, seq: record.seq, hash: record.hash };
      this.#failure = undefined;
      return true;
    } catch {
      // Whatever is wrong is said where it is tried again.
      return false;
    }
  }

  /** Waits until every required sink has what has to last. A read is not held up by them; that they fail is said all the same. */
  async #passed(job: Job): Promise<void> {
    const { durable, passed } = job;
    const worked = (): void => {
      this.#failure = undefined;
    };
    const all = Promise.all(passed).then(worked);
    if (durable) return all;
    if (passed.length === 0) worked();
    all.catch((error: unknown) => {
      this.#failed(error, job);
    });
  }

  /** One record; before the first, the start of the chain. */
  async #write(job: Job): Promise<void> {
    const { sinks, clock, redactor, chain } = this.#options;
    const { entry, durable } = job;
    this.#head ??= { chain: chain(clock.now()), seq: 0, hash: ZEROS };
    if (this.#head.seq === 0) {
      job.seq = 1;
      this.#previous ??= { head: await sinks[0].sink.previous() };
      const previous = known({ previous: this.#previous.head });
      await this.#put(job, this.#head, { kind: 'start', chain: this.#head.chain, ...previous }, false);
    }
    await this.#put(job, this.#head, redacted(entry, redactor), durable);
  }

  async #put(job: Job, head: Head, entry: AuditEntry, durable: boolean): Promise<void> {
    job.seq = head.seq + 1;
    const { record, line } = nextRecord(head, entry, this.#options);
    await this.#options.sinks[0].sink.append(record, line, durable);
    this.#head = { chain: head.chain, seq: record.seq, hash: record.hash };
    for (const outlet of this.#outlets) {
      const passed = outlet.append(record, line, durable);
      if (!passed) continue;
      // Whoever waits for it hears of it; when the trail itself fails after this, nobody waits.
      passed.catch(() => undefined);
      job.passed.push(passed);
    }
  }

  #failed(error: unknown, { entry, seq }: Job): void {
    const { redactor, log } = this.#options;
    this.#failure = redactor.text(messageOf(error));
    const about = 'call_id' in entry ? { call_id: entry.call_id } : {};
    log.error(`The audit record ${String(seq)} could not be written: ${this.#failure}`, about);
  }

  async #keepUp(): Promise<void> {
    const { upkeep, log } = this.#options;
    try {
      await upkeep?.(this.#head?.chain ?? '', (record) => this.#append(record, true));
    } catch (error) {
      log.warn(`Old records of the audit stay: ${messageOf(error)}`);
    }
  }
}

/** A record on its way: the number it has or would have had, and the sinks beside the trail that it was given to. */
interface Job {
  readonly entry: AuditEntry;
  readonly durable: boolean;
  seq: number;
  readonly passed: Promise<void>[];
}
