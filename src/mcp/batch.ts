/** Says the answer to one message; called exactly once a message, with undefined where there is nothing to say. */
export type Reply = (text: string | undefined) => Promise<void>;

/** Collects the answers to the messages of one batch and writes them as one array when the last is in. */
export class Batch {
  readonly #answers: string[] = [];
  #missing: number;

  constructor(
    size: number,
    private readonly write: Reply,
  ) {
    this.#missing = size;
  }

  /** Takes the answer to one message, or undefined where it has none. A batch of notifications is answered with silence. */
  readonly reply: Reply = (text) => {
    if (text !== undefined) this.#answers.push(text);
    this.#missing -= 1;
    if (this.#missing > 0 || this.#answers.length === 0) return Promise.resolve();
    return this.write(`[${this.#answers.join(',')}]`);
  };
}
