import { createInterface, type Interface } from 'node:readline';
import { terminal } from '../../locale/en/terminal.js';
import { say, wordsIn } from '../../locale/words.js';
import { UsageError, type Io } from '../io.js';

/**
 * A person at a terminal, who is asked one thing at a time. What they type before a question is there does not count: whole lines
 * that were pasted together would otherwise answer questions that nobody has read.
 */
export class Person {
  #lines: Interface | undefined;
  #gone = false;
  #answer: ((line: string | undefined) => void) | undefined;

  private constructor(private readonly io: Io) {}

  /** Throws UsageError where stdin or stdout is no terminal: there a program would answer. */
  static at(io: Io, command: string): Person {
    if (io.stdin.isTTY === true && io.stdout.isTTY === true) return new Person(io);
    throw new UsageError(say(terminal, (words) => words.needsPerson(command)));
  }

  /** What the person is asked, in their language. */
  get words(): typeof terminal {
    return wordsIn(terminal, this.io.locale);
  }

  /** The line that they type; undefined when they press Ctrl-C or Ctrl-D, or their terminal is gone. */
  ask(question: string): Promise<string | undefined> {
    if (this.#gone) return Promise.resolve(undefined);
    const lines = (this.#lines ??= this.#open());
    lines.write(null, { ctrl: true, name: 'u' });
    return new Promise((resolve) => {
      this.#answer = resolve;
      lines.question(question, (line) => this.#settle(line));
    });
  }

  /** Gives the terminal back. */
  leave(): void {
    this.#lines?.close();
  }

  /** Without a history: an arrow key must not bring back what was typed. */
  #open(): Interface {
    const { stdin: input, stdout: output } = this.io;
    const lines = createInterface({ input, output, terminal: true, historySize: 0 });
    lines.once('close', () => {
      this.#gone = true;
      if (this.#answer) output.write('\n');
      this.#settle(undefined);
    });
    return lines;
  }

  #settle(line: string | undefined): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(line);
  }
}
