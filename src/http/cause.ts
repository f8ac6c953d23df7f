const URLS = /\b(https?:\/\/)(?:[^\s/@"']*@)?([^\s/?#"']+)([^\s?#"']*)[^\s"']*/g;

/**
 * A small copy of an error for the log: name, code and message alone. An HTTP library's own error carries the request's
 * headers, and its message may quote a URL with its query.
 */
export function cleanCause(error: unknown, secrets: Iterable<string>): Error {
  const original = error instanceof Error ? error : new Error(String(error));
  let message = original.message.replace(URLS, '$1$2$3');
  for (const secret of secrets) message = message.replaceAll(secret, '[redacted]');
  const clean = new Error(message);
  clean.name = original.name;
  clean.stack = `${clean.name}: ${message}`;
  const code = codeOf(original);
  return code === undefined ? clean : Object.assign(clean, { code });
}

/** Node's code of an error, such as `ECONNRESET`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
