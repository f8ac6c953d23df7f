import type { Fault } from './fault.js';

/** One request as the simulator saw it. */
export interface JournalEntry {
  /** The simulator's time. */
  readonly at: Date;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed where it was JSON, else the text; undefined where there was none. */
  readonly body: unknown;
  /** Lower-case names; credentials are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the credentials were right. */
  readonly authorized: boolean;
  /** Undefined while unanswered, and for ever after a reset. */
  readonly status: number | undefined;
  /** The fault that hit it. */
  readonly fault: Fault['kind'] | undefined;
  /** The client went away before it had the whole answer. */
  readonly abandoned: boolean;
}

/** What a simulator was asked, oldest first. An entry that is still open changes when its answer is on its way. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Everything that is not a read. */
  mutations(): readonly JournalEntry[];
  /** Forgets what was asked so far. */
  clear(): void;
  /** Resolves as soon as an entry fits, at once if one does already. It waits for ever if none comes. */
  until(fits: (entry: JournalEntry) => boolean): Promise<JournalEntry>;
}

/** The journal as the simulator itself writes it. */
export class WrittenJournal implements Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(private readonly mutates: (entry: JournalEntry) => boolean) {}

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  mutations(): readonly JournalEntry[] {
    return this.#entries.filter((entry) => this.mutates(entry));
  }

  clear(): void {
    this.#entries.length = 0;
  }

  until(fits: (entry: JournalEntry) => boolean): Promise<JournalEntry> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#entries.find(fits);
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Adds an entry and returns the way to complete it later. */
  add(entry: JournalEntry): (change: Partial<JournalEntry>) => void {
    const written = { ...entry };
    this.#entries.push(written);
    this.#tell();
    return (change) => {
      Object.assign(written, change);
      this.#tell();
    };
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look();
  }
}
