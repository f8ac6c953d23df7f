import { hasCode } from './fault.js';

/** Whether the process that began something then may still be there; one that may not be looked at is. */
export function mayRun(pid: number, begun: Date): boolean {
  // In a container every process has the same number: ours was another one's before we started.
  if (pid === process.pid) return begun.getTime() >= performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}
