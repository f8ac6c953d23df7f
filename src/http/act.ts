import { McmError, type Permit, type PowerRequests } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { Mint } from '../power/permit.js';
import type { Failed } from './failure.js';
import { abortError, type Api, type Line } from './line.js';
import { withOutcome } from './map.js';

/** A power request as a plugin asks for it: all that matters is in the permit. */
export interface Act<T> {
  readonly permit: Permit;
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** A 4xx answer, or no connection at all, means that nothing was done; for everything else nobody knows. */
function outcomeOf({ failure, reached }: Failed): 'unknown' | 'not_done' {
  if (!reached) return 'not_done';
  const status = failure.status ?? 0;
  return failure.kind === 'status' && status >= 400 && status < 500 ? 'not_done' : 'unknown';
}

/** Sends the one request that a permit allows. The permit is spent before anything else happens, and there is no second try. */
export async function act<T>(
  line: Line,
  api: Api,
  { permit, schema, signal }: Act<T>,
  requests: PowerRequests,
  mint: Mint,
): Promise<T> {
  mint.spend(permit);
  if (line.provider !== undefined && permit.provider !== line.provider) {
    throw new McmError(
      'INTERNAL',
      `A permit for ${permit.provider} was used by ${line.provider}. Nothing was sent.`,
    );
  }
  const request = Object.hasOwn(requests, permit.variant) ? requests[permit.variant] : undefined;
  if (request === undefined) {
    throw new McmError(
      'OPERATION_NOT_SUPPORTED',
      `The plugin declares no request for ${permit.variant}. Nothing was sent.`,
    );
  }
  const result = await line.send(api, {
    kind: 'power',
    method: request.method,
    path: request.path.replaceAll('{id}', encodeURIComponent(permit.instance.id)),
    query: request.query,
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
    schema,
    signal,
  });
  if (result.kind === 'value') return result.value;
  if (result.kind === 'aborted') throw withOutcome(abortError(signal), 'not_done');
  throw withOutcome(line.error(result.failed, api), outcomeOf(result.failed));
}
