import type { CallRequest } from '../call/request.js';

const LONGEST = 512;

/** The trace that a client names in `_meta`, where the conventions of OpenTelemetry for MCP put it. */
export function traceIn(meta: unknown): Pick<CallRequest, 'trace'> {
  const { traceparent, tracestate } = (typeof meta === 'object' ? (meta ?? {}) : {}) as Readonly<
    Record<string, unknown>
  >;
  if (typeof traceparent !== 'string' || traceparent.length > LONGEST) return {};
  const stated = typeof tracestate === 'string' && tracestate.length <= LONGEST ? { tracestate } : {};
  return { trace: { traceparent, ...stated } };
}
