/** The place of a port that a plugin fills: what stands on it is made before the plugins have loaded. */
export class Slot<T> {
  #filled: T | undefined;

  fill(port: T): void {
    this.#filled = port;
  }

  /** What fills it; throws before the plugins have loaded. */
  get(): T {
    if (this.#filled === undefined) throw new Error('the plugins have not loaded yet');
    return this.#filled;
  }

  /** What fills it, if they have. */
  peek(): T | undefined {
    return this.#filled;
  }
}
