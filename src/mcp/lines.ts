const NEWLINE = 0x0a;

/** A whole line without its newline, or the news that one is too long to be read. */
export type Line = Uint8Array | 'too long';

/**
 * Cuts a stream of bytes into lines. It holds at most one line of `maxBytes`: of a longer one it says so once, at the moment it
 * outgrows the limit, and skips the rest up to its newline.
 */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #size = 0;
  #skipping = false;

  constructor(private readonly maxBytes: number) {}

  /** The lines that end in this chunk. */
  *push(chunk: Uint8Array): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield* this.#keep(chunk.subarray(start, end));
      if (!this.#skipping) yield this.#take();
      this.#skipping = false;
      start = end + 1;
    }
    yield* this.#keep(chunk.subarray(start));
  }

  /** What came after the last newline, when the stream has ended. */
  *end(): Generator<Line> {
    if (this.#size > 0) yield this.#take();
  }

  *#keep(part: Uint8Array): Generator<Line> {
    if (this.#skipping || part.length === 0) return;
    this.#size += part.length;
    if (this.#size <= this.maxBytes) {
      this.#parts.push(part);
      return;
    }
    this.#take();
    this.#skipping = true;
    yield 'too long';
  }

  #take(): Uint8Array {
    const line = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    return line ?? new Uint8Array();
  }
}
