import type { ApiRequest } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { Attempt } from './attempt.js';
import { abortError, type Api, type Line, type Outgoing } from './line.js';
import { pauseBefore, type RetrySettings } from './wait.js';

/** A read as a plugin asks for it. */
export interface Read<T> extends ApiRequest {
  readonly path: string;
  readonly schema: z.ZodType<T>;
}

/** How a request that may be sent again is sent again. */
export interface Patience {
  readonly retry: RetrySettings;
  readonly random: () => number;
}

/** Reads one thing. */
export async function read<T>(
  line: Line,
  api: Api,
  { path, query, schema, signal }: Read<T>,
  patience: Patience,
): Promise<T> {
  const outgoing = { kind: 'read', method: 'GET', path, query, schema, signal } as const;
  return (await sendPatiently(line, api, outgoing, patience)).value;
}

/**
 * Sends what changes nothing, and tries again with a growing pause where that may help. Ends at once when the signal aborts.
 */
export async function sendPatiently<T>(
  line: Line,
  api: Api,
  outgoing: Outgoing<T> & { readonly kind: 'read' | 'login' },
  { retry, random }: Patience,
): Promise<Extract<Attempt<T>, { kind: 'value' }>> {
  const { signal } = outgoing;
  for (let tries = 0; ; tries++) {
    const result = await line.send(api, outgoing, tries + 1);
    if (result.kind === 'value') return result;
    if (result.kind === 'aborted') throw abortError(signal);
    const pause = pauseBefore(tries, result.failed, retry, random);
    if (pause === undefined) throw line.error(result.failed, api);
    await line.clock.sleep(pause, signal).catch(() => {
      throw abortError(signal);
    });
  }
}
