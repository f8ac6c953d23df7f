import type { Clock } from 'multi-cloud-manager/plugin';
import { realClock, type SimulatorClock } from '../simulator/clock.js';

/** A clock whose pauses are over at once, and have passed all the same: whoever waits for a time gets there. */
export function hurriedClock(base: SimulatorClock = realClock()): Clock {
  let slept = 0;
  return {
    now: () => new Date(base.now().getTime() + slept),
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept += ms;
    },
  };
}
