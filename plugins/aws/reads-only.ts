import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { McmError } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

type Request = Parameters<NodeHttpHandler['handle']>[0];

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

/** EC2 is told in a form, CloudWatch in a header. */
function operationOf({ method, headers, body }: Request): string | undefined {
  if (method !== 'POST') return undefined;
  const target = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (target !== undefined) return target.split('.').at(-1);
  const [operation, ...others] = typeof body === 'string' ? new URLSearchParams(body).getAll('Action') : [];
  return others.length === 0 ? operation : undefined;
}
