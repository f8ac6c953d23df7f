/** Who wrote an entry: one host in one process on one machine. */
export interface Owner {
  /** Of the host; two hosts of one process differ in it. */
  readonly host: string;
  readonly machine: string;
  readonly pid: number;
  /** When the process started, in the machine's own measure, so that a reused pid is told apart; where the machine says it. */
  readonly started?: string;
  /** Which run of the machine, where it says so: after a restart every process of the run before is gone. */
  readonly boot?: string;
  /** The pid namespace, where there are such: pids of another one cannot be looked up from here. */
  readonly pids?: string;
}

/** `kind/name`: what it is for, and a name that is safe in a file name or a database column. Made by {@link stateKey}. */
export type StateKey = `${string}/${string}`;

/** One value that several processes share. */
export interface StateEntry {
  readonly key: StateKey;
  /** JSON. */
  readonly value: unknown;
  readonly owner: Owner;
  /** Names this value and no other that was or will be under this key. */
  readonly version: string;
  readonly createdAt: Date;
  /** From then on the entry is not there any more. */
  readonly expiresAt?: Date;
}

/** How long an entry lives. A lease has no time to live: it is stale only when its owner is gone. */
export interface Lifetime {
  readonly ttlMs?: number;
}

/**
 * The state that several processes share: locks, approvals, lockouts, counters. Nothing else touches what is behind it.
 * Small enough to lie over one table of a database: every change is conditional, every entry has an owner and may have a time to live.
 * Each method rejects when the store cannot be used; callers then refuse what they were asked.
 */
export interface StateStore {
  /** The entry, or undefined when there is none or it has expired. */
  get(key: StateKey): Promise<StateEntry | undefined>;
  /** The entries of one kind, oldest first. */
  list(kind: string): Promise<readonly StateEntry[]>;
  /** Writes the entry; undefined when there is one already, which stays. */
  putIfAbsent(key: StateKey, value: unknown, lifetime?: Lifetime): Promise<StateEntry | undefined>;
  /** Writes over exactly this entry; undefined when it is not there any more, or not in this version. */
  compareAndSet(old: StateEntry, value: unknown, lifetime?: Lifetime): Promise<StateEntry | undefined>;
  /** Removes exactly this entry; false when it is not there any more, or not in this version. */
  delete(old: StateEntry): Promise<boolean>;
  /** Whether the owner of an entry is certainly gone. Who cannot be looked up is not. */
  isGone(owner: Owner): Promise<boolean>;
}
