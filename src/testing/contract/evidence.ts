import { McmError, type ErrorCode } from 'multi-cloud-manager/plugin';

/** What a call came to: what it gave, or the code it failed with. */
export interface Outcome<T> {
  readonly value: T | undefined;
  readonly code: ErrorCode | 'not an McmError' | undefined;
  /** Everything in the result or the error with its causes, as text. */
  readonly text: string;
}

/** Runs a call and keeps what came of it. */
export async function outcomeOf<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    const value = await call();
    return { value, code: undefined, text: everything(value) };
  } catch (error) {
    const code = McmError.is(error) ? error.code : 'not an McmError';
    return { value: undefined, code, text: everything(error) };
  }
}

/** The secrets that appear in a text. */
export function leaked(text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => text.includes(secret));
}

/** Every text in a value, also where JSON does not look: messages, stacks, causes, hidden and symbol properties, maps, bytes. */
function everything(value: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each === 'string') texts.push(each);
    if (typeof each !== 'object' || each === null || seen.has(each)) continue;
    seen.add(each);
    if (each instanceof Uint8Array) texts.push(Buffer.from(each).toString('utf8'));
    else if (each instanceof Map) open.push(...each.keys(), ...each.values());
    else if (each instanceof Set) open.push(...each);
    else open.push(...parts(each));
  }
  return texts.join('\n');
}

function parts(object: object): readonly unknown[] {
  return Reflect.ownKeys(object).flatMap((key) => {
    try {
      return [String(key), Reflect.get(object, key) as unknown];
    } catch {
      // A getter that throws shows nothing.
      return [];
    }
  });
}
