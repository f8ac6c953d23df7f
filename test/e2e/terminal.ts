import { spawn } from '@lydell/node-pty';
import { Screen } from '../cli/terminal.js';

/** A program in a real pseudo-terminal, and what a person at it reads and types. */
export class Terminal extends Screen {
  /** The exit code. */
  readonly ended: Promise<number>;
  readonly type: (line: string) => void;
  readonly press: (keys: string) => void;
  /** Closes its window, whether or not the program has ended. */
  readonly close: () => Promise<number>;

  /** Runs a command line in a shell, as a person does who was given it. */
  constructor(
    command: string,
    options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  ) {
    super();
    // Wide, so that the terminal breaks no line of its own accord.
    const pty = spawn('/bin/sh', ['-c', command], { ...options, name: 'xterm', cols: 500, rows: 50 });
    pty.onData((text) => {
      this.add(text.replaceAll('\r\n', '\n'));
    });
    let running = true;
    this.ended = new Promise((resolve) => {
      pty.onExit(({ exitCode }) => {
        running = false;
        this.end();
        resolve(exitCode);
      });
    });
    this.press = (keys) => {
      pty.write(keys);
    };
    this.type = (line) => {
      pty.write(`${line}\r`);
    };
    this.close = () => {
      if (running) pty.kill();
      return this.ended;
    };
  }
}
