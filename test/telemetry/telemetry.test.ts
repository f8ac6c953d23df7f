import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { McmError } from 'multi-cloud-manager/plugin';
import { CurrentCall } from '../../src/call/current.js';
import type { CallState, Finished } from '../../src/call/state.js';
import { createAgents, destroyAgents } from '../../src/http/agents.js';
import { systemClock } from '../../src/http/wait.js';
import { Telemetry } from '../../src/telemetry/telemetry.js';
import { SESSION } from '../fixtures/direct-host.js';

const DONE: Finished = { kind: 'result', content: {}, text: '' };
const spans = new InMemorySpanExporter();
const told = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const agents = createAgents(
  { protocol: 'http:', proxy: undefined, certificates: undefined, connectMs: 1000 },
  true,
);
const warned: string[] = [];
const ended: (() => Promise<void>)[] = [];
let server: Server;

beforeAll(async () => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register();
  const reader = new PeriodicExportingMetricReader({ exporter: told, exportIntervalMillis: 3_600_000 });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  server = createServer((request, response) => {
    response.writeHead(request.url === '/fails' ? 503 : 200).end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
  spans.reset();
  told.reset();
  warned.length = 0;
});
afterAll(async () => {
  destroyAgents(agents);
  await new Promise((resolve) => server.close(resolve));
});

function open() {
  const calls = new CurrentCall();
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: (text: string) => warned.push(text), error: silent };
  const telemetry = new Telemetry({ calls, clock: systemClock, log });
  ended.push(() => telemetry.close());
  return {
    telemetry,
    calls,
    /** A call that does this. */
    run: (work: () => Promise<Finished>, more: object = {}) => {
      const state = stateOf(more);
      return telemetry.call(state, (traced) => calls.run({ call_id: state.id, ...traced }, work));
    },
  };
}

const stateOf = (more: object): CallState =>
  ({
    id: crypto.randomUUID(),
    request: { session: SESSION },
    tool: { name: 'look', plugin: 'acme', access: 'read' },
    ...more,
  }) as unknown as CallState;

/** Asks the server, and gives what came of it. */
const ask = (path: string, agent: Agent | undefined, port = (server.address() as AddressInfo).port) =>
  new Promise<Finished>((resolve) => {
    const request = send({ host: '127.0.0.1', port, path, ...(agent && { agent }) }, (response) => {
      response.resume();
    });
    request.on('error', () => undefined);
    request.on('close', () => {
      resolve(DONE);
    });
    request.end();
  });

const seen = () => spans.getFinishedSpans().map(({ name, attributes }) => [name, attributes['error.type']]);

