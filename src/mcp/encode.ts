import type { RequestId } from './messages.js';
import { RPC } from './rpc-error.js';
import { Written } from './written.js';

/** An error response as one line of JSON, without its newline. */
export function encodeError(id: RequestId | null, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } });
}

/** A response as one line of JSON. What cannot be written as JSON becomes an error: the request is answered all the same. */
export function encodeResponse(
  id: RequestId,
  body: { readonly result: unknown } | { readonly error: unknown },
): string {
  if ('result' in body && body.result instanceof Written)
    return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${body.result.json}}`;
  try {
    return JSON.stringify({ jsonrpc: '2.0', id, ...body });
  } catch {
    return encodeError(id, RPC.internalError, 'The answer could not be written as JSON.');
  }
}
