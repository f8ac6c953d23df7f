// Not `instanceof`: what is thrown may come from another realm, where `Error` is another class.
const property = (error: unknown, key: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  const message = property(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

/** Whether an error of Node.js has this code, e.g. `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean => property(error, 'code') === code;
