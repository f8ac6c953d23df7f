import type { Attributes } from '@opentelemetry/api';
import type { CallState } from '../call/state.js';

/** What the client asked for: a resource is read by a call of the tool that gives the same. */
export const methodOf = ({ request }: CallState): string =>
  request.resource === undefined ? 'tools/call' : 'resources/read';

/** What is known of a call from the start. */
export function callAttributes(state: CallState): Attributes {
  const { id, request, tool } = state;
  return {
    'mcp.method.name': methodOf(state),
    'mcp.session.id': request.session.id,
    'gen_ai.tool.name': tool.name,
    ...(request.resource === undefined && { 'gen_ai.operation.name': 'execute_tool' }),
    'mcm.call_id': id,
    'mcm.plugin': tool.plugin,
    'mcm.access': tool.access,
  };
}

/** Since then, on the clock of `performance.now()`. */
export const seconds = (began: number): number => (performance.now() - began) / 1000;
