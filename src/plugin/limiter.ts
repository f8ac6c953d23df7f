import type { Clock } from './settings.js';

/** How much a cloud takes. */
export interface Limits {
  /** Requests that may start within any second. */
  readonly perSecond?: number;
  /** Requests that may start within any minute. */
  readonly perMinute?: number;
  /** Requests under way at the same time. */
  readonly concurrent?: number;
}

/** Lets requests through at the pace that a cloud takes: one for each account, or one for all where a cloud counts by address. */
export class Limiter {
  readonly #limits: Limits;
  readonly #clock: Clock;
  #running = 0;
  readonly #starts: number[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Runs it when it is its turn; rejects with the signal's reason when that aborts first. */
  async run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    await this.#turn(signal);
    try {
      await this.#pace(signal);
      return await request();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Takes a place; the place is given back by `run`. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { concurrent = Infinity } = this.#limits;
    signal.throwIfAborted();
    while (this.#running >= concurrent) {
      const called = await new Promise<boolean>((resolve) => {
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(true);
        };
        const leave = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(go), 1);
          resolve(false);
        };
        this.#waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
      // Called, and aborted since: whoever comes next is called instead.
      if (called && signal.aborted) this.#waiting.shift()?.();
      signal.throwIfAborted();
    }
    this.#running += 1;
  }

  /** Waits until a start fits into the last second and minute. Starts are booked ahead, so that all who wait do not start at once. */
  async #pace(signal: AbortSignal): Promise<void> {
    const windows = [
      [this.#limits.perSecond, 1_000],
      [this.#limits.perMinute, 60_000],
    ] as const;
    const now = this.#clock.now().getTime();
    let start = now;
    let longest = 0;
    for (const [count, ms] of windows) {
      if (count === undefined) continue;
      longest = Math.max(longest, count);
      const before = this.#starts.at(-count);
      if (before !== undefined) start = Math.max(start, before + ms);
    }
    if (longest === 0) return;
    this.#starts.push(start);
    if (this.#starts.length > longest) this.#starts.shift();
    if (start > now) await this.#clock.sleep(start - now, signal);
  }
}
