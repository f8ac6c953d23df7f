import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Clock, Middleware, PluginDefinition, Policy } from 'multi-cloud-manager/plugin';
import { readTrail } from '../../audit/read.js';
import { isOfCall, type TrailCall } from '../../audit/record.js';
import { configSchema, type ConfigInput } from '../../config/schema.js';
import { createHost } from '../../host/create-host.js';
import { serveSession } from '../../mcp/session.js';
import { StreamTransport } from './stream-transport.js';

/** What a person does when the host asks through the client. */
export type ScriptedAnswer =
  | { readonly action: 'accept'; readonly content: Readonly<Record<string, string>> }
  | { readonly action: 'decline' | 'cancel' };

/** A question as the client was shown it. */
export interface AskedQuestion {
  readonly message: string;
  /** The names of the fields that a person is to fill in. */
  readonly fields: readonly string[];
}

/** What a test host is made of. */
export interface TestHostOptions {
  readonly plugins: readonly (
    PluginDefinition | { readonly use: PluginDefinition; readonly config?: Readonly<Record<string, unknown>> }
  )[];
  readonly policies?: readonly (Policy | Middleware)[];
  /** More of the config. */
  readonly config?: Omit<ConfigInput, 'plugins' | 'policies'>;
  /** The environment; nothing of the real one is read. Default: empty. */
  readonly env?: Readonly<Record<string, string>>;
  /** The time of the host. Default: the real one. */
  readonly clock?: Clock;
  /** What the person does, question by question. Without it the client declares no elicitation. */
  readonly elicitation?: (question: AskedQuestion) => ScriptedAnswer | Promise<ScriptedAnswer>;
}

/** How a call ended, as the client saw it. */
export interface ToolReply {
  readonly isError: boolean;
  /** What a model reads. */
  readonly text: string;
  /** The structured content; of an error `{ error }`. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The error's code, where it is one. */
  readonly code: string | undefined;
}

/** A client on an in-memory host. */
export interface TestHost {
  /** What the client is offered. */
  tools(): Promise<readonly { readonly name: string; readonly description?: string | undefined }[]>;
  /** Calls a tool, as a client does: it never rejects for what the tool did. `progress` is told what the host says meanwhile. */
  call(
    tool: string,
    input?: Readonly<Record<string, unknown>>,
    options?: { readonly signal?: AbortSignal; readonly progress?: (message: string) => void },
  ): Promise<ToolReply>;
  /** What the audit trail says of calls so far, intents and outcomes, oldest first. */
  audit(): Promise<readonly TrailCall[]>;
  /** Where this host keeps its state; removed by `close`. */
  readonly stateDir: string;
  /** Everything that went to stderr. */
  readonly log: readonly string[];
  /** Ends client and host, and removes their files. */
  close(): Promise<void>;
}

/** A whole host in memory, with a real MCP client connected to it. */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-test-'));
  const log: string[] = [];
  const config = configSchema().parse({
    ...options.config,
    plugins: options.plugins.map((plugin) => ('use' in plugin ? plugin : { use: plugin })),
    policies: options.policies ?? [],
  });
  const host = await createHost(
    { config, directory: stateDir, source: 'none', stateDir, env: options.env ?? {}, notices: [] },
    { write: (line) => log.push(line), ...(options.clock && { clock: options.clock }) },
  );
  const [toHost, toClient] = [new PassThrough(), new PassThrough()];
  const session = await serveSession(host, {
    input: toHost,
    output: toClient,
    principal: { id: 'tester', source: 'test', groups: [], authenticated: false },
    ids: { next: () => crypto.randomUUID() },
  });
  const client = new Client(
    { name: 'test-client', version: '1' },
    { capabilities: options.elicitation ? { elicitation: {} } : {} },
  );
  const { elicitation } = options;
  if (elicitation)
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
      const schema = 'requestedSchema' in params ? params.requestedSchema : undefined;
      const answer = await elicitation({
        message: params.message,
        fields: Object.keys(schema?.properties ?? {}),
      });
      return answer.action === 'accept'
        ? { action: 'accept', content: { ...answer.content } }
        : { action: answer.action };
    });
  await client.connect(new StreamTransport(toClient, toHost));
  return {
    stateDir,
    log,
    async tools() {
      return (await client.listTools()).tools;
    },
    async call(name, input = {}, { signal, progress } = {}) {
      const result = CallToolResultSchema.parse(
        await client.callTool({ name, arguments: { ...input } }, CallToolResultSchema, {
          ...(signal && { signal }),
          ...(progress && {
            onprogress: ({ message }: { message?: string | undefined }) => {
              progress(message ?? '');
            },
          }),
        }),
      );
      const [first] = result.content;
      const content = result.structuredContent ?? {};
      const error = content['error'];
      return {
        isError: result.isError === true,
        text: first?.type === 'text' ? first.text : '',
        content,
        code:
          error !== null && typeof error === 'object' && 'code' in error && typeof error.code === 'string'
            ? error.code
            : undefined,
      };
    },
    async audit() {
      await host.recorded();
      return (await readTrail(stateDir)).records.filter(isOfCall);
    },
    async close() {
      await client.close();
      await session.finish();
      await host.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}
