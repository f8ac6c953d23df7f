import type { Clock } from 'multi-cloud-manager/plugin';

/**
 * What the work comes to, or a rejection with the sentence once the time is over; the work itself is not ended. A clock that is
 * ended meanwhile leaves the work as it is.
 */
export async function within<T>(work: Promise<T>, ms: number, clock: Clock, sentence: string): Promise<T> {
  const done = new AbortController();
  const late = clock.sleep(ms, done.signal).then(
    () => {
      throw new Error(sentence);
    },
    () => work,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
