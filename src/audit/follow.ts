import { messageOf } from './fault.js';
import type { TrailFiles } from './files.js';
import { splitLines } from './lines.js';
import { recordsIn, type Trail } from './read.js';
import { byTime, type TrailRecord } from './record.js';

/** Reads a trail bit by bit as it grows. */
export class Follower {
  readonly #seen = new Map<string, number>();

  constructor(private readonly files: TrailFiles) {}

  /** What came since the last time; at first, everything. What cannot be read now is tried again the next time. */
  async next(): Promise<Trail> {
    const records: TrailRecord[] = [];
    const problems: string[] = [];
    for (const name of await this.files.segments()) {
      try {
        for (const record of await this.#added(name)) records.push(record);
      } catch (error) {
        problems.push(messageOf(error));
      }
    }
    return { records: records.sort(byTime), problems };
  }

  async #added(name: string): Promise<readonly TrailRecord[]> {
    const size = await this.files.size(name);
    // It is shorter than before where what could not be written in full was taken back.
    const from = Math.min(this.#seen.get(name) ?? 0, size);
    const bytes = size > from ? await this.files.read(name, { from }) : Buffer.alloc(0);
    // A line that is still being written is read again when it is whole.
    this.#seen.set(name, from + bytes.length - splitLines(bytes).rest.length);
    return recordsIn(bytes).found;
  }
}
