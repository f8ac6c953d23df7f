import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A stored question or approval, as a file owner sees it. */
export interface Stored {
  /** The directory that is the key, and the one of all keys of its kind. */
  readonly key: string;
  readonly kind: string;
  readonly version: string;
  /** The empty file that says which version is the one. */
  readonly mark: string;
  /** The file with the value, and the one of all values. */
  readonly value: string;
  readonly values: string;
  read(): Promise<Entry>;
  /** Writes over the value, as the same user. */
  write(entry: Entry): Promise<void>;
}

/** What is in a value's file, as far as it is forged here. */
export interface Entry extends Record<string, unknown> {
  readonly version: string;
  readonly value: {
    readonly status: string;
    readonly request: {
      readonly binding: { readonly reference: string; readonly seen: Readonly<Record<string, string>> };
    } & Record<string, unknown>;
  } & Record<string, unknown>;
}

/** Every stored entry of a kind. */
export async function storedIn(stateDir: string, kindName = 'approval'): Promise<readonly Stored[]> {
  const shared = join(stateDir, 'shared');
  const [kind, values] = [join(shared, 'current', kindName), join(shared, 'values')];
  return Promise.all(
    (await readdir(kind)).map(async (name): Promise<Stored> => {
      const key = join(kind, name);
      const [version = ''] = await readdir(key);
      const value = join(values, `${version}.json`);
      return {
        ...{ key, kind, version, value, values, mark: join(key, version) },
        read: async () => JSON.parse(await readFile(value, 'utf8')) as Entry,
        write: (entry) => writeFile(value, JSON.stringify(entry)),
      };
    }),
  );
}

/** The only one there is. */
export async function theStored(stateDir: string, kindName?: string): Promise<Stored> {
  const [only, ...others] = await storedIn(stateDir, kindName);
  if (!only || others.length > 0) throw new Error(`${String(others.length + 1)} entries`);
  return only;
}
