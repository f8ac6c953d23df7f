import type { ApiRequest } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { abortError, type Api, type Line } from './line.js';
import { pauseBefore, type RetrySettings } from './wait.js';

/** A read as a plugin asks for it. */
export interface Read<T> extends ApiRequest {
  readonly path: string;
  readonly schema: z.ZodType<T>;
}

/** Reads, and tries again with a growing pause where that may help. Ends at once when the signal aborts. */
export async function read<T>(
  line: Line,
  api: Api,
  { path, query, schema, signal }: Read<T>,
  retry: RetrySettings,
  random: () => number,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const result = await line.send(api, { kind: 'read', method: 'GET', path, query, schema, signal });
    if (result.kind === 'value') return result.value;
    if (result.kind === 'aborted') throw abortError(signal);
    const pause = pauseBefore(tries, result.failed, retry, random);
    if (pause === undefined) throw line.error(result.failed, api);
    await line.clock.sleep(pause, signal).catch(() => {
      throw abortError(signal);
    });
  }
}
