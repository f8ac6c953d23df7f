import type { UnreadableSource } from './found.js';

/** A name in a file of a cloud's own tool. */
export interface FoundName {
  readonly name: string;
  readonly file: string;
  /** The variable of the environment that says so, where one does. */
  readonly placedBy?: string | undefined;
}

/** The names that one tool keeps, and the files of it that cannot be read. */
export interface Source {
  readonly found: readonly FoundName[];
  readonly unreadable: readonly UnreadableSource[];
}
