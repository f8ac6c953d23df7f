import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import { readTrail } from '../../src/audit/read.js';
import { isOfCall } from '../../src/audit/record.js';
import { blocksOf } from '../docs/blocks.js';
import { connect, connectTo, PROGRAM, ROOT, room } from './built.js';

/** The trace that the client is in. */
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const REBOOT = 'reboot_digitalocean_droplet';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
}
interface Span {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly Attribute[];
}
interface Point {
  readonly attributes: readonly Attribute[];
  readonly count?: number | string;
  readonly asDouble?: number;
  readonly asInt?: number | string;
}
interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly sum?: { readonly dataPoints: readonly Point[] };
  readonly histogram?: { readonly dataPoints: readonly Point[] };
}

const plain = (attributes: readonly Attribute[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)] as const),
  );

let place: Awaited<ReturnType<typeof room>>;
let cloud: DigitalOceanSimulator;
let env: Record<string, string>;
let collector: Server;
let received: { readonly path: string; readonly body: string }[];

beforeEach(async () => {
  place = await room();
  cloud = await createDigitalOceanSimulator({
    actionSeconds: 0,
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [droplet({ id: 123456, name: 'web-server-01', ipv4: '203.0.113.7', tags: ['web'] })],
      },
    ],
  });
  received = [];
  collector = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  // The file of the document itself, beside the packages that it says to install.
  const page = await readFile(join(ROOT, 'docs', 'observability.md'), 'utf8');
  const [code] = blocksOf(page).filter(({ language }) => language === 'js');
  await symlink(join(ROOT, 'node_modules'), join(place.directory, 'node_modules'));
  const file = join(place.directory, 'telemetry.mjs');
  await writeFile(file, code?.text ?? '');
  env = {
    ...place.env,
    DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN,
    DIGITALOCEAN_API_URL: cloud.url,
    NODE_OPTIONS: `--import ${pathToFileURL(file).href}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}`,
  };
});
afterEach(async () => {
  await new Promise((resolve) => collector.close(resolve));
  await cloud.close();
  await place.remove();
});

const bodies = (path: string): unknown[] =>
  received.filter((each) => each.path === path).map(({ body }) => JSON.parse(body) as unknown);
