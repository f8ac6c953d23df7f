import { Limiter, McmError } from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';
import { systemClock } from './wait.js';

/**
 * A plugin's limiter around a power request. It may hold the request back; it cannot send it twice or later, and the answer is the
 * cloud's, whatever the limiter makes of it.
 */
export class OnceOnly extends Limiter {
  #began = false;
  #broke = false;

  constructor(private readonly given: Limiter | undefined) {
    super(systemClock, {});
  }

  /** Whether the request was let through. */
  get began(): boolean {
    return this.#began;
  }

  /** Whether it was let through and no one could say how it ended. */
  get broke(): boolean {
    return this.#broke;
  }

  override async run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    let answer: Promise<T> | undefined;
    let over = false;
    const send = (): Promise<T> => {
      if (answer !== undefined) return answer;
      if (over)
        return Promise.reject(
          new McmError(
            'INTERNAL',
            say(http, (words) => words.turnIsOver),
          ),
        );
      this.#began = true;
      answer = request().catch((error: unknown) => {
        this.#broke = true;
        throw error;
      });
      return answer;
    };
    if (this.given === undefined) return send();
    try {
      await this.given.run(signal, send);
    } catch (error) {
      if (answer === undefined) throw error;
    } finally {
      over = true;
    }
    if (answer === undefined)
      throw new McmError(
        'INTERNAL',
        say(http, (words) => words.heldBack),
      );
    return answer;
  }
}
