import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROGRAM } from '../e2e/built.js';

/** One answer, notification or question of the program. */
export type Sent = Readonly<Record<string, unknown>>;

/** A program that is spoken to line by line. */
export interface Conversation {
  /** Writes lines, and waits while the program does not read. */
  write(lines: readonly string[]): Promise<void>;
  /** The result of a request of ours. */
  ask(id: string, method: string, params?: object): Promise<Sent>;
  /** Resolves when so many answers have come altogether. */
  answered(count: number): Promise<void>;
  /** Closes stdin and waits for the end. */
  end(): Promise<Ended>;
  /** Goes away without a word, as a client that was killed, and waits for the program's end. */
  vanish(): Promise<number | null>;
  /** Ends it at once, where it has not ended. */
  kill(): void;
}

/** What a program left behind. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** Every line of stdout that is JSON. */
  readonly sent: readonly Sent[];
  /** Every line that is none. */
  readonly impure: readonly string[];
  readonly stderr: string;
}

/** Starts the built program. `onQuestion` says what a client answers when the program asks something. */
export function converse(
  args: readonly string[],
  options: { readonly directory: string; readonly env: Readonly<Record<string, string>> },
  onQuestion: (question: Sent) => object,
): Conversation {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: options.directory,
    env: { ...options.env },
  });
  const sent: Sent[] = [];
  const impure: string[] = [];
  const stderr: string[] = [];
  const waiting = new Set<() => void>();
  let answers = 0;
  let rest = '';
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;

  const arrived = (line: string): void => {
    let message: Sent;
    try {
      message = JSON.parse(line) as Sent;
    } catch {
      impure.push(line);
      return;
    }
    sent.push(message);
    if (typeof message['method'] === 'string' && 'id' in message)
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: message['id'], ...onQuestion(message) })}\n`);
    else if (!('method' in message) && message['id'] !== null) answers += 1;
    for (const look of waiting) look();
  };
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) arrived(line);
  });
  // A program that ended early is found out by its end.
  child.stdin.on('error', () => undefined);

  const until = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!done()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      void closed.then(() => {
        resolve();
      });
      look();
    });

  return {
    async write(lines) {
      for (const line of lines) if (!child.stdin.write(`${line}\n`)) await once(child.stdin, 'drain');
    },
    async ask(id, method, params) {
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      const found = (): Sent | undefined => sent.find((message) => message['id'] === id);
      await until(() => found() !== undefined);
      return (found()?.['result'] ?? {}) as Sent;
    },
    async vanish() {
      const exited = once(child, 'exit') as Promise<[number | null]>;
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      const [code] = await exited;
      return code;
    },
    kill: () => void child.kill('SIGKILL'),
    answered: (count) => until(() => answers >= count),
    async end() {
      child.stdin.end();
      const [code, signal] = await closed;
      return {
        code,
        signal,
        sent,
        impure: rest === '' ? impure : [...impure, rest],
        stderr: stderr.join(''),
      };
    },
  };
}
