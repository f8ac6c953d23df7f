import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { ClientCapabilities } from '@modelcontextprotocol/sdk/types.js';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The built program. */
export const PROGRAM = join(ROOT, 'dist', 'cli.cjs');

/** A directory of its own for one test, and an environment that knows nothing else. */
export async function room() {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-e2e-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: directory,
    MCM_STATE_DIR: join(directory, 'state'),
  };
  return {
    directory,
    env,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program, or another with `node`. */
export function start(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly node?: string },
): { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<Ended> } {
  const child = spawn(options.node ?? process.execPath, [PROGRAM, ...args], {
    cwd: options.cwd,
    env: { ...options.env },
  });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout: out.join(''), stderr: err.join('') });
    });
  });
  return { child, ended };
}

/** Runs the program with nothing on its stdin. */
export function run(
  args: readonly string[],
  options: Parameters<typeof start>[1] & { readonly input?: string },
): Promise<Ended> {
  const { child, ended } = start(args, options);
  child.stdin.end(options.input ?? '');
  return ended;
}

/** The SDK's own client, on the built program over stdio. */
export function connect(
  args: readonly string[],
  options: Parameters<typeof start>[1] & { readonly capabilities?: ClientCapabilities },
): Promise<Connected> {
  return connectTo(options.node ?? process.execPath, [PROGRAM, ...args], options);
}

/** The client, and what the server has said on stderr. */
export interface Connected {
  readonly client: Client;
  readonly stderr: () => string;
}

/** The same on whatever an MCP client is told to start. */
export async function connectTo(
  command: string,
  args: readonly string[],
  {
    cwd,
    env,
    capabilities,
  }: Pick<Parameters<typeof start>[1], 'cwd' | 'env'> & { readonly capabilities?: ClientCapabilities },
): Promise<Connected> {
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    cwd,
    env: { ...env },
    stderr: 'pipe',
  });
  const err: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const client = new Client({ name: 'e2e', version: '1' }, { capabilities: capabilities ?? {} });
  await client.connect(transport);
  return { client, stderr: () => err.join('') };
}

/** The structured content of a tool's answer. */
export async function call(
  client: Client,
  name: string,
  input: Record<string, unknown> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const result = await client.callTool({ name, arguments: input });
  return result.structuredContent as Readonly<Record<string, unknown>>;
}
