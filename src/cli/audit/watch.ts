import { watch } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Not every file system tells of changes. */
const POLL_MS = 1000;

/** Says when something may have changed in a directory, which need not be there yet, until the signal ends it. */
export async function* changes(directory: string, signal: AbortSignal): AsyncGenerator<undefined> {
  let wake = (): void => undefined;
  const watcher = (() => {
    try {
      return watch(directory, { signal }, () => wake()).on('error', () => undefined);
    } catch {
      return undefined;
    }
  })();
  try {
    while (!signal.aborted) {
      yield undefined;
      const told = new Promise<void>((resolve) => (wake = resolve));
      await Promise.race([told, pause(POLL_MS, undefined, { signal })]).catch(() => undefined);
    }
  } finally {
    watcher?.close();
  }
}
