import fc from 'fast-check';

/** A server that a fuzzed call may be about. */
export interface FuzzServer {
  readonly provider: string;
  readonly id: string;
  readonly ip: string;
  readonly name: string;
}

/** A tool as the program lists it. */
export interface FuzzTool {
  readonly name: string;
  readonly properties: Readonly<Record<string, { readonly enum?: readonly unknown[] }>>;
  readonly required: readonly string[];
}

/** A message without its id, which is given when it is sent, and what becomes of its text on the way. */
export interface FuzzLine {
  readonly message: unknown;
  readonly spoil: readonly Spoil[];
}

/** A change of a text; `at` is a place between its beginning (0) and its end (1). */
interface Spoil {
  readonly kind: 'cut' | 'drop' | 'insert' | 'double' | 'swap';
  readonly at: number;
  readonly text: string;
}

const nested = (depth: number, inside: unknown): unknown => {
  let value = inside;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What no schema asks for. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue() },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      ...[null, true, [], {}, '', ' ', -1, 0, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 1, '0x10', 'NaN'],
      ...['__proto__', 'constructor', '../../etc/passwd', '%00', '\u0000', '\ud800', '\u202e', "' OR 1=1 --"],
      ...[{ toString: 1 }, { length: 1e9 }, ['reboot', 'reboot'], { $ref: '#' }, { then: 1 }],
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 3000 }).map((depth) => nested(depth, 'deep')) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 20_000 }).map((length) => 'x'.repeat(length)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

const WORDS = {
  power_on: ['power_on', '开机'],
  power_off: ['power_off', '强制关机'],
  shutdown: ['shutdown', '关机'],
  reboot: ['reboot', '重启'],
} as const;

/** The word that confirms what a tool does; none for one that does not act, or whose arguments say what it does. */
export const wordsOf = (tool: string, action: unknown): readonly string[] =>
  Object.entries(WORDS).find(([name]) =>
    tool === 'manage_instance_power' ? action === name : tool.startsWith(`${name}_`),
  )?.[1] ?? [];

/** The value of a parameter that makes a call about this server right. */
function right(tool: string, name: string, server: FuzzServer): unknown {
  switch (name) {
    case 'droplet_id':
    case 'instance_id':
    case 'ip_address_or_id':
      return server.id;
    case 'identifier':
    case 'ip_address':
    case 'ip_confirmation':
      return server.ip;
    case 'provider':
    case 'provider_name':
      return server.provider;
    case 'name_confirmation':
      return server.name;
    case 'action':
      return 'reboot';
    case 'operation_confirmation':
      return wordsOf(tool, 'reboot')[0] ?? 'reboot';
    case 'wait_seconds':
      return 0;
    case 'hours':
    case 'limit':
      return 2;
    case 'account':
      return 'default';
    case 'dry_run':
    case 'force':
    case 'verify':
      return false;
    default:
      return 'shop';
  }
}

/** Values that are nearly right for it, or right for another. */
function likely(tool: string, name: string, server: FuzzServer, other: FuzzServer): readonly unknown[] {
  const own = right(tool, name, server);
  const more: Readonly<Record<string, readonly unknown[]>> = {
    droplet_id: [Number(server.id), `0${server.id}`, Number(server.id) + 0.5],
    instance_id: [server.id.toUpperCase(), `${server.id} `],
    identifier: [server.id, '203.0.113.250'],
    ip_address: ['203.0.113.250', '2001:db8::1'],
    provider: [server.provider.toUpperCase(), 'acme'],
    action: ['power_on', 'power_off', 'shutdown', 'destroy', 'rebuild'],
    ip_confirmation: ['203.0.113.250', `${server.ip}0`, ''],
    name_confirmation: [`${server.name}x`, server.name.toUpperCase(), ''],
    operation_confirmation: ['yes', 'confirm', 'rebooot', 'delete', '', ...wordsOf(tool, 'power_off')],
    wait_seconds: [1],
    hours: [720, 721],
    limit: [500, 501],
    dry_run: [true],
    force: [true],
    verify: [true],
    account: ['other'],
  };
  return [
    own,
    own,
    right(tool, name, other),
    ...(more[name] ?? ['e', 'env=prod', 'running', 'eu-central-1']),
  ];
}

/** Arguments of a tool: shaped as its schema says, with some of them wrong, left out, or beside it. */
function argumentsOf(tool: FuzzTool, servers: readonly FuzzServer[]): fc.Arbitrary<unknown> {
  const own = servers.filter(({ provider }) => tool.name.includes(provider));
  const pool = own.length > 0 ? own : servers;
  const parts = fc.tuple(fc.constantFrom(...pool), fc.constantFrom(...servers), fc.boolean());
  const shaped = parts.chain(([server, other, careful]) => {
    const fields = Object.fromEntries(
      Object.entries(tool.properties).map(([name, { enum: listed = [] }]) => {
        const near = fc.constantFrom(...likely(tool.name, name, server, other), ...listed);
        const own = fc.constant(right(tool.name, name, server));
        const wanted = careful
          ? [
              { weight: 60, arbitrary: own },
              { weight: 2, arbitrary: near },
            ]
          : [{ weight: 20, arbitrary: near }];
        return [name, fc.oneof(...wanted, { weight: 1, arbitrary: strange })] as const;
      }),
    );
    const short = Object.keys(fields).filter((name) => name === 'wait_seconds');
    const confirmed = Object.keys(fields).filter((name) => name.endsWith('_confirmation'));
    return fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record(fields, { requiredKeys: [...tool.required, ...confirmed, ...short] }),
      },
      { weight: 2, arbitrary: fc.record(fields, { requiredKeys: short }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.record(fields, { requiredKeys: short }),
            fc.dictionary(fc.string({ maxLength: 20 }), strange, { maxKeys: 3 }),
          )
          .map(([right, more]) => ({ ...right, ...more })),
      },
    );
  });
  return fc.oneof({ weight: 12, arbitrary: shaped }, { weight: 1, arbitrary: strange });
}