describe('what OpenTelemetry is told [RULE:TELEMETRY]', () => {
  it('is each request over the connections of the host, and how it failed', async () => {
    const { run } = open();
    await run(async () => {
      await ask('/ok', agents.http);
      await ask('/fails', agents.http);
      return ask('/nobody', agents.http, 1);
    });
    expect(seen()).toEqual([
      ['GET', undefined],
      ['GET', '503'],
      ['GET', 'ECONNREFUSED'],
      ['tools/call look', undefined],
    ]);
    expect(spans.getFinishedSpans().map(({ status }) => status.code)).toEqual([0, 2, 2, 0]);
    expect(JSON.stringify(spans.getFinishedSpans().map(({ attributes }) => attributes))).not.toContain('/ok');
  });

  it('is no request of somebody else, none outside of a call, and none of another host', async () => {
    const { run } = open();
    const other = open();
    const own = new Agent();
    await other.run(() => Promise.resolve(DONE));
    await run(() => ask('/ok', own));
    await ask('/ok', agents.http);
    expect(seen().map(([name]) => name)).toEqual(['tools/call look', 'tools/call look']);
    await run(() => ask('/ok', agents.http));
    expect(seen().filter(([name]) => name === 'GET')).toHaveLength(1);
  });

  it('is nothing more once the host is closed', async () => {
    const { run, telemetry } = open();
    await run(() => ask('/ok', agents.http));
    await telemetry.close();
    spans.reset();
    await run(() => ask('/ok', agents.http));
    expect(seen().map(([name]) => name)).toEqual(['tools/call look']);
  });

  it('is how a call failed, in the words that the audit has for it', async () => {
    const { run } = open();
    const failing = (error: Error) => () => Promise.reject(error);
    const power = { tool: { name: 'reboot', plugin: 'acme', access: 'power' } };
    await expect(run(failing(new McmError('RATE_LIMITED', 'Slow.')))).rejects.toThrow('Slow.');
    await expect(run(failing(new Error('odd')))).rejects.toThrow('odd');
    await expect(run(failing(new McmError('POLICY_DENIED', 'No.')), power)).rejects.toThrow('No.');
    const ends = spans
      .getFinishedSpans()
      .map(({ attributes, events }) => [attributes['mcm.outcome'], attributes['error.type'], events.length]);
    expect(ends).toEqual([
      ['error', 'RATE_LIMITED', 0],
      ['error', 'INTERNAL', 0],
      ['refused', 'POLICY_DENIED', 0],
    ]);
  });

  it('is that a resource was read, and not which', async () => {
    const { run } = open();
    await run(() => Promise.resolve(DONE), {
      request: { session: SESSION, resource: 'mcm://instances/acme/i-1' },
    });
    const [span] = spans.getFinishedSpans();
    expect([span?.name, span?.attributes['mcp.method.name']]).toEqual(['resources/read', 'resources/read']);
    expect(JSON.stringify(span?.attributes)).not.toContain('i-1');
  });

  it('is a power action once it was sent, and not before', async () => {
    const { run, telemetry } = open();
    const tool = { name: 'reboot', plugin: 'acme', access: 'power' };
    const power = { variant: 'reboot', target: { provider: 'acme' } };
    const finished: Finished = { ...DONE, content: { status: 'completed' } };
    await run(() => Promise.resolve(finished), { tool, power });
    await run(() => Promise.resolve(finished), { tool, power, intended: true });
    await expect(
      run(() => Promise.reject(new McmError('PROVIDER_ERROR', 'No.')), { tool, power, intended: true }),
    ).rejects.toThrow('No.');
    await telemetry.close();
    const all = told.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics));
    const counted = all.filter(({ descriptor }) => descriptor.name === 'mcm.power.actions');
    expect(
      counted.flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => [attributes, value])),
    ).toEqual([
      [{ 'mcm.provider': 'acme', 'mcm.action': 'reboot', 'mcm.status': 'completed' }, 1],
      [
        {
          ...{ 'mcm.provider': 'acme', 'mcm.action': 'reboot', 'mcm.status': 'error' },
          'error.type': 'PROVIDER_ERROR',
        },
        1,
      ],
    ]);
  });
});

it('an API that is too old is named once in the log, and calls go on', async () => {
  const key = Symbol.for('opentelemetry.js.api.1');
  const all = globalThis as unknown as Record<symbol, unknown>;
  const registered = all[key];
  all[key] = { ...(registered as object), version: '1.4.1' };
  try {
    const { run } = open();
    for (let times = 0; times < 2; times++) expect(await run(() => Promise.resolve(DONE))).toBe(DONE);
    expect(warned).toEqual(['OpenTelemetry is told nothing: its API is 1.4.1, and 1.9 is needed.']);
  } finally {
    all[key] = registered;
  }
});

it('where nothing is registered a call is run as it is', async () => {
  const key = Symbol.for('opentelemetry.js.api.1');
  const all = globalThis as unknown as Record<symbol, unknown>;
  const registered = all[key];
  Reflect.deleteProperty(all, key);
  try {
    const { calls, run } = open();
    await run(() => {
      expect(Object.keys(calls.mark ?? {})).toEqual(['call_id']);
      return Promise.resolve(DONE);
    });
    expect(seen()).toEqual([]);
  } finally {
    all[key] = registered;
  }
  expect(trace.getTracerProvider()).toBeDefined();
});
