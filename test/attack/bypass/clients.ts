import { PassThrough } from 'node:stream';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import type { Principal } from 'multi-cloud-manager/plugin';
import type { Host } from '../../../src/host/create-host.js';
import { serveSession } from '../../../src/mcp/session.js';
import { StreamTransport } from '../../../src/testing/host/stream-transport.js';
import { INITIALIZED, initialize, Wire, type Message } from '../../mcp/wire.js';
import type { Target } from './world.js';

/** Who calls, unless it is somebody else. */
export const ADA: Principal = { id: 'ada', source: 'os-user', groups: [], authenticated: false };

export interface ClientOptions {
  readonly principal?: Principal;
  /** What the client answers to a form; without it, it declares no elicitation. */
  readonly form?: (message: string) => ElicitResult | Promise<ElicitResult>;
}

/** A client that keeps to the protocol. */
export interface Client {
  /** What came of a call: its status, else the code of its error, else `unknown tool`. */
  call(tool: string, input: object): Promise<string>;
  /** The same for the restart of a server, with these arguments beside its id. */
  restart(target: Target, more?: object): Promise<string>;
  close(): Promise<void>;
}

/** A session's streams, and how they are ended. */
async function session(host: Host, principal: Principal, input: PassThrough, output: PassThrough) {
  return serveSession(host, { input, output, principal, ids: { next: () => crypto.randomUUID() } });
}

/** A client of the SDK. */
export async function connectClient(host: Host, options: ClientOptions): Promise<Client> {
  const [toHost, toClient] = [new PassThrough(), new PassThrough()];
  const served = await session(host, options.principal ?? ADA, toHost, toClient);
  const { form } = options;
  const client = new SdkClient(
    { name: 'bypass', version: '1' },
    { capabilities: form ? { elicitation: {} } : {} },
  );
  if (form) client.setRequestHandler(ElicitRequestSchema, ({ params }) => form(params.message));
  await client.connect(new StreamTransport(toClient, toHost));
  const call = async (name: string, input: object): Promise<string> => {
    const result = await client.callTool({ name, arguments: { ...input } }).catch((error: unknown) => error);
    return outcomeOf(result);
  };
  return {
    call,
    restart: ({ tool, input }, more = {}) => call(tool, { ...input, ...more }),
    async close() {
      await client.close();
      await served.finish();
    },
  };
}

/** What came of a call, from its result or from what was thrown instead. */
function outcomeOf(result: unknown): string {
  const { structuredContent, content, message } = result as {
    readonly structuredContent?: { readonly status?: string; readonly error?: { readonly code: string } };
    readonly content?: readonly { readonly text: string }[];
    readonly message?: string;
  };
  if (message?.includes('Unknown tool') === true) return 'unknown tool';
  const said = structuredContent?.error?.code ?? structuredContent?.status ?? message;
  // Versions before 2025-06-18 have the text alone.
  const [word = ''] = /^[A-Z_]+(?=: )|confirmation is required/.exec(content?.[0]?.text ?? '') ?? [];
  return said ?? (word === 'confirmation is required' ? 'confirmation_required' : word);
}

/** A client that writes lines as it likes. */
export class RawClient {
  constructor(
    readonly wire: Wire,
    private readonly end: () => Promise<void>,
  ) {}

  /** Asks for a restart; whatever comes of it comes later. */
  restart(id: number, { tool, input }: Target, more: object = {}): void {
    this.wire.write(restart(id, tool, { ...input, ...more }));
  }

  /** The form that the host asks to be shown. */
  async form(): Promise<Message> {
    return this.until(({ method }) => method === 'elicitation/create');
  }

  /** What came of the call of this id. */
  async outcome(id: number): Promise<string> {
    const { result, error } = await this.until((message) => message['id'] === id && !('method' in message));
    return outcomeOf(result ?? error);
  }

  /** Answers the question. */
  answer(question: Message, result: unknown): void {
    this.wire.write({ jsonrpc: '2.0', id: question['id'], result });
  }

  async until(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = await this.wire.next();
      if (fits(message)) return message;
    }
  }

  close(): Promise<void> {
    return this.end();
  }
}

/** A call as it goes over the wire. */
export const restart = (id: number, name: string, input: unknown): Message => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: input },
});

/** A client that is initialized and then writes what it likes. */
export async function connectWire(
  host: Host,
  options: {
    readonly version?: string;
    readonly capabilities?: object;
    readonly askTimeoutMs?: number;
    readonly uninitialized?: boolean;
  },
): Promise<RawClient> {
  const wire = new Wire();
  const served = await serveSession(host, {
    ...{ input: wire.input, output: wire.output, principal: ADA },
    ids: { next: () => crypto.randomUUID() },
    ...(options.askTimeoutMs !== undefined && { askTimeoutMs: options.askTimeoutMs }),
  });
  if (options.uninitialized !== true) {
    await wire.ask(initialize(options.version, options.capabilities ?? { elicitation: {} }));
    wire.write(INITIALIZED);
  }
  return new RawClient(wire, async () => {
    wire.input.end();
    await served.finish();
  });
}
