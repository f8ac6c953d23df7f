/** What can be told of an error that the SDK threw, in plain values: its own object carries the request with its headers. */
export interface Failure {
  /** AWS's code such as `UnauthorizedOperation`, or the name of the error. */
  readonly name: string;
  /** Node's code such as `ECONNRESET`. */
  readonly code: string | undefined;
  readonly message: string;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Whether AWS itself said it; otherwise it happened on the way. */
  readonly said: boolean;
}

/** A code or an id as AWS makes them. Whatever else stands there may be anybody's text, and these reach people and models. */
const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : undefined;

/** Reads an error of the SDK. */
export function failureOf(error: unknown): Failure {
  const fields: Partial<Record<string, unknown>> = Object(error) as object;
  const metadata: Partial<Record<string, unknown>> = Object(fields['$metadata'] ?? {}) as object;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const status = metadata['httpStatusCode'];
  return {
    name: word(fields['name']) ?? (text(fields['name']) === undefined ? 'Error' : 'an unknown code'),
    code: word(fields['code']) ?? codeBelow(fields['cause']),
    message: text(fields['message']) ?? '',
    status: typeof status === 'number' ? status : undefined,
    requestId: word(metadata['requestId']),
    said: fields['$fault'] !== undefined && fields['name'] !== 'Unknown' && fields['name'] !== 'NotFound',
  };
}

function codeBelow(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? word(cause.code) : undefined;
}

const LONGEST = 500;

/**
 * A small copy for the log. What AWS says is left out: the sentence about a wrong signature quotes the whole request, that about
 * a missing permission is encoded. Of other messages the first line is enough: what follows may be what a program printed.
 */
export function cleanCause({ name, code, message, status, said }: Failure): Error {
  const [line = ''] = message.split('\n');
  // The mark tells the host where it was cut: a secret may have begun there.
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  const clean = new Error(said ? `${name}${status === undefined ? '' : ` (HTTP ${status})`}` : short);
  clean.name = name;
  clean.stack = `${name}: ${clean.message}`;
  return code === undefined ? clean : Object.assign(clean, { code });
}
