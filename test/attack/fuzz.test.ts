import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { realClock, type JournalEntry } from 'multi-cloud-manager/testing';
import { ALL_ROWS } from '../catalogue.js';
import { HARMLESS, startHostileClouds, type HostileCloud } from './hostile-clouds.js';
import {
  fuzzLine,
  idToAnswer,
  parsed,
  textOf,
  wordsOf,
  type FuzzServer,
  type FuzzTool,
} from './fuzz-lines.js';
import { converse, type Conversation, type Sent } from './fuzz-program.js';
import { report, scale } from './scale.js';

const SEED = 20_260_301;
const LINES = scale(20_000, 1_500);
/** Lines for one process: the clouds' own limits on requests a minute hold for each. */
const TOGETHER = 1_000;
const SERVERS = 16;

const count = { lines: 0, answers: 0, acted: 0, due: 0, questions: 0 };

afterAll(() => {
  const { lines, answers, acted, due, questions } = count;
  report(
    `attack/fuzz: seed ${String(SEED)}, ${String(lines)} lines, ${String(answers)} answers, ${String(questions)} questions, ${String(due)} calls with three right confirmations, ${String(acted)} power requests`,
  );
});

/** Every fourth is production: no arguments confirm it. */
const nameOf = (index: number): string =>
  index % 4 === 3 ? `shop-prod-${String(index)}` : `shop-${String(index)}`;

const isProduction = ({ name }: FuzzServer): boolean => name.includes('prod');

/** What a client sends back when it is asked for confirmations; never the right ones. */
const PERSON: readonly object[] = [
  { result: { action: 'accept', content: {} } },
  { result: { action: 'decline' } },
  { result: { action: 'accept' } },
  { result: { action: 'cancel' } },
  {
    result: {
      action: 'accept',
      content: { ip_confirmation: 'x', name_confirmation: 'y', operation_confirmation: 'z' },
    },
  },
  { result: { action: 'accept', content: ['reboot'] } },
  { result: { action: 'maybe' } },
  { result: 5 },
  { error: { code: -32_603, message: 'no' } },
  { error: 'no' },
  {},
];

/** Which power request on which server an entry of a journal is. */
function requestOf(cloud: string, { path, body, headers, query }: JournalEntry): string {
  if (cloud === 'alibaba') return `${cloud} ${query['InstanceId'] ?? ''} ${headers['x-acs-action'] ?? ''}`;
  const [, id = '', rest = ''] = /^\/v2\/(?:droplets|instances)\/([^/]+)\/(\w+)$/.exec(path) ?? [];
  const type = typeof body === 'object' && body !== null && 'type' in body ? String(body.type) : rest;
  return `${cloud} ${id} ${type}`;
}

const REQUESTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  digitalocean: {
    power_on: ['power_on'],
    power_off: ['power_off'],
    shutdown: ['shutdown'],
    reboot: ['reboot', 'power_cycle'],
  },
  vultr: { power_on: ['start'], power_off: ['halt'], reboot: ['reboot'] },
  alibaba: {
    power_on: ['StartInstance'],
    power_off: ['StopInstance'],
    shutdown: ['StopInstance'],
    reboot: ['RebootInstance'],
  },
};

/** The power requests that a line may lead to: those of a call with three right confirmations. */
function dueTo(line: string, servers: readonly FuzzServer[]): readonly string[] {
  const message = parsed(line);
  const params = message?.['params'] as
    { readonly name?: unknown; readonly arguments?: unknown } | null | undefined;
  const given = params?.arguments as Readonly<Record<string, unknown>> | null | undefined;
  if (
    typeof params?.name !== 'string' ||
    typeof given !== 'object' ||
    given === null ||
    given['dry_run'] === true
  )
    return [];
  const tool = params.name;
  const action = Object.keys(REQUESTS['digitalocean'] ?? {}).find((name) =>
    tool === 'manage_instance_power' ? given['action'] === name : tool.startsWith(`${name}_`),
  );
  const id = given['droplet_id'] ?? given['instance_id'];
  const asked = (typeof id === 'number' ? id.toString() : typeof id === 'string' ? id : '')
    .trim()
    .replace(/^0+/, '')
    .toLowerCase();
  const place = typeof given['provider'] === 'string' ? given['provider'].toLowerCase() : '';
  const server = servers.find((each) => each.id === asked && `${tool} ${place}`.includes(each.provider));
  const right =
    server !== undefined &&
    action !== undefined &&
    !isProduction(server) &&
    given['ip_confirmation'] === server.ip &&
    given['name_confirmation'] === server.name &&
    wordsOf(tool, given['action']).some((word) => word === given['operation_confirmation']);
  if (!right) return [];
  return (REQUESTS[server.provider]?.[action] ?? []).map(
    (request) => `${server.provider} ${server.id} ${request}`,
  );
}

