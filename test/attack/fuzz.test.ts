import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, jest } from '@jest/globals';
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

jest.setTimeout(scale(900_000, 60_000));

const SEED = 20_260_301;
const LINES = scale(20_000, 1_500);
/** Lines for one process: the clouds' own limits on requests a minute hold for each. */
const TOGETHER = 1_000;
const SERVERS = 16;

const count = { lines: 0, answers: 0, acted: 0, due: 0, questions: 0, killed: 0 };

afterAll(() => {
  const { lines, answers, acted, due, questions, killed } = count;
  report(
    `attack/fuzz: seed ${String(SEED)}, ${String(lines)} lines, ${String(answers)} answers, ${String(questions)} questions, ${String(due)} calls with three right confirmations, ${String(acted)} power requests, ${String(killed)} clients killed`,
  );
});

/** Every fourth is production: no arguments confirm it. */
const nameOf = (index: number): string =>
  index % 4 === 3 ? `shop-prod-${String(index)}` : `shop-${String(index)}`;

const isProduction = ({ name }: FuzzServer): boolean => name.includes('prod');

/**
 * What a client sends back when it is asked for confirmations; never the right ones. Each has a result or an error: what has neither
 * is by JSON-RPC a request without a method, which is answered.
 */
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
  { result: null },
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

interface Stage {
  readonly program: Conversation;
  readonly clouds: readonly HostileCloud[];
  readonly tools: readonly FuzzTool[];
  readonly servers: readonly FuzzServer[];
  /** How often the program asked something. */
  readonly asked: () => number;
}

/** The built program on four clouds, initialized. */
async function onStage(canAsk: boolean, work: (stage: Stage) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-fuzz-'));
  const fleet = Array.from({ length: SERVERS }, (_, index) => ({ ...HARMLESS, name: nameOf(index) }));
  const { clouds, config, close } = await startHostileClouds(fleet, realClock());
  const settings = { ...config, ratePerMinute: 1_000_000, timeouts: { callSeconds: 8 }, logLevel: 'debug' };
  await writeFile(join(directory, 'mcm.json'), JSON.stringify(settings));
  const env = { PATH: process.env['PATH'] ?? '', HOME: directory, MCM_STATE_DIR: join(directory, 'state') };
  let asked = 0;
  const program = converse(
    ['serve', '--config', 'mcm.json'],
    { directory, env },
    () => PERSON[asked++ % PERSON.length] ?? {},
  );
  try {
    const capabilities = canAsk ? { elicitation: {} } : {};
    const clientInfo = { name: 'fuzz', version: '1' };
    await program.ask('first', 'initialize', { protocolVersion: '2025-11-25', capabilities, clientInfo });
    await program.write(['{"jsonrpc":"2.0","method":"notifications/initialized"}']);
    await program.ask('level', 'logging/setLevel', { level: 'debug' });
    const listed = (await program.ask('list', 'tools/list')) as { readonly tools: readonly ListedTool[] };
    const tools = listed.tools.map(({ name, inputSchema }): FuzzTool => {
      const { properties = {}, required = [] } = inputSchema;
      return { name, properties, required };
    });
    await work({ program, clouds, tools, servers: serversOf(clouds), asked: () => asked });
  } finally {
    program.kill();
    await close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** So many lines, each under an id of its own. */
const linesFor = ({ tools, servers }: Stage, size: number, seed: number): readonly string[] =>
  fc
    .sample(fuzzLine(tools, servers), { numRuns: size, seed })
    .map((line, index) => textOf(line, index % 3 === 0 ? `id-${String(index)}` : index + 1));

/** The power requests that no call with three right confirmations accounts for; each call accounts for one. */
function undueOf(acted: readonly string[], due: readonly (readonly string[])[]): readonly string[] {
  const left = [...due];
  return acted.filter((request) => {
    const at = left.findIndex((requests) => requests.includes(request));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const actedOn = (clouds: readonly HostileCloud[]): readonly string[] =>
  clouds.flatMap(({ name, simulator }) =>
    simulator.journal.mutations().map((entry) => requestOf(name, entry)),
  );

async function session(stage: Stage, size: number, seed: number): Promise<void> {
  const { program, clouds, tools, servers, asked } = stage;
  expect(tools.map(({ name }) => name).sort()).toEqual(ALL_ROWS.map(({ name }) => name).sort());
  const lines = linesFor(stage, size, seed);
  const ids = lines.flatMap((line) => idToAnswer(line) ?? []);
  await program.write(lines);
  await program.answered(ids.length + 3);
  const { code, signal, sent, impure, stderr } = await program.end();

  expect([code, signal, impure, sent.filter((message) => !isJsonRpc(message))]).toEqual([0, null, [], []]);
  const answers = sent.flatMap(({ id, method }) =>
    method === undefined && id !== null ? [JSON.stringify(id)] : [],
  );
  const expected = ['first', 'level', 'list', ...ids].map((id) => JSON.stringify(id));
  expect(answers.sort()).toEqual(expected.sort());
  expect(stderr).not.toMatch(/Uncaught|Unhandled|unexpected|RangeError/);
  expect(JSON.stringify(sent)).not.toContain('"code":"INTERNAL"');

  const due = lines.map((line) => dueTo(line, servers)).filter((requests) => requests.length > 0);
  const acted = actedOn(clouds);
  expect(undueOf(acted, due)).toEqual([]);
  expect(acted.length).toBeGreaterThan(0);
  count.lines += lines.length;
  count.answers += answers.length;
  count.due += due.length;
  count.acted += acted.length;
  count.questions += asked();
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
    await onStage(number % 2 === 1, (stage) =>
      session(stage, Math.min(TOGETHER, LINES - number * TOGETHER), SEED + number),
    );
  expect(count.questions).toBeGreaterThan(0);
});

it('a client that is killed in the middle of anything leaves no program behind', async () => {
  for (let number = 0; number < scale(10, 2); number++)
    await onStage(false, async (stage) => {
      const lines = linesFor(stage, 60, SEED - number);
      await stage.program.write(lines);
      if (number % 2 === 1) await stage.program.answered(20);
      expect(await stage.program.vanish()).toBe(0);
      const due = lines.map((line) => dueTo(line, stage.servers)).filter((requests) => requests.length > 0);
      expect(undueOf(actedOn(stage.clouds), due)).toEqual([]);
      count.killed += 1;
    });
});
