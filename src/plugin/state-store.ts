/** A text that several processes share. */
export interface StateRecord {
  readonly key: string;
  readonly text: string;
  /** Names this text and no other that was or will be under this key. */
  readonly version: string;
}

/**
 * A place for what hosts on several machines share: which power action is under way, wrong confirmations, counters. The config names it in
 * `stateStore`. Keys are `kind/name` of lower-case letters, digits and hyphens, at most 100 letters long; texts are JSON of a few
 * hundred bytes. When entries expire and whose they are is written in the text and is the host's to judge.
 *
 * Each method has ten seconds, and rejects when the store cannot be reached: power actions are refused then. A change must be there for
 * every reader when the method resolves.
 */
export interface StateStore {
  readonly name: string;
  /** What is under the key, or undefined. Never older than the last change that ended before it was asked. */
  get(key: string): Promise<StateRecord | undefined>;
  /** Everything of one kind: the keys that begin with `kind/`. In any order. */
  list(kind: string): Promise<readonly StateRecord[]>;
  /**
   * Writes the text if the key has this version, or nothing where none is given; in one step, whoever else writes. Gives the new version,
   * or undefined when it was not so and nothing was written. After `keepUntil` the store may forget the text.
   */
  put(
    key: string,
    text: string,
    options: { readonly over?: string; readonly keepUntil?: Date },
  ): Promise<string | undefined>;
  /** Removes what is under the key if it has this version, in one step; false when it was not so. */
  remove(key: string, version: string): Promise<boolean>;
}
