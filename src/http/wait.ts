import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from 'multi-cloud-manager/plugin';
import type { Failed } from './failure.js';

/** How often and how patiently reads are tried again. */
export interface RetrySettings {
  /** Tries after the first. */
  readonly limit: number;
  /** The first pause; each further one is twice as long, with jitter. */
  readonly baseMs: number;
  /** The longest pause that a cloud may ask for before the read is given up. */
  readonly maxWaitMs: number;
}

/** The pause before try number `attempt` + 1 (the first try is 0), or undefined to give up. */
export function pauseBefore(
  attempt: number,
  failed: Failed,
  settings: RetrySettings,
  random: () => number,
): number | undefined {
  if (!failed.transient || attempt >= settings.limit) return undefined;
  const asked = failed.failure.retryAfterSeconds;
  if (asked !== undefined) return asked * 1000 <= settings.maxWaitMs ? asked * 1000 : undefined;
  return Math.round(settings.baseMs * 2 ** attempt * (0.5 + random() / 2));
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};
