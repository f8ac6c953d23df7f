import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { errorMonitor } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { isOfHost } from '../http/agents.js';
import { seconds } from './attributes.js';

/** Published by Node.js for every request of `node:http` and `node:https`, and so of every library above them. */
const STARTS = 'http.client.request.start';

/**
 * A span and a duration for each request that leaves over the host's own connections within a call. Others are somebody else's: an exporter
 * that sends spans would make spans of it. Without path and query: ids and addresses are in them. Gives the way to stop.
 */
export function watchRequests(tracer: Tracer, meter: Meter, around: () => Span | undefined): () => void {
  const duration = meter.createHistogram('http.client.request.duration', {
    description: 'How long requests to clouds took',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
  });
  const started = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest & { readonly agent?: unknown } };
    const parent = isOfHost(request.agent) ? around() : undefined;
    if (!parent) return;
    const began = performance.now();
    const known: Attributes = { 'http.request.method': request.method, ...placeOf(request) };
    const span = tracer.startSpan(
      request.method,
      { kind: SpanKind.CLIENT, attributes: known },
      trace.setSpan(context.active(), parent),
    );
    let end: Attributes = { 'error.type': 'aborted' };
    request.once('response', ({ statusCode = 0 }: IncomingMessage) => {
      end = {
        'http.response.status_code': statusCode,
        ...(statusCode >= 400 && { 'error.type': String(statusCode) }),
      };
    });
    // To listen as others do would make an error that nobody handles pass for one that somebody does.
    request.once(errorMonitor, (error: NodeJS.ErrnoException) => {
      end = { ...end, 'error.type': error.code ?? error.name };
    });
    request.once('close', () => {
      if ('error.type' in end) span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttributes(end);
      span.end();
      duration.record(seconds(began), { ...known, ...end });
    });
  };
  const watch = (message: unknown): void => {
    try {
      started(message);
    } catch {
      // Node.js would end the process for it, and the request is not to blame.
    }
  };
  subscribe(STARTS, watch);
  return () => void unsubscribe(STARTS, watch);
}

/** The cloud's end point: a server of an API, never one of the instances. */
function placeOf(request: ClientRequest): Attributes {
  const { hostname, port, protocol } = new URL(`${request.protocol}//${String(request.getHeader('host'))}`);
  const usual = protocol === 'https:' ? 443 : 80;
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) };
}
