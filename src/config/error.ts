import { SaidError } from '../locale/said-error.js';

/** The start cannot go on: a config, an env file or a directory is missing or wrong. The message is complete. */
export class ConfigError extends SaidError {
  override readonly name = 'ConfigError';
}

// Not `instanceof`: what is thrown may come from another realm, where `Error` is another class.
function property(error: unknown, key: 'code' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

/** The `code` of a Node.js error, e.g. `ENOENT`. */
export const errorCode = (error: unknown): string | undefined => property(error, 'code');

/** The message of whatever was thrown. */
export const errorMessage = (error: unknown): string => property(error, 'message') ?? String(error);
