import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Clock } from 'multi-cloud-manager/plugin';
import { within } from '../call/within.js';
import { errorCode } from '../config/error.js';
import { commandLine } from '../host/command-line.js';
import { LATEST_VERSION } from '../mcp/versions.js';
import { VERSION } from '../version.js';
import { readMessages, type Message } from './messages.js';

/** A server to be started as a client would. */
export interface Starting {
  /** The program's own file. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** How long it may take until it has listed its tools. */
  readonly ms: number;
}

/** What came of it; `said` is the end of its stderr. */
export type Started = { readonly said: string } & (
  | { readonly kind: 'works'; readonly tools: number }
  /** It wrote something else than MCP to stdout: its first line. */
  | { readonly kind: 'noise'; readonly line: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ended'; readonly how: Ending }
  | { readonly kind: 'late' }
  | { readonly kind: 'not-started'; readonly code: string | undefined }
);

/** How a program ended: by itself or by a signal. */
export type Ending = { readonly code: number } | { readonly signal: string };

/** So much of stderr is kept, in whole lines. */
const MOST_SAID = 16_000;
/** How long it may take to end once nobody talks to it any more. */
const END_MS = 5000;

/** Starts a server, asks it for its tools, and lets it end. No tool is called. */
export async function startOnce(starting: Starting): Promise<Started> {
  const child = spawned(starting);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = lastOf(said + text);
  });
  // A program that has ended takes nothing more; that it has is told by `ended`.
  child.stdin.on('error', () => undefined);
  const closed = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve(code === null ? { signal: String(signal) } : { code }));
  });
  const failedToStart = new Promise<Outcome>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'not-started', code: errorCode(error) }));
  });
  const late = new Late();
  try {
    const outcome = await within(
      Promise.race([
        failedToStart,
        listTools(child),
        closed.then((how): Outcome => ({ kind: 'ended', how })),
      ]),
      starting.ms,
      starting.clock,
      () => late,
    );
    return { ...outcome, said };
  } catch (error) {
    if (error !== late) throw error;
    return { kind: 'late', said };
  } finally {
    await ended(child, closed, starting);
  }
}

type Outcome = Started extends infer S ? (S extends unknown ? Omit<S, 'said'> : never) : never;

class Late extends Error {}

/** In a group of its own, so that what it starts itself ends with it. Windows starts scripts through its shell alone. */
function spawned({ args, cwd, env, file, platform }: Starting): ChildProcessWithoutNullStreams {
  if (platform !== 'win32') return spawn(file, args, { cwd, env, detached: true });
  if (!/\.(cmd|bat)$/i.test(file)) return spawn(file, args, { cwd, env, windowsHide: true });
  const line = `"${commandLine([file, ...args], platform)}"`;
  return spawn(env['ComSpec'] ?? 'cmd.exe', ['/d', '/s', '/c', line], {
    ...{ cwd, env, windowsHide: true, windowsVerbatimArguments: true },
  });
}

async function listTools(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const send = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const messages = readMessages(child.stdout);
  const answerTo = async (id: number): Promise<Message | { readonly noise: string }> => {
    for (;;) {
      const next = await messages.next();
      // Stdout is closed: what is told is how the program ends.
      if (next.done === true) return new Promise(() => undefined);
      const message = next.value;
      if ('noise' in message || (message.id === id && (message.result ?? message.error))) return message;
    }
  };
  const clientInfo = { name: 'mcm doctor', version: VERSION };
  send({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: LATEST_VERSION, capabilities: {}, clientInfo },
  });
  const hello = await answerTo(1);
  if ('noise' in hello) return { kind: 'noise', line: hello.noise };
  if (hello.error) return { kind: 'refused', message: hello.error.message };
  send({ method: 'notifications/initialized' });
  send({ id: 2, method: 'tools/list' });
  const list = await answerTo(2);
  if ('noise' in list) return { kind: 'noise', line: list.noise };
  if (list.error) return { kind: 'refused', message: list.error.message };
  return { kind: 'works', tools: list.result?.tools?.length ?? 0 };
}

/** The end of a text, from the beginning of a line if there is one: a part of a line of JSON could not be read. */
function lastOf(text: string): string {
  if (text.length <= MOST_SAID) return text;
  const end = text.slice(-MOST_SAID);
  const line = end.indexOf('\n') + 1;
  return line === end.length ? end : end.slice(line);
}

/** Closes its stdin, which ends a server of MCP; what does not end is killed. */
async function ended(
  child: ChildProcessWithoutNullStreams,
  closed: Promise<Ending>,
  { clock, platform }: Starting,
): Promise<void> {
  if (child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  child.stdout.resume();
  await within(closed, END_MS, clock, 'late').catch(() => {
    kill(child, platform);
    return exited;
  });
}

function kill({ pid = 0 }: ChildProcessWithoutNullStreams, platform: NodeJS.Platform): void {
  try {
    process.kill(platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
