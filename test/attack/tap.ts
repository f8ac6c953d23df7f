import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from 'multi-cloud-manager/plugin';
import { configSchema, type ConfigInput } from '../../src/config/schema.js';
import { createHost } from '../../src/host/create-host.js';
import { serveSession } from '../../src/mcp/session.js';
import { StreamTransport } from '../../src/testing/host/stream-transport.js';
import { builtins } from '../builtins.js';
import { PROGRAM } from '../e2e/built.js';

/** How a call ended, as the client saw it. */
export interface Reply {
  readonly isError: boolean;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly code: string | undefined;
}

/** A question that the client was sent, and the form that came with it. */
export interface Question {
  readonly message: string;
  readonly form: unknown;
}

/** What the person types, or undefined to decline. */
export type Person = (question: Question) => Readonly<Record<string, string>> | undefined;

/** A client with every byte that came to it, and everything that went to stderr. Its log level is debug. */
export interface Tap {
  readonly client: Client;
  call(tool: string, input?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** Everything that the program wrote to stdout. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Every question so far. */
  readonly questions: readonly Question[];
  close(): Promise<void>;
}

/** Where a host runs and what it is told. */
export interface TapOptions {
  readonly config: ConfigInput;
  /** What paths in the config are relative to; the state lies below it. */
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Without one the client declares no elicitation. */
  readonly person?: Person;
}

/** The state directory of a tapped host. */
export const stateOf = (directory: string): string => join(directory, 'state');

/** A host in this process. */
export async function tapHost({ config, directory, env = {}, clock, person }: TapOptions): Promise<Tap> {
  const err: string[] = [];
  const definitions = await builtins();
  const plugins = (config.plugins ?? []).map((plugin) => {
    const { use, ...rest } = typeof plugin === 'string' ? { use: plugin } : plugin;
    return { use: definitions.find(({ name }) => name === use) ?? use, ...rest };
  });
  const host = await createHost(
    {
      config: configSchema().parse({ logLevel: 'debug', ratePerMinute: 100_000, ...config, plugins }),
      directory,
      source: 'none',
      stateDir: stateOf(directory),
      env,
      notices: [],
    },
    { write: (line) => err.push(line), ...(clock && { clock }) },
  );
  const [toHost, toClient] = [new PassThrough(), new PassThrough()];
  const session = await serveSession(host, {
    input: toHost,
    output: toClient,
    principal: { id: 'tester', source: 'test', groups: [], authenticated: false },
    ids: { next: () => crypto.randomUUID() },
  });
  return connect(
    toClient,
    toHost,
    () => err.join(''),
    person,
    async () => {
      await session.finish();
      await host.close();
    },
  );
}

/** The built program as a process of its own. The config is a file in the directory. */
export async function tapProgram(
  args: readonly string[],
  options: {
    readonly directory: string;
    readonly env: Readonly<Record<string, string>>;
    readonly person?: Person;
  },
): Promise<Tap> {
  const { directory, env, person } = options;
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: directory, env: { ...env } });
  const err: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  return connect(
    child.stdout,
    child.stdin,
    () => err.join(''),
    person,
    () => ended,
  );
}

async function connect(
  output: Readable,
  input: Writable,
  stderr: () => string,
  person: Person | undefined,
  ended: () => Promise<void>,
): Promise<Tap> {
  const out: Buffer[] = [];
  output.on('data', (chunk: Buffer) => out.push(chunk));
  const questions: Question[] = [];
  const client = new Client(
    { name: 'tap', version: '1' },
    { capabilities: person ? { elicitation: {} } : {} },
  );
  if (person)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      const question = {
        message: params.message,
        form: 'requestedSchema' in params ? params.requestedSchema : {},
      };
      questions.push(question);
      const content = person(question);
      return content ? { action: 'accept', content: { ...content } } : { action: 'decline' };
    });
  await client.connect(new StreamTransport(output, input));
  await client.setLoggingLevel('debug');
  return {
    client,
    questions,
    stderr,
    stdout: () => Buffer.concat(out).toString('utf8'),
    async call(name, input = {}) {
      const result = CallToolResultSchema.parse(
        await client.callTool({ name, arguments: { ...input } }, CallToolResultSchema, {
          onprogress: () => undefined,
        }),
      );
      const content = result.structuredContent ?? {};
      const error = content['error'] as { readonly code?: string } | undefined;
      return {
        isError: result.isError === true,
        text: result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
        content,
        code: error?.code,
      };
    },
    async close() {
      await client.close();
      await ended();
    },
  };
}
