import type { Clock } from './settings.js';

/** How much a cloud takes. */
export interface Limits {
  /** Requests that may start within any second. */
  readonly perSecond?: number;
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
    while (this.#running >= concurrent) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          const place = this.#waiting.indexOf(go);
          if (place >= 0) this.#waiting.splice(place, 1);
          resolve();
        };
        this.#waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    }
    signal.throwIfAborted();
    this.#running += 1;
  }

  /** Waits until a start fits into the last second. Starts are booked ahead, so that all who wait do not start at once. */
  async #pace(signal: AbortSignal): Promise<void> {
    const { perSecond } = this.#limits;
    if (perSecond === undefined) return;
    const now = this.#clock.now().getTime();
    const before = this.#starts.at(-perSecond);
    const start = before === undefined ? now : Math.max(now, before + 1000);
    this.#starts.push(start);
    if (this.#starts.length > perSecond) this.#starts.shift();
    if (start > now) await this.#clock.sleep(start - now, signal);
  }
}
