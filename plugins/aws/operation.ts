import type { NodeHttpHandler } from '@smithy/node-http-handler';

/** A request as the SDK hands it on. */
export type SdkRequest = Parameters<NodeHttpHandler['handle']>[0];

/** What a request asks for, in its own words. EC2 is told in a form, CloudWatch in a header. */
export function operationOf({ method, headers, body }: SdkRequest): string | undefined {
  if (method !== 'POST') return undefined;
  const target = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (target !== undefined) return target.split('.').at(-1);
  const [operation, ...others] = typeof body === 'string' ? new URLSearchParams(body).getAll('Action') : [];
  return others.length === 0 ? operation : undefined;
}
