import { McmError } from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';

/** The promise, or a rejection as soon as the signal aborts, also where a plugin does not listen to it. */
export async function abortable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw cancelled(signal);
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      reject(cancelled(signal));
    };
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work(), left]);
  } finally {
    if (leave) signal.removeEventListener('abort', leave);
  }
}

const cancelled = (signal: AbortSignal): McmError =>
  new McmError(
    'CANCELLED',
    say(calls, (words) => words.cancelled),
    { cause: signal.reason },
  );
