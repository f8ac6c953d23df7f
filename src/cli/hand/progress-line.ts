import type { Io } from '../io.js';

/** How far a call is: one line that changes on a terminal, a line for each step where it is kept in a file. */
export class ProgressLine {
  #shown = false;

  constructor(private readonly stderr: Io['stderr']) {}

  say(message: string): void {
    if (this.stderr.isTTY !== true) {
      this.stderr.write(`${message}\n`);
      return;
    }
    // It must not wrap: only its last line would be taken away again.
    const width = Math.max(20, (this.stderr.columns ?? 80) - 1);
    this.stderr.write(`\r\u001b[K${Array.from(message).slice(0, width).join('')}`);
    this.#shown = true;
  }

  /** Takes the line away, so that what follows stands alone. */
  clear(): void {
    if (this.#shown) this.stderr.write('\r\u001b[K');
    this.#shown = false;
  }
}
