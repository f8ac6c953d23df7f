import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { McmError } from 'multi-cloud-manager/plugin';
import { operationOf } from './operation.js';
import { say } from './words.js';

/** Operations that change nothing, as AWS names them. */
const READS = /^(Describe|Get|List)[A-Z]\w*$/;

/**
 * Lets nothing through that is not a read, whatever command the SDK was handed: the last place before the network, where a request
 * says in its own words what it asks for.
 */
export function readsOnly(handler: NodeHttpHandler): NodeHttpHandler {
  const handle = handler.handle.bind(handler);
  return Object.assign(handler, {
    handle: (...sending: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> => {
      const operation = operationOf(sending[0]);
      return operation !== undefined && READS.test(operation)
        ? handle(...sending)
        : Promise.reject(
            new McmError(
              'INTERNAL',
              say((words) => words.readsOnly(operation)),
              { provider: 'aws' },
            ),
          );
    },
  });
}
