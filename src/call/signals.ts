import { setMaxListeners } from 'node:events';

/** A signal that many requests of one call listen to; Node.js would take eleven of them for a leak. */
export function shared(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}
