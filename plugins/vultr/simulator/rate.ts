/** Counts requests as Vultr does: by address, and here everything comes from one. */
export class RateLimit {
  #starts: number[] = [];

  constructor(private readonly perSecond: number) {}

  /** Whether a request at this time is one too many. */
  exceeded(at: Date): boolean {
    const since = at.getTime() - 1000;
    this.#starts = this.#starts.filter((start) => start > since);
    if (this.#starts.length >= this.perSecond) return true;
    this.#starts.push(at.getTime());
    return false;
  }
}
