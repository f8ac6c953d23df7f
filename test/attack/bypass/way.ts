import type { Bench } from './bench.js';

/** One way to try to reach a power request without due confirmation. It is one step away from what would be sent. */
export interface Way {
  readonly name: string;
  /** How many power requests it ends in that were confirmed as they should be. Default: none. */
  readonly due?: number;
  /** Goes it, and holds the answers against what they should be. */
  go(bench: Bench): Promise<void>;
}

/** A group of ways. */
export interface Group {
  readonly name: string;
  readonly ways: readonly Way[];
}
