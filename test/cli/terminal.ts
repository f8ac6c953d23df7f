import { PassThrough, Writable } from 'node:stream';
import type { Locale } from 'multi-cloud-manager/plugin';
import type { Io } from '../../src/cli/io.js';

/** What has come from a program so far, and a way to wait for more of it. */
export class Screen {
  text = '';
  #seen = 0;
  #ended = false;
  #waiting: (() => void)[] = [];

  /** More has come. */
  add(text: string): void {
    this.text += text;
    this.#look();
  }

  /** Nothing more will come. */
  end(): void {
    this.#ended = true;
    this.#look();
  }

  /** Resolves when this stands behind what was expected before. */
  async expectText(wanted: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = wanted.exec(this.text.slice(this.#seen));
      if (found) {
        this.#seen += found.index + found[0].length;
        return found;
      }
      if (this.#ended) throw new Error(`The program ended without saying ${String(wanted)}:\n${this.text}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #look(): void {
    for (const look of this.#waiting.splice(0)) look();
  }
}

/** A terminal with a person who reads and types; without one, streams as a pipe gives them. */
export class FakeTerminal extends Screen {
  readonly io: Io;
  readonly #keys: PassThrough;

  constructor(options: {
    readonly stateDir: string;
    readonly input?: boolean;
    readonly output?: boolean;
    readonly locale?: Locale;
  }) {
    super();
    const sink = (): Writable =>
      new Writable({
        decodeStrings: false,
        write: (text: string, _, done) => {
          this.add(text);
          done();
        },
      });
    this.#keys = new PassThrough();
    this.io = {
      stdin: Object.assign(this.#keys, { isTTY: options.input ?? true }),
      stdout: Object.assign(sink(), { isTTY: options.output ?? true }),
      stderr: sink(),
      env: { MCM_STATE_DIR: options.stateDir },
      cwd: options.stateDir,
      platform: 'linux',
      home: options.stateDir,
      program: '/opt/mcm/cli.js',
      user: 'ada',
      locale: options.locale ?? 'en',
    };
  }

  /** Runs a command here and gives its exit code. */
  run(command: (io: Io) => Promise<number>): Promise<number> {
    return command(this.io).finally(() => {
      this.end();
    });
  }

  type(line: string): void {
    this.press(`${line}\r`);
  }

  press(keys: string): void {
    this.#keys.write(keys);
  }

  /** The terminal's window is closed. */
  hangUp(): void {
    this.#keys.end();
  }
}
