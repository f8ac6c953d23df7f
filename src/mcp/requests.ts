import {
  CallToolRequestSchema,
  InitializeRequestSchema,
  ListToolsRequestSchema,
  SetLevelRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { Params } from './messages.js';
import { negotiate } from './versions.js';

/** The params as the protocol may see them, or the sentence that says what is wrong with them. */
export type CheckedParams = { readonly params: Params } | { readonly problem: string };

/** As whole requests: to look at what one holds makes its schema. */
const SCHEMAS = new Map<string, { readonly shape: { readonly params: z.ZodType } }>([
  ['initialize', InitializeRequestSchema],
  ['logging/setLevel', SetLevelRequestSchema],
  ['tools/call', CallToolRequestSchema],
  ['tools/list', ListToolsRequestSchema],
]);

const RELATED_TASK = 'io.modelcontextprotocol/related-task';

/** Checks the params of a request before the SDK does: it would report what is wrong with them as an internal error. */
export function checkParams(method: string, given: Params = {}): CheckedParams {
  const params = withoutTasks(given);
  if (method === 'tools/call' && isCall(params)) return { params };
  // As every client asks for the list: there is nothing in it to check.
  if (method === 'tools/list' && Object.keys(params).length === 0) return { params };
  const checked = SCHEMAS.get(method)?.shape.params.safeParse(params, { jitless: true });
  if (checked?.success === false) {
    return { problem: problemsOf(checked.error) };
  }
  if (method !== 'initialize') return { params };
  return { params: { ...params, protocolVersion: negotiate(String(params['protocolVersion'])) } };
}

/** What the schema of a call says, without its detour; of what does not fit it says why. */
const isCall = ({ name, arguments: given }: Params): boolean =>
  typeof name === 'string' && (given === undefined || (isObject(given) && !Array.isArray(given)));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What is wrong with params, in a line. */
export function problemsOf({ issues }: z.core.$ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${['params', ...path].map(String).join('.').slice(0, 100)}: ${message}`)
    .join('; ');
}

/** mcm declares no tasks, so by the protocol it ignores what asks for one; the SDK would refuse the request. */
function withoutTasks(params: Params): Params {
  const { task: _task, _meta, ...rest } = params;
  if (typeof _meta !== 'object') return rest;
  return { ...rest, _meta: { ..._meta, [RELATED_TASK]: undefined } };
}
