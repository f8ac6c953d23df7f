import { McmError, type Permit, type PowerRequests } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { http } from '../locale/en/http.js';
import { power } from '../locale/en/power.js';
import { say } from '../locale/words.js';
import { noteRequestId, type Mint } from '../power/permit.js';
import { declaredRequest } from '../power/requests.js';
import type { Attempt } from './attempt.js';
import type { Failed } from './failure.js';
import { abortError, type Api, type Line } from './line.js';
import { withOutcome } from './map.js';
import { OnceOnly } from './once-only.js';

/** A power request as a plugin asks for it: all that matters is in the permit. */
export interface Act<T> {
  readonly permit: Permit;
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/**
 * A 4xx answer, or no connection at all, means that nothing was done; for everything else nobody knows. 408 comes from a gateway that
 * gave up waiting, perhaps for the cloud behind it.
 */
function outcomeOf({ failure, reached }: Failed): 'unknown' | 'not_done' {
  if (!reached) return 'not_done';
  const { kind, status = 0 } = failure;
  return kind === 'status' && status >= 400 && status < 500 && status !== 408 ? 'not_done' : 'unknown';
}

/**
 * Sends the one request that a permit allows. The permit is spent before anything else happens, and there is no second try. Every
 * error says in `details.outcome` what is known of the request.
 */
export async function act<T>(
  line: Line,
  api: Api,
  given: Act<T>,
  requests: PowerRequests,
  mint: Mint,
): Promise<T> {
  const { permit, signal } = given;
  mint.spend(permit);
  const limiter = new OnceOnly(api.limiter);
  const result = await send(line, { ...api, limiter }, given, requests).catch((error: unknown) => {
    // Only the plugin's own schema can throw after that, and its error says nothing of the request.
    if (limiter.began)
      throw withOutcome(
        new McmError(
          'INTERNAL',
          say(http, (words) => words.pluginMisread),
          { cause: error },
        ),
        'unknown',
      );
    const known = McmError.is(error)
      ? error
      : new McmError(
          'INTERNAL',
          say(http, (words) => words.pluginFailedBefore),
          { cause: error },
        );
    throw withOutcome(known, 'not_done');
  });
  switch (result.kind) {
    case 'value':
      if (result.requestId !== undefined) noteRequestId(permit, result.requestId);
      return result.value;
    case 'aborted':
      throw withOutcome(abortError(signal), limiter.broke ? 'unknown' : 'not_done');
    case 'failed':
      throw withOutcome(inWords(line, result.failed, api), outcomeOf(result.failed));
  }
}

/** Builds the request from what the plugin declared, and from nothing that it says now. */
async function send<T>(
  line: Line,
  api: Api,
  { permit, schema, signal }: Act<T>,
  requests: PowerRequests,
): Promise<Attempt<T>> {
  const { provider } = line;
  if (provider !== undefined && permit.provider !== provider) {
    throw new McmError(
      'INTERNAL',
      say(power, (words) => words.ofAnother(permit.provider, provider)),
    );
  }
  const { method, path, query, body } = declaredRequest(requests, permit.variant);
  return line.send(api, {
    kind: 'power',
    method,
    path: path.replaceAll('{id}', encodeURIComponent(permit.instance.id)),
    query,
    body: body === undefined ? undefined : JSON.stringify(body),
    schema,
    signal,
  });
}

/** A plugin that fails at finding words is no reason to forget what became of the request. */
function inWords(line: Line, failed: Failed, api: Api): McmError {
  try {
    return line.error(failed, api);
  } catch {
    return line.error(failed, { ...api, mapError: () => undefined });
  }
}
