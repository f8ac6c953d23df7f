import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Clock, Logger } from 'multi-cloud-manager/plugin';
import { operationOf } from './operation.js';

/** What is needed to note a request. */
export interface Noting {
  readonly log: Logger;
  readonly clock: Clock;
}

/** Notes every request in the log as the host's own HTTP client does. The SDK would log inputs and answers as well. */
export function noted(handler: NodeHttpHandler, { log, clock }: Noting): NodeHttpHandler {
  const handle = handler.handle.bind(handler);
  return Object.assign(handler, {
    handle: async (...sending: Parameters<NodeHttpHandler['handle']>) => {
      const [request] = sending;
      const began = clock.now().getTime();
      const note = (outcome: unknown, more: object): void => {
        const attempt = Number(/attempt=(\d+)/.exec(request.headers['amz-sdk-request'] ?? '')?.[1] ?? 1);
        const ms = clock.now().getTime() - began;
        log.debug(`${request.method} ${operationOf(request) ?? request.path}`, {
          ...{ host: request.hostname, attempt, ms, outcome },
          ...more,
        });
      };
      try {
        const answer = await handle(...sending);
        const { headers, statusCode } = answer.response;
        const id = headers['x-amzn-requestid'];
        note(statusCode, id === undefined ? {} : { request_id: id });
        return answer;
      } catch (error) {
        note('broken', { cause: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
  });
}
