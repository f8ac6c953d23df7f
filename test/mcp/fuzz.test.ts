import '../lazy-rooms.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connect, initialize, open, ScriptedHost } from './wire.js';

const LINES = 2000;
const SEED = 20_251_125;

/** A request's id that must come back: text or a whole number. Each line gets its own, so that answers can be counted. */
const id = (line: number) =>
  fc.constantFrom(line, String(line), `id-${String(line)}`, `"\\\u2028${String(line)}`);

const method = fc.constantFrom(
  'ping',
  'initialize',
  'tools/list',
  'tools/call',
  'logging/setLevel',
  'resources/list',
  'resources/read',
  'prompts/get',
  'completion/complete',
  'notifications/progress',
  'toString',
);

const params = fc.oneof(
  fc.constantFrom(
    { name: 'get_system_status' },
    { name: 'get_system_status', arguments: { a: [1] }, _meta: { progressToken: 1 } },
    { name: 'no_such_tool' },
    { level: 'error' },
    { uri: 'mcm://status' },
    { uri: 'mcm://instances/../..' },
    { ref: { type: 'ref/prompt', name: 'fleet_review' }, argument: { name: 'name', value: 'w' } },
    { cursor: 'x' },
    initialize()['params'],
  ),
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom('name', 'arguments', '_meta', '__proto__', 'task', 'uri', 'ref'),
    fc.jsonValue(),
  ),
);

const strange = fc.constantFrom<unknown>(null, {}, [], 1.5, true, 1e300);

const request = (line: number) =>
  fc
    .record(
      {
        jsonrpc: fc.constantFrom<unknown>('2.0', '2.0', '2.0', '1.0', 2),
        id: fc.oneof({ weight: 4, arbitrary: id(line) }, strange),
        method: fc.oneof({ weight: 6, arbitrary: method }, strange),
        params,
        extra: fc.jsonValue(),
      },
      { requiredKeys: ['id', 'method'] },
    )
    .map((message) => JSON.stringify(message));

const other = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')),
  fc.record({ jsonrpc: fc.constant('2.0'), method, params }).map((message) => JSON.stringify(message)),
  fc
    .record({ jsonrpc: fc.constant('2.0'), id: fc.nat(3), result: fc.jsonValue() })
    .map((message) => JSON.stringify(message)),
);

const anyLine = (line: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: request(line) },
    { weight: 2, arbitrary: other },
    {
      weight: 1,
      arbitrary: fc
        .tuple(request(line), fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([text, part]) => text.slice(0, Math.floor(text.length * part))),
    },
  );

/** The id that must be answered, by the rule and not by our code: an object with a method or no result, and an id. */
function expectedId(line: string): string | number | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const message = value as Record<string, unknown>;
  const own = (key: string) => Object.hasOwn(message, key);
  if (!own('method') && (own('result') || own('error'))) return undefined;
  const given = message['id'];
  return typeof given === 'string' || Number.isSafeInteger(given) ? (given as string | number) : undefined;
}

/** Nothing but JSON-RPC: a response with an id or null, or a notification. */
function isJsonRpc(message: unknown): boolean {
  const { jsonrpc, id: answered, method: called, result, error } = message as Record<string, unknown>;
  if (jsonrpc !== '2.0') return false;
  if (typeof called === 'string') return called.startsWith('notifications/');
  const known = answered === null || typeof answered === 'string' || typeof answered === 'number';
  return known && (result === undefined) !== (error === undefined);
}

describe.each([
  ['before initialize', () => connect(new ScriptedHost())],
  ['after initialize', () => open(new ScriptedHost())],
])('%s', (_, start) => {
  it('2,000 lines of anything: each valid id is answered once, and nothing else is written', async () => {
    const lines = Array.from({ length: LINES }, (_line, index) =>
      fc.sample(anyLine(index + 1), { numRuns: 1, seed: SEED + index }),
    ).flat();
    const { wire, session } = await start();
    // One line beyond the sample is not even text.
    wire.input.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a]));
    wire.write(...lines);
    wire.input.end();
    await session.ended;
    await session.finish();

    const written = wire.reader.drain();
    expect(written.filter((message) => !isJsonRpc(message))).toEqual([]);
    const answered = written
      .map((message) => (message as Record<string, unknown>)['id'])
      .filter((given) => given !== null && given !== undefined);
    const expected = lines.map(expectedId).filter((given) => given !== undefined);
    expect(expected.length).toBeGreaterThan(LINES / 3);
    const sorted = (ids: unknown[]) => ids.map((given) => JSON.stringify(given)).sort();
    expect(sorted(answered)).toEqual(sorted(expected));
  });
});
