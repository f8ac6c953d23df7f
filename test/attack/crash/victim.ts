import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { call, PROGRAM } from '../../e2e/built.js';

/** A process of the built program that serves one client, and may be killed at any time. */
export interface Victim {
  readonly pid: number;
  /** The structured content of the answer; undefined when the process was gone before it came. */
  call(tool: string, input: Record<string, unknown>): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Closes its stdin, as a client does; resolves when the process has ended by itself. */
  end(): Promise<void>;
}

/** Starts one. */
export async function startVictim(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Victim> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, ...args],
    cwd: options.cwd,
    env: { ...options.env },
    stderr: 'ignore',
  });
  const client = new Client({ name: 'crash', version: '1' });
  await client.connect(transport);
  const gone = new Promise<void>((resolve) => {
    client.onclose = resolve;
  });
  const { pid } = transport;
  if (pid === null) throw new Error('The program did not start.');
  return {
    pid,
    call: (tool, input) => call(client, tool, input).catch(() => undefined),
    async kill() {
      process.kill(pid, 'SIGKILL');
      await gone;
    },
    async end() {
      await client.close();
    },
  };
}
