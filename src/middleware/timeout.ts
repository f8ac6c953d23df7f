import { McmError } from 'multi-cloud-manager/plugin';
import { bounded } from '../call/signals.js';
import type { Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';

/**
 * Ends a read that takes too long, and one that the client cancelled, even when a plugin does not listen to its signal.
 * A power action is not cut off here: it is followed to its end, and the fleet bounds that.
 */
export function timeout(seconds: number): Stage {
  return function timeout(state, next): Promise<Finished> {
    if (state.permit) return next();
    return new Promise((resolve, reject) => {
      const { signal, done } = bounded(state.signal, seconds * 1000, () => {
        reject(
          state.request.signal.aborted
            ? new McmError(
                'CANCELLED',
                say(calls, (words) => words.cancelled),
              )
            : new McmError(
                'PROVIDER_TIMEOUT',
                say(calls, (words) => words.tooLong(seconds)),
              ),
        );
      });
      state.signal = signal;
      const running = next();
      running.then(done, done);
      running.then(resolve, reject);
    });
  };
}
