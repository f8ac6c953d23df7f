import type { ChildProcess } from 'node:child_process';

/** Signals that end this process, as a terminal or a supervisor sends them. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A hold on a process that leads a group of its own. */
export interface Leash {
  /** Ends it and all that it has started, at once. */
  readonly end: () => void;
  /** To be called when it has ended: from then on this process ends as it did before. */
  readonly release: () => void;
}

/** Sees to it that a process does not outlive this one. `tidy` is called when this one is ended first. */
export function leash(child: ChildProcess, tidy: () => void): Leash {
  const end = (): void => {
    child.kill('SIGKILL');
    try {
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  };
  const endAll = (): void => {
    end();
    tidy();
  };
  const release = (): void => {
    process.off('exit', endAll);
    for (const signal of SIGNALS) process.off(signal, pass);
  };
  const pass = (signal: NodeJS.Signals): void => {
    endAll();
    release();
    process.kill(process.pid, signal);
  };
  process.once('exit', endAll);
  for (const signal of SIGNALS) process.once(signal, pass);
  return { end, release };
}
