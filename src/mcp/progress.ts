import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ProgressToken, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import type { CallRequest } from '../call/request.js';

/** What a handler is given beside the request, by the SDK or as the SDK would. */
export type HandlerExtra = Pick<
  RequestHandlerExtra<ServerRequest, ServerNotification>,
  'signal' | '_meta' | 'sendNotification' | 'sendRequest'
>;

/** The params of `notifications/progress`. */
export interface ProgressParams extends Record<string, unknown> {
  readonly progressToken: ProgressToken;
  readonly progress: number;
  readonly total?: number;
  readonly message: string;
}

/** Where a step forward is reported without a number that is higher than the last one. */
const SMALL_STEP = 0.001;

/** Reports how far one call is. */
export interface ProgressReporter {
  readonly report: NonNullable<CallRequest['progress']>;
  /** After the call has ended nothing is reported any more. */
  stop(): void;
}

/** Reports under a client's token. The protocol wants a number that rises with every report, whatever a tool says. */
export function progressReporter(
  token: ProgressToken,
  send: (params: ProgressParams) => void,
): ProgressReporter {
  let last = -1;
  let stopped = false;
  return {
    report: (message, done, total) => {
      if (stopped) return;
      last = nextProgress(last, done);
      const known = total !== undefined && Number.isFinite(total);
      send({ progressToken: token, progress: last, ...(known && { total }), message });
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** The reporter of a request, where its client asked for reports. */
export function reporterOf({ _meta, sendNotification }: HandlerExtra): ProgressReporter | undefined {
  const token = _meta?.progressToken;
  if (token === undefined) return undefined;
  return progressReporter(token, (params) => {
    // The client may be gone by now; then there is nobody to tell.
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  });
}

function nextProgress(last: number, done: number | undefined): number {
  if (done === undefined || !Number.isFinite(done)) return last + 1;
  return done > last ? done : last + SMALL_STEP;
}
