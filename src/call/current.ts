import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log says of the call that it was written in, by the names that the audit has for it. */
export interface CallMark {
  readonly call_id: string;
  /** Where somebody traces. */
  readonly trace_id?: string;
  readonly span_id?: string;
}

/** The call that runs, for whoever writes a line and is not told: a plugin's own logger, what retries a request. */
export class CurrentCall {
  readonly #marks = new AsyncLocalStorage<CallMark>();

  /** Runs the work of a call; whatever it waits for is within it. */
  run<T>(mark: CallMark, work: () => T): T {
    return this.#marks.run(mark, work);
  }

  /** Undefined outside of every call. */
  get mark(): CallMark | undefined {
    return this.#marks.getStore();
  }
}
