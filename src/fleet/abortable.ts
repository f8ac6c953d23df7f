import { McmError } from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';

/** The promise, or a rejection as soon as the signal aborts, also where a plugin does not listen to it. */
export function abortable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  // Without `Promise.race` and `finally`, which make several promises more: a fan-out does this for each scope.
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(cancelled(signal));
    };
    const ended = (): void => {
      signal.removeEventListener('abort', leave);
    };
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    // What it throws at once rejects this, and the signal ends with its call; a plugin in plain JavaScript may give no promise.
    const working = Promise.resolve(work());
    working.then(ended, ended);
    working.then(resolve, reject);
  });
}

const cancelled = (signal: AbortSignal): McmError =>
  new McmError(
    'CANCELLED',
    say(calls, (words) => words.cancelled),
    { cause: signal.reason },
  );
