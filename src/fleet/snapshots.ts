import {
  McmError,
  type Clock,
  type Ids,
  type Incomplete,
  type Instance,
  type Withheld,
} from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';

/** A finished listing that is handed out in parts. */
export interface Snapshot {
  readonly instances: readonly Instance[];
  readonly incomplete: readonly Incomplete[];
  readonly withheld?: Withheld;
}

const KEEP_MS = 10 * 60_000;
const KEEP_MOST = 8;

/** Listings that are longer than one answer. A cursor is a position in one of them, so nothing is skipped or told twice. */
export class Snapshots {
  readonly #kept = new Map<string, Snapshot & { readonly until: number; readonly query: string }>();

  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  keep(snapshot: Snapshot, query: string): string {
    const id = this.ids.next();
    this.#kept.set(id, { ...snapshot, query, until: this.clock.now().getTime() + KEEP_MS });
    for (const [key, kept] of this.#kept)
      if (this.#kept.size > KEEP_MOST || kept.until < this.clock.now().getTime()) this.#kept.delete(key);
    return id;
  }

  /** The listing and position that a cursor names; a cursor of another query or from elsewhere is refused. */
  at(cursor: string, query: string): { snapshot: Snapshot; id: string; offset: number } {
    const [id = '', position = ''] = cursor.split(':');
    const kept = this.#kept.get(id);
    if (kept?.query !== query || !/^\d+$/.test(position) || kept.until < this.clock.now().getTime())
      throw new McmError(
        'VALIDATION_FAILED',
        say(fleet, (words) => words.staleCursor),
      );
    return { snapshot: kept, id, offset: Number(position) };
  }
}
