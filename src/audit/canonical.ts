import { hash } from 'node:crypto';

/**
 * The one way a JSON value is written: keys sorted by code unit, no whitespace, well-formed strings, and nothing but JSON.
 * What JSON does not know is left out (`null` in a list), as `JSON.stringify` does; a bigint throws.
 * `canonical(JSON.parse(canonical(value))) === canonical(value)` for every value.
 */
export function canonical(value: unknown): string {
  return written(value) ?? 'null';
}

/** The canonical form of an object, and the SHA-256 (hex) over that of the same object without its `hash`. */
export function sealed(value: object): { readonly text: string; readonly hash: string } {
  const members = membersOf(value);
  const open = members.filter((member) => !member.startsWith('"hash":'));
  return { text: `{${members.join()}}`, hash: sha256(`{${open.join()}}`) };
}

/**
 * The canonical form of an object whose member `name` is the SHA-256 over the canonical form without it, whatever it is now. The name is
 * a plain word, and so is every key of the object itself.
 */
export function signed(value: object, name: string): { readonly text: string; readonly hash: string } {
  const key = `"${name}":`;
  const members = membersOf(value).filter((member) => !member.startsWith(key));
  const behind = members.filter((member) => member > key);
  const before = members.slice(0, members.length - behind.length);
  const digest = sha256(`{${members.join()}}`);
  return { text: `{${[...before, `${key}"${digest}"`, ...behind].join()}}`, hash: digest };
}

/** SHA-256 in hex. */
export const sha256 = (text: string): string => hash('sha256', text);

function written(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${membersOf(value).join()}}`;
}

function membersOf(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (!keys.every(isWellFormed)) return repaired(value, keys);
  const members: string[] = [];
  for (const key of keys.sort()) {
    const text = written(Reflect.get(value, key));
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return members;
}

const isWellFormed = (key: string): boolean => key.isWellFormed();

/** Keys that only differ in what is not well-formed are one key: whoever reads them back sees one. */
function repaired(value: object, keys: readonly string[]): readonly string[] {
  const members = new Map<string, string>();
  for (const key of keys.toSorted(byCodeUnits)) {
    const text = written(Reflect.get(value, key));
    if (text !== undefined) members.set(key.toWellFormed(), text);
  }
  return [...members].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
}

/** As they are written, not as they are. */
function byCodeUnits(a: string, b: string): number {
  const [first, second] = [a.toWellFormed(), b.toWellFormed()];
  return first < second ? -1 : first > second ? 1 : 0;
}
