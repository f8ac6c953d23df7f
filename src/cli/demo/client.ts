import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { DemoStage } from './stage.js';

/** How a call ended, for the transcript. */
export interface Reply {
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** A real MCP client, connected to the built server as a child process. */
export interface DemoClient {
  readonly version: string;
  readonly tools: number;
  call(tool: string, input: Record<string, unknown>): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts `program serve` and connects. `onAsk` is told when the server asks a person; the person of the demo declines. */
export async function connect(
  program: string,
  stage: DemoStage,
  on: { readonly progress: (message: string) => void; readonly ask: (message: string) => void },
): Promise<DemoClient> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'serve', '--config', stage.configFile],
    env: { ...stage.env },
    stderr: 'inherit',
  });
  const client = new Client({ name: 'mcm-demo', version: '1' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    on.ask(params.message);
    return { action: 'decline' };
  });
  await client.connect(transport);
  const { tools } = await client.listTools();
  return {
    version: client.getServerVersion()?.version ?? '',
    tools: tools.length,
    async call(name, input) {
      const result = await client.callTool({ name, arguments: input }, CallToolResultSchema, {
        onprogress: ({ message }) => {
          on.progress(message ?? '');
        },
      });
      const parsed = CallToolResultSchema.parse(result);
      const [first] = parsed.content;
      return {
        text: first?.type === 'text' ? first.text : '',
        content: parsed.structuredContent ?? {},
        isError: parsed.isError === true,
      };
    },
    close: () => client.close(),
  };
}
