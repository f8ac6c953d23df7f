import { expect, it } from '@jest/globals';
import { traceIn } from '../../src/mcp/trace.js';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

it.each([
  [{ traceparent }, { trace: { traceparent } }],
  [{ traceparent, tracestate: 'a=b', baggage: 'c=d' }, { trace: { traceparent, tracestate: 'a=b' } }],
  [{ traceparent, tracestate: 'x'.repeat(513) }, { trace: { traceparent } }],
  [{ traceparent: 'x'.repeat(513) }, {}],
  [{ traceparent: 7, tracestate: 'a=b' }, {}],
  [{ progressToken: 1 }, {}],
  [undefined, {}],
  [null, {}],
  ['text', {}],
])('of the _meta %j the trace is %j', (meta, trace) => {
  expect(traceIn(meta)).toEqual(trace);
});
