import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { ConfigError, errorCode } from '../config/error.js';
import { unusableState } from './directory.js';
import { isExpired } from './expiry.js';
import { markFirst, markNext, markedVersion, unmark } from './mark.js';
import { ownerIsGone, thisProcess } from './owner.js';
import { isName, kindOf, StoreLayout } from './store-layout.js';
import { readStored, writeStored } from './stored-entry.js';
import type { Lifetime, Owner, StateEntry, StateKey, StateStore } from './store.js';
import { sweep } from './sweep.js';
import { TRIES } from './tries.js';
import { state as words } from '../locale/en/state.js';
import { say } from '../locale/words.js';

const HOUR_MS = 3_600_000;

/** What a {@link FileStore} is made of. */
export interface FileStoreOptions {
  readonly stateDir: string;
  readonly clock: Clock;
  /** Id of the host: the owner of what is written. It is read when something is. */
  readonly host: string;
  /** Whom the files must belong to. Default: the user of this process. */
  readonly uid?: number;
}

/**
 * The embedded store: files in the state directory, shared by the processes of one machine, without a lock.
 *
 *     shared/current/<kind>/<name>/<version>   the mark: an empty file that says which version of a key is the one
 *     shared/values/<version>.json             an entry, written once and never changed
 *     shared/unfinished/                       what is being written
 *
 * **Invariant: a key is a directory with exactly one mark, and every change of it is one system call that can succeed for one
 * caller only.** A key is made by renaming a finished directory, with the mark inside, to its name; that fails where a key is.
 * Its entry is changed by renaming the old mark to the new one, and removed by removing the mark; both fail when the old mark is
 * gone. A version is a random number used once, so a mark never comes back: whoever acts late on what was read long ago finds
 * nothing to act on, whatever was cleaned away in between.
 *
 * A value is on disk before its mark, and goes after it. So a crash leaves the old entry or the new one, and perhaps a value that
 * no mark names; once its owner is gone no mark ever will, and the next sweep removes it. A value without a mark is no entry. A
 * mark without a value, and whatever mcm did not put there, is refused by name.
 */
export class FileStore implements StateStore {
  readonly #layout: StoreLayout;
  readonly #clock: Clock;
  readonly #options: FileStoreOptions;
  #self: Promise<Owner> | undefined;
  #sweptAt = 0;

  /** Touches nothing yet. */
  constructor(options: FileStoreOptions) {
    this.#layout = new StoreLayout(options.stateDir, options.uid ?? process.getuid?.());
    this.#clock = options.clock;
    this.#options = options;
  }

  get(key: StateKey): Promise<StateEntry | undefined> {
    return this.#usable(async () => {
      const entry = await this.#read(key);
      return entry === undefined || isExpired(entry, this.#clock.now()) ? undefined : entry;
    });
  }

  list(kind: string): Promise<readonly StateEntry[]> {
    return this.#usable(async () => {
      const directory = this.#layout.kind(kind);
      if (!(await this.#layout.check(kind))) return [];
      const entries: StateEntry[] = [];
      for (const name of await readdir(directory)) {
        if (!isName(name)) throw new ConfigError(say(words, (state) => state.notMade(join(directory, name))));
        const entry = await this.#read(`${kind}/${name}`);
        if (entry !== undefined && !isExpired(entry, this.#clock.now())) entries.push(entry);
      }
      return entries.sort(
        (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.key < b.key ? -1 : 1),
      );
    });
  }

  putIfAbsent(key: StateKey, value: unknown, lifetime: Lifetime = {}): Promise<StateEntry | undefined> {
    return this.#usable(async () => {
      for (let tried = 0; tried < TRIES; tried++) {
        const old = await this.#read(key);
        if (old !== undefined && !isExpired(old, this.#clock.now())) return undefined;
        const entry = await this.#write(key, value, lifetime);
        if (await this.#place(entry, old)) return entry;
      }
      throw new ConfigError(say(words, (state) => state.directoryNotMade(this.#layout.key(key))));
    });
  }

  compareAndSet(old: StateEntry, value: unknown, lifetime: Lifetime = {}): Promise<StateEntry | undefined> {
    return this.#usable(async () => {
      if (!(await this.#isCurrent(old))) return undefined;
      const entry = await this.#write(old.key, value, lifetime);
      return (await this.#place(entry, old)) ? entry : undefined;
    });
  }

  delete(old: StateEntry): Promise<boolean> {
    return this.#usable(async () => {
      if (!(await this.#isCurrent(old)) || !(await unmark(this.#layout, old))) return false;
      await this.#discard(old);
      return true;
    });
  }

  isGone(owner: Owner): Promise<boolean> {
    return this.#owner().then((self) => ownerIsGone(owner, self));
  }

  #owner(): Promise<Owner> {
    return (this.#self ??= thisProcess(this.#options.host));
  }

  /** The entry of a key, expired or not. */
  async #read(key: StateKey): Promise<StateEntry | undefined> {
    let missing: string | undefined;
    for (let tried = 0; tried < TRIES; tried++) {
      const version = await this.#marked(key);
      if (version === undefined) return undefined;
      // A value goes only after its mark, and no mark comes back: when it is still there, the value is lost.
      if (version === missing) break;
      const entry = await readStored(this.#layout, version);
      if (entry?.key === key) return entry;
      if (entry !== undefined) break;
      missing = version;
    }
    throw new ConfigError(say(words, (state) => state.entryGone(this.#layout.key(key))));
  }

  async #marked(key: StateKey): Promise<string | undefined> {
    return (await this.#layout.check(kindOf(key))) ? markedVersion(this.#layout, key) : undefined;
  }

  async #isCurrent(entry: StateEntry): Promise<boolean> {
    if (isExpired(entry, this.#clock.now())) return false;
    return (await this.#marked(entry.key)) === entry.version;
  }

  async #write(key: StateKey, value: unknown, { ttlMs }: Lifetime): Promise<StateEntry> {
    await this.#layout.ensure(kindOf(key));
    const createdAt = this.#clock.now();
    return writeStored(this.#layout, {
      key,
      value,
      owner: await this.#owner(),
      version: randomBytes(16).toString('hex'),
      createdAt,
      ...(ttlMs === undefined ? {} : { expiresAt: new Date(createdAt.getTime() + ttlMs) }),
    });
  }

  /** Makes `entry` the one of its key; false when someone was quicker. */
  async #place(entry: StateEntry, old: StateEntry | undefined): Promise<boolean> {
    const layout = this.#layout;
    const placed = await (old === undefined ? markFirst(layout, entry) : markNext(layout, old, entry));
    if (!placed) {
      await this.#discard(entry);
      return false;
    }
    if (old !== undefined) await this.#discard(old);
    await this.#tidy();
    return true;
  }

  // What was done stands, whether or not something can be cleaned up after it.

  async #discard(entry: StateEntry): Promise<void> {
    await rm(this.#layout.value(entry.version), { force: true }).catch(() => undefined);
  }

  async #tidy(): Promise<void> {
    const now = this.#clock.now();
    if (Math.abs(now.getTime() - this.#sweptAt) < HOUR_MS) return;
    this.#sweptAt = now.getTime();
    const isGone = (owner: Owner) => this.isGone(owner);
    await sweep({ layout: this.#layout, now, isGone }).catch(() => undefined);
  }

  async #usable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw errorCode(error) === undefined ? error : unusableState(this.#layout.stateDir, error);
    }
  }
}
