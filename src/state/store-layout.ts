import { join } from 'node:path';
import { checkClosedDirectory, checkStateDirectory, ensureStateDirectory } from './directory.js';
import type { StateKey } from './store.js';

/** Safe in the name of a file anywhere; small letters only, because some file systems do not tell large from small. */
const NAME = /^[a-z0-9][a-z0-9-]{0,127}$/;
const VERSION = /^[0-9a-f]{32}$/;

/** What names one entry among all that ever were. */
export interface Named {
  readonly key: StateKey;
  readonly version: string;
}

/** Whether this can be the name part of a key. */
export const isName = (text: string): boolean => NAME.test(text);

/** The kind of a key. */
export const kindOf = (key: StateKey): string => partsOf(key)[0];

function partsOf(key: StateKey): readonly [string, string] {
  const [kind = '', name = '', ...more] = key.split('/');
  if (isName(kind) && isName(name) && more.length === 0) return [kind, name];
  throw new TypeError(`${JSON.stringify(key)} is no key of state.`);
}

/** Whether this can be a version. */
export const isVersion = (text: string): boolean => VERSION.test(text);

/** Where each thing of a file store lies; what is where, and why, is said in file-store.ts. */
export class StoreLayout {
  readonly values: string;
  readonly unfinished: string;
  readonly #shared: string;
  readonly #current: string;

  constructor(
    readonly stateDir: string,
    readonly uid: number | undefined,
  ) {
    this.#shared = join(stateDir, 'shared');
    this.#current = join(this.#shared, 'current');
    this.values = join(this.#shared, 'values');
    this.unfinished = join(this.#shared, 'unfinished');
  }

  /** The directory of all keys of a kind. */
  kind(kind: string): string {
    if (!isName(kind)) throw new TypeError(`${JSON.stringify(kind)} is no kind of state.`);
    return join(this.#current, kind);
  }

  /** The directory of one key. */
  key(key: StateKey): string {
    const [kind, name] = partsOf(key);
    return join(this.kind(kind), name);
  }

  /** What says that this entry is the one of its key. */
  mark({ key, version }: Named): string {
    return join(this.key(key), version);
  }

  value(version: string): string {
    return join(this.values, `${version}.json`);
  }

  /** A value that is being written. */
  unfinishedValue(version: string): string {
    return join(this.unfinished, `${version}.json`);
  }

  /** The directory of a key that is being made. */
  unfinishedKey(version: string): string {
    return join(this.unfinished, version);
  }

  /** Throws when one of the directories is not our own alone; false when none of this kind was ever kept. */
  async check(kind: string): Promise<boolean> {
    if (!(await checkStateDirectory(this.stateDir, this.uid))) return false;
    for (const directory of [this.#shared, this.#current, this.kind(kind)]) {
      if (!(await checkClosedDirectory(directory, this.uid))) return false;
    }
    // When it is the values that are missing, what is marked must be missed too.
    await checkClosedDirectory(this.values, this.uid);
    return true;
  }

  /** Makes what is missing of the directories, and throws where {@link check} does. */
  async ensure(kind: string): Promise<void> {
    await ensureStateDirectory(this.stateDir, this.uid);
    for (const directory of [this.#shared, this.#current, this.kind(kind), this.values, this.unfinished]) {
      if (await checkClosedDirectory(directory, this.uid)) continue;
      await ensureStateDirectory(directory, this.uid);
    }
  }
}
