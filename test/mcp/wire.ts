import { PassThrough } from 'node:stream';
import { afterEach } from '@jest/globals';
import type { Principal, ProviderInfo } from 'multi-cloud-manager/plugin';
import { serveSession, type SessionHandle, type SessionOptions } from '../../src/mcp/session.js';
import type { CallOutcome, CallRequest } from '../../src/call/request.js';
import type { LogEntry, PublishedTool, ServedHost } from '../../src/call/served.js';
import type { SuggestionQuery, Suggestions } from '../../src/call/suggestions.js';

export type Message = Record<string, unknown>;

export const PRINCIPAL: Principal = { id: 'ada', source: 'os', groups: [], authenticated: false };

export const TOOL: PublishedTool = {
  name: 'get_system_status',
  title: 'System status',
  description: 'Says what is loaded.',
  inputSchema: { type: 'object', properties: {} },
  outputSchema: { type: 'object', properties: { status: { type: 'string' } } },
  annotations: { readOnlyHint: true },
};

/** As it is listed: it reads, so it has no title. */
export const { title: _, ...UNTITLED } = TOOL;

/** A host that does what its test says and remembers what it was asked. */
export class ScriptedHost implements ServedHost {
  readonly name = 'multi-cloud-manager';
  readonly version = '1.2.3';
  readonly instructions = 'Ask before you act.';
  askSeconds = 45;
  readonly calls: CallRequest[] = [];
  readonly listeners = new Set<(entry: LogEntry) => void>();

  constructor(
    private readonly script: (request: CallRequest) => Promise<CallOutcome> | CallOutcome = () => ({
      kind: 'result',
      content: { status: 'ready' },
      text: 'Ready.',
    }),
  ) {}

  tools(): readonly PublishedTool[] {
    return [TOOL];
  }

  /** Besides what is offered there is a tool that is not. */
  knows(name: string): boolean {
    return name === TOOL.name || name === 'excluded_tool';
  }

  /** Its tool has a page. */
  view(name: string): string | undefined {
    return name === TOOL.name ? 'ui://mcm/monitoring' : undefined;
  }

  async call(request: CallRequest): Promise<CallOutcome> {
    this.calls.push(request);
    return this.script(request);
  }

  providers(): readonly ProviderInfo[] {
    return [];
  }

  async suggest({ text }: SuggestionQuery): Promise<Suggestions> {
    return { values: [text], total: 1, more: false };
  }

  onLog(listener: (entry: LogEntry) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  log(entry: LogEntry): void {
    for (const listener of this.listeners) listener(entry);
  }
}

/** The lines of a stream, parsed, one at a time as they come. */
export class Reader {
  readonly #messages: unknown[] = [];
  readonly #waiting: ((message: unknown) => void)[] = [];
  #rest = '';

  constructor(stream: PassThrough) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const lines = (this.#rest + chunk).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) this.#arrived(JSON.parse(line));
    });
  }

  /** The next message, waited for if need be. */
  next(): Promise<unknown> {
    return this.#messages.length > 0
      ? Promise.resolve(this.#messages.shift())
      : new Promise((resolve) => {
          this.#waiting.push(resolve);
        });
  }

  /** What has come and was not read yet. */
  drain(): unknown[] {
    return this.#messages.splice(0);
  }

  #arrived(message: unknown): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(message);
    else this.#messages.push(message);
  }
}

/** The client's end of a session, line by line. */
export class Wire {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  readonly reader = new Reader(this.output);

  /** Writes a line as it is, or a message as JSON. */
  write(...lines: (string | object)[]): void {
    for (const line of lines) {
      this.input.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
    }
  }

  async next(): Promise<Message> {
    return (await this.reader.next()) as Message;
  }

  async ask(...lines: (string | object)[]): Promise<Message> {
    this.write(...lines);
    return this.next();
  }

  /** Asks for a ping: when its answer is the next message, what came before it was answered with silence. */
  async ping(): Promise<Message> {
    return this.ask({ jsonrpc: '2.0', id: 'ping', method: 'ping' });
  }
}

/** What the server says of itself. */
export const CAPABILITIES = { tools: {}, logging: {}, resources: {}, prompts: {}, completions: {} };

export const PONG = { jsonrpc: '2.0', id: 'ping', result: {} };

export function initialize(protocolVersion = '2025-11-25', capabilities: object = {}): Message {
  const clientInfo = { name: 'inspector', version: '9.9.9' };
  return {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion, capabilities, clientInfo },
  };
}

export const INITIALIZED: Message = { jsonrpc: '2.0', method: 'notifications/initialized' };

export function call(id: unknown, meta?: object): Message {
  return {
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: TOOL.name, arguments: { verbose: true }, ...(meta && { _meta: meta }) },
  };
}

const opened = new Set<SessionHandle>();

afterEach(() => {
  for (const session of opened) session.abort();
  opened.clear();
});

/** A session that nobody has initialized. It is closed after the test. */
export async function connect(
  host: ServedHost = new ScriptedHost(),
  options: Partial<SessionOptions> = {},
): Promise<{ wire: Wire; session: SessionHandle }> {
  const wire = new Wire();
  const session = await serveSession(host, {
    input: wire.input,
    output: wire.output,
    principal: PRINCIPAL,
    ids: { next: () => 'session-1' },
    ...options,
  });
  opened.add(session);
  return { wire, session };
}

/** A session that is initialized. */
export async function open(
  host: ServedHost = new ScriptedHost(),
  version?: string,
  capabilities?: object,
  options?: Partial<SessionOptions>,
): Promise<{ wire: Wire; session: SessionHandle }> {
  const { wire, session } = await connect(host, options);
  await wire.ask(initialize(version, capabilities));
  wire.write(INITIALIZED);
  await wire.ping();
  return { wire, session };
}

/** A promise that its test settles. */
export function gate<T = void>(): { promise: Promise<T>; open: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, open: settle };
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
