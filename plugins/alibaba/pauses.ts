import type { Failure } from './failure.js';

/** How patient the plugin is. A class, so that the container can make it; a test gives its own. */
export class Patience {
  readonly connectMs: number = 10_000;
  readonly responseMs: number = 20_000;
  /** Tries of a read after the first. */
  readonly retries: number = 2;
  /** The first pause; each further one is twice as long, with jitter. */
  readonly baseMs: number = 300;
  /** How long after the start of a call a pause may still end, so that a try fits into the time that the host gives a call. */
  readonly budgetMs: number = 45_000;
  /** Jitter, 0 to 1. */
  readonly random: () => number = Math.random;
}

const MINUTE = 60_000;

/** Seconds until the next minute begins: that is when ECS counts anew. */
export const secondsToNextMinute = (now: Date): number =>
  Math.ceil((MINUTE - (now.getTime() % MINUTE)) / 1000);

/** Whether another try may help a read. */
export function isTransient({ kind, status = 0, code = '', note }: Failure): boolean {
  switch (kind) {
    case 'refused':
      return (
        status >= 500 || status === 429 || code.startsWith('Throttling') || code === 'SignatureNonceUsed'
      );
    case 'status':
      return status >= 500 || status === 429;
    case 'timeout':
      return true;
    case 'dns':
      return note === 'EAI_AGAIN';
    case 'connection':
      return note === undefined || note === 'ECONNRESET' || note === 'EPIPE';
    case 'unreadable':
      return status === 0;
    case 'tls':
      return false;
  }
}

/** Whether the cloud asks for a pause. */
export const isThrottled = ({ kind, status, code = '' }: Failure): boolean =>
  code.startsWith('Throttling') || (kind === 'status' && status === 429);

/** The pause before the next try, or undefined to give up. `spentMs` is how long the call has been going on. */
export function pauseBefore(
  tries: number,
  failure: Failure,
  now: Date,
  spentMs: number,
  patience: Patience,
): number | undefined {
  if (!isTransient(failure) || tries >= patience.retries) return undefined;
  const jitter = 0.5 + patience.random() / 2;
  if (!isThrottled(failure)) return Math.round(patience.baseMs * 2 ** tries * jitter);
  const seconds = failure.retryAfterSeconds ?? secondsToNextMinute(now);
  // Everybody else who was throttled comes back with the new minute too.
  const pause = seconds * 1000 + Math.round(patience.baseMs * jitter);
  return spentMs + pause <= patience.budgetMs ? pause : undefined;
}
