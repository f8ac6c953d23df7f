import type { Clock } from 'multi-cloud-manager/plugin';

/**
 * What the work comes to, or a rejection with the sentence or the error once the time is over; the work itself is not ended. A clock that
 * is ended meanwhile leaves the work as it is.
 */
export async function within<T>(
  work: Promise<T>,
  ms: number,
  clock: Clock,
  late: string | (() => Error),
): Promise<T> {
  const done = new AbortController();
  const over = clock.sleep(ms, done.signal).then(
    () => {
      throw typeof late === 'string' ? new Error(late) : late();
    },
    () => work,
  );
  try {
    return await Promise.race([work, over]);
  } finally {
    done.abort();
  }
}
