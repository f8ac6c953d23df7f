import { untilAborted } from './line.js';

/** Work that several wait for: each may leave, and with the last of them the work ends. */
export class Shared<T> {
  readonly #end = new AbortController();
  readonly #work: Promise<T>;
  #waiting = 0;

  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    /** Called once it is over, or left by all: nobody may join any more. */
    private readonly onOver: () => void,
  ) {
    this.#work = work(this.#end.signal).finally(onOver);
    // When all have left, nobody hears of its end.
    this.#work.catch(() => undefined);
  }

  /** Waits for it, as long as the signal does not abort. */
  async join(signal: AbortSignal): Promise<T> {
    this.#waiting += 1;
    try {
      return await untilAborted(this.#work, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.onOver();
        this.#end.abort();
      }
    }
  }
}