const spans = (): Span[] =>
  (bodies('/v1/traces') as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }[]).flatMap(
    ({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
  );
/** The points of a metric as they were told last. */
function points(name: string): readonly Point[] {
  const last = bodies('/v1/metrics').at(-1) as {
    resourceMetrics: { scopeMetrics: { metrics: Metric[] }[] }[];
  };
  const [found] = last.resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .filter((metric) => metric.name === name);
  return (found?.sum ?? found?.histogram)?.dataPoints ?? [];
}

describe('with an SDK of OpenTelemetry, as the document sets it up', () => {
  it('a call is a span in the trace of its client, with those of its requests in it, and is counted [RULE:TELEMETRY]', async () => {
    const { client, stderr } = await connect(['serve', '--log-level', 'debug'], {
      cwd: place.directory,
      env,
    });
    const call = (name: string, input: Record<string, unknown>, _meta?: Record<string, unknown>) =>
      client.callTool({ name, arguments: input, ...(_meta && { _meta }) });
    const traceparent = `00-${TRACE}-${PARENT}-01`;
    await call('get_instance_info', { ip_address: '203.0.113.7' }, { traceparent });
    await call('get_instance_info', { ip_address: 'no address' });
    const right = {
      droplet_id: 123456,
      ip_confirmation: '203.0.113.7',
      name_confirmation: 'web-server-01',
      operation_confirmation: 'reboot',
    };
    await call(REBOOT, { ...right, name_confirmation: 'other' });
    const done = await call(REBOOT, right);
    expect(done.structuredContent).toMatchObject({ status: 'completed' });
    await client.close();

    const { records } = await readTrail(place.env.MCM_STATE_DIR);
    const ids = records.filter((record) => isOfCall(record) && record.kind === 'call') as {
      call_id: string;
    }[];
    const calls = spans().filter(({ name }) => name.startsWith('tools/call '));
    expect(calls.map(({ name, kind, status }) => [name, kind, status.code])).toEqual([
      ['tools/call get_instance_info', 2, 0],
      ['tools/call get_instance_info', 2, 2],
      [`tools/call ${REBOOT}`, 2, 2],
      [`tools/call ${REBOOT}`, 2, 0],
    ]);
    const common = {
      'mcp.method.name': 'tools/call',
      'mcp.session.id': expect.any(String),
      'gen_ai.operation.name': 'execute_tool',
    };
    const read = { 'gen_ai.tool.name': 'get_instance_info', 'mcm.plugin': 'general', 'mcm.access': 'read' };
    const power = { 'gen_ai.tool.name': REBOOT, 'mcm.plugin': 'digitalocean', 'mcm.access': 'power' };
    expect(calls.map(({ attributes }) => plain(attributes))).toEqual([
      { ...common, ...read, 'mcm.call_id': ids[0]?.call_id, 'mcm.outcome': 'result' },
      {
        ...{ ...common, ...read, 'mcm.call_id': ids[1]?.call_id, 'mcm.outcome': 'error' },
        'error.type': 'VALIDATION_FAILED',
      },
      {
        ...{ ...common, ...power, 'mcm.call_id': ids[2]?.call_id, 'mcm.outcome': 'refused' },
        'error.type': 'CONFIRMATION_FAILED',
      },
      { ...common, ...power, 'mcm.call_id': ids[3]?.call_id, 'mcm.outcome': 'result' },
    ]);

    const [first] = calls;
    expect([first?.traceId, first?.parentSpanId]).toEqual([TRACE, PARENT]);
    const { hostname, port } = new URL(cloud.url);
    const within = spans().filter(({ parentSpanId }) => parentSpanId === first?.spanId);
    expect(within.map(({ name, kind, traceId }) => [name, kind, traceId])).toEqual(
      within.map(() => ['GET', 3, TRACE]),
    );
    expect(plain(within[0]?.attributes ?? [])).toEqual({
      'http.request.method': 'GET',
      'server.address': hostname,
      'server.port': Number(port),
      'http.response.status_code': 200,
    });
    // Nothing but the cloud's own requests: none is of the exporter.
    expect(spans().filter(({ kind }) => kind === 3)).toHaveLength(cloud.journal.entries.length);

    const durations = points('mcp.server.operation.duration');
    expect(durations.map(({ attributes, count }) => [plain(attributes), Number(count)])).toEqual(
      [
        { 'gen_ai.tool.name': 'get_instance_info', 'mcm.outcome': 'result' },
        {
          'gen_ai.tool.name': 'get_instance_info',
          'mcm.outcome': 'error',
          'error.type': 'VALIDATION_FAILED',
        },
        { 'gen_ai.tool.name': REBOOT, 'mcm.outcome': 'refused', 'error.type': 'CONFIRMATION_FAILED' },
        { 'gen_ai.tool.name': REBOOT, 'mcm.outcome': 'result' },
      ].map((attributes) => [{ 'mcp.method.name': 'tools/call', ...attributes }, 1]),
    );
    expect(
      points('mcm.power.actions').map(({ attributes, asDouble }) => [plain(attributes), asDouble]),
    ).toEqual([[{ 'mcm.provider': 'digitalocean', 'mcm.action': 'reboot', 'mcm.status': 'completed' }, 1]]);
    expect(points('http.client.request.duration').length).toBeGreaterThan(0);

    const told = received.map(({ body }) => body).join('');
    const secret = ['203.0.113.7', 'web-server-01', '123456', 'no address', SIMULATOR_TOKEN];
    expect(secret.filter((text) => told.includes(text))).toEqual([]);

    const lines = stderr()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ call_id }) => call_id === ids[0]?.call_id);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map(({ trace_id, span_id }) => [trace_id, span_id])).toEqual(
      lines.map(() => [TRACE, first?.spanId]),
    );
  }, 30_000);
});

describe('without one', () => {
  it('nothing of OpenTelemetry is loaded', async () => {
    const list = join(place.directory, 'loaded');
    const preload = pathToFileURL(join(ROOT, 'test', 'e2e', 'loaded.mjs')).href;
    const { NODE_OPTIONS: sdk = '', ...without } = env;
    const loaded = async (options: string): Promise<readonly string[]> => {
      await writeFile(list, '');
      const { client } = await connectTo(process.execPath, ['--import', preload, PROGRAM, 'serve'], {
        cwd: place.directory,
        env: { ...without, NODE_OPTIONS: options, MCM_TEST_LOADED: list },
      });
      await client.callTool({ name: 'list_instances', arguments: {} });
      await client.close();
      const urls = (await readFile(list, 'utf8')).split('\n');
      return urls.filter((url) => /dist.chunks.opentelemetry-|node_modules.@opentelemetry/.test(url));
    };
    expect(await loaded('')).toEqual([]);
    expect(received).toEqual([]);
    expect(await loaded(sdk)).toContainEqual(expect.stringMatching(/dist.chunks.opentelemetry-/));
  }, 30_000);
});
