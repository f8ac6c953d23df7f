import { McmError } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

/** The error for a request that its caller no longer wants; a reason in the host's own words is kept. */
function abortError(signal: AbortSignal): McmError {
  const reason: unknown = signal.reason;
  if (McmError.is(reason)) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new McmError(
      'PROVIDER_TIMEOUT',
      say((words) => words.lateForCall),
    );
  }
  return new McmError(
    'CANCELLED',
    say((words) => words.cancelled),
  );
}

/** What is started, or the abort error as soon as the signal aborts: not every part of the SDK listens to it. */
export async function untilAborted<T>(signal: AbortSignal, start: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw abortError(signal);
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => {
      reject(abortError(signal));
    };
    signal.addEventListener('abort', abort, { once: true });
    start()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', abort);
      });
  });
}
