import { setMaxListeners } from 'node:events';

/** A signal with an end, and how the work under it says that it has come to that. */
export interface Bounded {
  readonly signal: AbortSignal;
  readonly done: () => void;
}

/**
 * A signal that aborts with another one, or when the time is over; `ended` is told at that moment. `AbortSignal.any` and
 * `AbortSignal.timeout` would do the same for signals that nobody says are done with, by weak references and a finalizer each.
 */
export function bounded(outer: AbortSignal, ms: number, ended: () => void): Bounded {
  const inner = new AbortController();
  const end = (reason: unknown): void => {
    inner.abort(reason);
    ended();
  };
  const follow = (): void => {
    end(outer.reason);
  };
  const timer = setTimeout(() => {
    end(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, ms);
  timer.unref();
  if (outer.aborted) follow();
  else outer.addEventListener('abort', follow, { once: true });
  return {
    signal: shared(inner.signal),
    done: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', follow);
    },
  };
}

/** A signal that many requests of one call listen to; Node.js would take eleven of them for a leak. */
export function shared(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}
