import { z } from 'zod';
import type { Params } from './messages.js';
import { problemsOf } from './requests.js';
import { RPC, rpcError } from './rpc-error.js';

/** The params as their schema reads them, or an error that says what is wrong with them. */
export function readParams<T>(schema: z.ZodType<T>, params: Params): T {
  const read = schema.safeParse(params, { jitless: true });
  if (!read.success) throw rpcError(RPC.invalidParams, problemsOf(read.error));
  return read.data;
}

const List = z.object({ cursor: z.string().optional() });

/** Refuses a cursor: none was ever given out. */
export function onePage(params: Params): void {
  if (readParams(List, params).cursor === undefined) return;
  throw rpcError(RPC.invalidParams, 'params.cursor: this list has one page and gives out no cursor.');
}
