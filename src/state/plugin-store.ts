import type { Clock, StateRecord, StateStore as StatePort } from 'multi-cloud-manager/plugin';
import { entryOfVersion, entryText } from './entry-text.js';
import { isExpired } from './expiry.js';
import { ownerIsGone, thisProcess } from './owner.js';
import { isName, kindOf } from './store-layout.js';
import type { Lifetime, Owner, StateEntry, StateKey, StateStore } from './store.js';
import { TRIES } from './tries.js';
import { tooMany } from './update.js';

/** What a {@link PluginStore} is made of. */
export interface PluginStoreOptions {
  readonly port: StatePort;
  readonly clock: Clock;
  /** Id of the host: the owner of what is written. It is read when something is. */
  readonly host: string;
}

/** Shared state in the store of a plugin, which keeps texts; whose an entry is and until when it counts is judged here. */
export class PluginStore implements StateStore {
  readonly #options: PluginStoreOptions;
  #self: Promise<Owner> | undefined;

  constructor(options: PluginStoreOptions) {
    this.#options = options;
  }

  async get(key: StateKey): Promise<StateEntry | undefined> {
    const entry = await this.#read(key);
    return entry === undefined || this.#isExpired(entry) ? undefined : entry;
  }

  async list(kind: string): Promise<readonly StateEntry[]> {
    if (!isName(kind)) throw new TypeError(`${JSON.stringify(kind)} is no kind of state.`);
    const records = await this.#options.port.list(kind);
    return records
      .filter(({ key }) => key.startsWith(`${kind}/`))
      .map((record) => this.#entry(record))
      .filter((entry) => !this.#isExpired(entry))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.key < b.key ? -1 : 1));
  }

  async putIfAbsent(key: StateKey, value: unknown, lifetime?: Lifetime): Promise<StateEntry | undefined> {
    for (let tried = 0; tried < TRIES; tried++) {
      const old = await this.#read(key);
      if (old !== undefined && !this.#isExpired(old)) return undefined;
      const written = await this.#write(key, value, lifetime, old);
      // Where someone else was quicker the next look shows what is there now.
      if (written !== undefined) return written;
    }
    throw tooMany();
  }

  async compareAndSet(old: StateEntry, value: unknown, lifetime?: Lifetime): Promise<StateEntry | undefined> {
    return this.#isExpired(old) ? undefined : this.#write(old.key, value, lifetime, old);
  }

  async delete(old: StateEntry): Promise<boolean> {
    return !this.#isExpired(old) && (await this.#options.port.remove(old.key, old.version));
  }

  async isGone(owner: Owner): Promise<boolean> {
    return ownerIsGone(owner, await this.#owner());
  }

  async #read(key: StateKey): Promise<StateEntry | undefined> {
    kindOf(key);
    const record = await this.#options.port.get(key);
    if (record === undefined) return undefined;
    const entry = this.#entry(record);
    if (entry.key === key) return entry;
    throw foreign(key);
  }

  async #write(
    key: StateKey,
    value: unknown,
    { ttlMs }: Lifetime = {},
    old: StateEntry | undefined,
  ): Promise<StateEntry | undefined> {
    const createdAt = this.#options.clock.now();
    const keepUntil = ttlMs === undefined ? undefined : new Date(createdAt.getTime() + ttlMs);
    const owner = await this.#owner();
    const text = entryText({ key, value, owner, createdAt, ...(keepUntil && { expiresAt: keepUntil }) });
    const version = await this.#options.port.put(key, text, {
      ...(old && { over: old.version }),
      ...(keepUntil && { keepUntil }),
    });
    return version === undefined ? undefined : entryOfVersion(text, version);
  }

  #entry({ key, text, version }: StateRecord): StateEntry {
    try {
      const entry = entryOfVersion(text, version);
      if (entry.key === key) return entry;
    } catch (error) {
      throw foreign(key, error);
    }
    throw foreign(key);
  }

  #isExpired(entry: StateEntry): boolean {
    return isExpired(entry, this.#options.clock.now());
  }

  #owner(): Promise<Owner> {
    return (this.#self ??= thisProcess(this.#options.host));
  }
}

const foreign = (key: string, cause?: unknown): Error =>
  new Error(`The state store does not hold under ${key} what mcm writes there. Remove it.`, { cause });
