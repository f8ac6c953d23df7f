import {
  context,
  metrics,
  propagation,
  ROOT_CONTEXT,
  isSpanContextValid,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import { McmError } from 'multi-cloud-manager/plugin';
import type { CurrentCall } from '../call/current.js';
import { failedAs } from '../call/failed-as.js';
import type { CallState, Finished } from '../call/state.js';
import { VERSION } from '../version.js';
import { callAttributes, methodOf, seconds } from './attributes.js';
import { watchRequests } from './requests.js';
import type { Work } from './work.js';

const SCOPE = 'multi-cloud-manager';

/** What has a way to hand over at once what it holds back; the API does not speak of it, every SDK has it. */
interface Flushing {
  readonly forceFlush?: () => Promise<void>;
  readonly getDelegate?: () => Flushing;
}

/**
 * Spans and metrics by the conventions for MCP and HTTP. Nothing of an argument, an instance or an answer is in them: what they lack is in
 * the audit, under the same id.
 */
export class OpenTelemetry {
  readonly #tracer = trace.getTracer(SCOPE, VERSION);
  readonly #meter = metrics.getMeter(SCOPE, VERSION);
  readonly #duration = this.#meter.createHistogram('mcp.server.operation.duration', {
    description: 'How long calls of tools took',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  });
  readonly #actions = this.#meter.createCounter('mcm.power.actions', {
    description: 'Power actions that were sent to a cloud',
    unit: '{action}',
  });
  /** The span of each call that runs, by the call's id, for the requests in it. */
  readonly #spans = new Map<string, Span>();
  readonly #stop: () => void;

  constructor(private readonly calls: CurrentCall) {
    this.#stop = watchRequests(this.#tracer, this.#meter, () => {
      const { mark } = this.calls;
      return mark && this.#spans.get(mark.call_id);
    });
  }

  async call(state: CallState, work: Work): Promise<Finished> {
    const began = performance.now();
    // What the client sends is the parent: a span that is around this one by chance is none.
    const parent = propagation.extract(ROOT_CONTEXT, state.request.trace ?? {});
    const { name } = state.tool;
    const span = this.#tracer.startSpan(
      state.request.resource === undefined ? `${methodOf(state)} ${name}` : methodOf(state),
      { kind: SpanKind.SERVER, attributes: callAttributes(state) },
      parent,
    );
    const { traceId, spanId } = span.spanContext();
    const known = isSpanContextValid(span.spanContext()) ? { trace_id: traceId, span_id: spanId } : {};
    let end: Attributes = {};
    this.#spans.set(state.id, span);
    try {
      const finished = await context.with(trace.setSpan(parent, span), () => work(known));
      end = { 'mcm.outcome': finished.kind };
      this.#count(state, { 'mcm.status': String(finished.content['status']) });
      return finished;
    } catch (error) {
      const code = McmError.is(error) ? error.code : 'INTERNAL';
      end = { 'mcm.outcome': failedAs(state), 'error.type': code };
      span.setStatus({ code: SpanStatusCode.ERROR });
      this.#count(state, { 'mcm.status': 'error', 'error.type': code });
      throw error;
    } finally {
      this.#spans.delete(state.id);
      span.setAttributes(end);
      span.end();
      this.#duration.record(seconds(began), {
        'mcp.method.name': methodOf(state),
        'gen_ai.tool.name': name,
        ...end,
      });
    }
  }

  /** Watches no more, and hands over what was told so far. */
  async close(): Promise<void> {
    this.#stop();
    const spans = trace.getTracerProvider() as Flushing;
    const all = [spans.getDelegate?.() ?? spans, metrics.getMeterProvider() as Flushing];
    await Promise.allSettled(all.map(async (each) => each.forceFlush?.()));
  }

  /** What was sent is what has an intent on disk. */
  #count({ intended, power }: CallState, how: Attributes): void {
    if (!intended || !power) return;
    const { provider } = power.target;
    this.#actions.add(1, { 'mcm.provider': provider, 'mcm.action': power.variant, ...how });
  }
}