/** Nothing but JSON-RPC: an answer, a notification, or a question of ours. */
function isJsonRpc({ jsonrpc, id, method, result, error }: Sent): boolean {
  if (jsonrpc !== '2.0') return false;
  if (typeof method === 'string')
    return id === undefined ? method.startsWith('notifications/') : method === 'elicitation/create';
  return (
    (id === null || typeof id === 'string' || typeof id === 'number') &&
    (result === undefined) !== (error === undefined)
  );
}

const serversOf = (clouds: readonly HostileCloud[]): readonly FuzzServer[] =>
  clouds.flatMap(({ name, servers }) =>
    servers.map((server, index) => ({ provider: name, ...server, name: nameOf(index) })),
  );

async function session(number: number, size: number, canAsk: boolean): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-fuzz-'));
  const fleet = Array.from({ length: SERVERS }, (_, index) => ({ ...HARMLESS, name: nameOf(index) }));
  const { clouds, config, close } = await startHostileClouds(fleet, realClock());
  let program: Conversation | undefined;
  try {
    const settings = { ...config, ratePerMinute: 1_000_000, timeouts: { callSeconds: 8 }, logLevel: 'debug' };
    await writeFile(join(directory, 'mcm.json'), JSON.stringify(settings));
    const env = { PATH: process.env['PATH'] ?? '', HOME: directory, MCM_STATE_DIR: join(directory, 'state') };
    let asked = 0;
    program = converse(
      ['serve', '--config', 'mcm.json'],
      { directory, env },
      () => PERSON[asked++ % PERSON.length] ?? {},
    );
    const capabilities = canAsk ? { elicitation: {} } : {};
    const clientInfo = { name: 'fuzz', version: '1' };
    await program.ask('first', 'initialize', { protocolVersion: '2025-11-25', capabilities, clientInfo });
    await program.write(['{"jsonrpc":"2.0","method":"notifications/initialized"}']);
    const { tools } = (await program.ask('list', 'tools/list')) as { readonly tools: readonly ListedTool[] };
    const known = tools.map(({ name, inputSchema }): FuzzTool => ({
      name,
      properties: inputSchema.properties ?? {},
      required: inputSchema.required ?? [],
    }));
    expect(known.map(({ name }) => name).sort()).toEqual(ALL_ROWS.map(({ name }) => name).sort());

    const servers = serversOf(clouds);
    const seed = SEED + number;
    const lines = fc
      .sample(fuzzLine(known, servers), { numRuns: size, seed })
      .map((line, index) => textOf(line, index % 3 === 0 ? `id-${String(index)}` : index + 1));
    const ids = lines.flatMap((line) => idToAnswer(line) ?? []);
    await program.write(lines);
    await program.answered(ids.length + 2);
    const { code, signal, sent, impure, stderr } = await program.end();

    expect([code, signal, impure, sent.filter((message) => !isJsonRpc(message))]).toEqual([0, null, [], []]);
    const answers = sent.flatMap(({ id, method }) =>
      method === undefined && id !== null ? [JSON.stringify(id)] : [],
    );
    expect(answers.sort()).toEqual(['first', 'list', ...ids].map((id) => JSON.stringify(id)).sort());
    expect(stderr).not.toMatch(/Uncaught|Unhandled|unexpected|RangeError/);
    expect(JSON.stringify(sent)).not.toContain('"code":"INTERNAL"');

    const due = lines.map((line) => dueTo(line, servers)).filter((requests) => requests.length > 0);
    const acted = clouds.flatMap(({ name, simulator }) =>
      simulator.journal.mutations().map((entry) => requestOf(name, entry)),
    );
    // Each power request uses up one of the calls that may have led to it.
    const left = [...due];
    const undue = acted.filter((request) => {
      const at = left.findIndex((requests) => requests.includes(request));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    expect(undue).toEqual([]);
    expect(acted.length).toBeGreaterThan(0);
    count.lines += lines.length;
    count.answers += answers.length;
    count.due += due.length;
    count.acted += acted.length;
    count.questions += asked;
    if (canAsk) expect(asked).toBeGreaterThan(0);
  } finally {
    program?.kill();
    await close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface ListedTool {
  readonly name: string;
  readonly inputSchema: {
    readonly properties?: FuzzTool['properties'];
    readonly required?: readonly string[];
  };
}

it(`${LINES.toLocaleString('en')} lines of anything: every request is answered once, and nothing acts without three right confirmations`, async () => {
  for (let number = 0; number * TOGETHER < LINES; number++)
    await session(number, Math.min(TOGETHER, LINES - number * TOGETHER), number % 2 === 1);
}, 900_000);
