/** The part of `process` that tells of faults that nobody caught. */
export interface FaultSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (fault: unknown) => void): unknown;
  off(event: 'uncaughtException' | 'unhandledRejection', listener: (fault: unknown) => void): unknown;
}

/**
 * Keeps serving when something throws where nobody catches it: a plugin's fault must not end the host. `report` is told what was
 * thrown and where from, and must redact it. Returns the way to stop.
 */
export function surviveFaults(source: FaultSource, report: (sentence: string) => void): () => void {
  const uncaught = (fault: unknown): void => {
    report(`Uncaught exception, still serving: ${describe(fault)}`);
  };
  const unhandled = (fault: unknown): void => {
    report(`Unhandled rejection, still serving: ${describe(fault)}`);
  };
  source.on('uncaughtException', uncaught);
  source.on('unhandledRejection', unhandled);
  return () => {
    source.off('uncaughtException', uncaught);
    source.off('unhandledRejection', unhandled);
  };
}

function describe(fault: unknown): string {
  try {
    return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  } catch {
    return 'something that cannot be shown';
  }
}
