/** The time as a simulator sees it. A test moves it on instead of waiting. */
export interface SimulatorClock {
  /** The time there. */
  now(): Date;
  /** Jumps ahead by this many milliseconds. */
  advance(ms: number): void;
}

/** Runs with the real time; `advance` jumps ahead of it. */
export function realClock(): SimulatorClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (ms) => {
      ahead += ms;
    },
  };
}

/** Stands still until it is advanced. */
export function manualClock(start: Date | string): SimulatorClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