const METHODS = [
  'ping',
  'initialize',
  'tools/list',
  'tools/call',
  'logging/setLevel',
  'resources/list',
  'resources/read',
  'prompts/get',
  'notifications/progress',
  'completion/complete',
  '__proto__',
];

/** Any message, most of them calls of tools. A cancelled request may go unanswered, so none is cancelled here. */
export function fuzzLine(tools: readonly FuzzTool[], servers: readonly FuzzServer[]): fc.Arbitrary<FuzzLine> {
  const call = fc.constantFrom(...tools).chain((tool) =>
    fc.record(
      {
        jsonrpc: fc.constant('2.0'),
        method: fc.constant('tools/call'),
        params: fc.record(
          {
            name: fc.constant(tool.name),
            arguments: argumentsOf(tool, servers),
            _meta: fc.oneof(fc.record({ progressToken: fc.nat(9) }), strange),
          },
          { requiredKeys: ['name', 'arguments'] },
        ),
      },
      { noNullPrototype: true },
    ),
  );
  const other = fc.record(
    {
      jsonrpc: fc.oneof({ weight: 5, arbitrary: fc.constant('2.0') }, { weight: 1, arbitrary: strange }),
      method: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...METHODS) },
        { weight: 1, arbitrary: strange },
      ),
      params: strange,
      result: strange,
      error: strange,
    },
    { requiredKeys: ['jsonrpc'] },
  );
  const spoil = fc.record({
    kind: fc.constantFrom('cut', 'drop', 'insert', 'double', 'swap'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.oneof(
      fc.constantFrom('"', '{', '}', '\\', ',', '\u0000', '\ufeff', '1e999', '\\u00', 'null'),
      fc.string({ maxLength: 3 }),
    ),
  });
  return fc.record({
    message: fc.oneof(
      { weight: 7, arbitrary: call },
      { weight: 2, arbitrary: other },
      { weight: 1, arbitrary: strange },
    ),
    spoil: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(spoil, { minLength: 1, maxLength: 3 }) },
    ),
  });
}

/** The text of a line under this id. */
export function textOf({ message, spoil }: FuzzLine, id: unknown): string {
  const whole =
    typeof message === 'object' && message !== null && !Array.isArray(message) ? { ...message, id } : message;
  return spoil.reduce(spoilt, JSON.stringify(whole)).replaceAll('\n', ' ');
}

function spoilt(text: string, { kind, at, text: more }: Spoil): string {
  const place = Math.floor(text.length * at);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  switch (kind) {
    case 'cut':
      return before;
    case 'drop':
      return before + after.slice(1 + more.length);
    case 'insert':
      return before + more + after;
    case 'double':
      return before + after.slice(0, 12) + after;
    case 'swap':
      return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
}

/**
 * The id under which a line must be answered, by the rule and not by our code: an object with a method or without a result, and an id
 * that is text or a whole number.
 */
export function idToAnswer(line: string): string | number | undefined {
  const message = parsed(line);
  if (message === undefined) return undefined;
  const has = (key: string): boolean => Object.hasOwn(message, key);
  if (!has('method') && (has('result') || has('error'))) return undefined;
  const id = message['id'];
  return typeof id === 'string' || Number.isSafeInteger(id) ? (id as string | number) : undefined;
}

/** The message of a line, where it is an object. A reader of JSON may ignore a byte order mark, and the program does. */
export function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
