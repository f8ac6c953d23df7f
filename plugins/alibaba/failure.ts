import type { IncomingHttpHeaders } from 'node:http';
import type { Text } from 'multi-cloud-manager/plugin';
import type { Exchange } from './exchange.js';
import { say } from './words.js';

/** How a request to ECS failed, before it has words. */
export interface Failure {
  /** `refused`: ECS's own error object; `status`: an error answer of somebody else. */
  readonly kind: 'refused' | 'status' | 'timeout' | 'dns' | 'connection' | 'tls' | 'unreadable';
  /** The API's action, e.g. `DescribeInstances`. */
  readonly action: string;
  /** The host that was asked. */
  readonly host: string;
  readonly status?: number;
  /** ECS's error code. */
  readonly code?: string;
  readonly requestId?: string;
  /** Seconds that the cloud asks to wait. */
  readonly retryAfterSeconds?: number;
  /** Node's code of the error, or a few words on what was unreadable. */
  readonly note?: Text;
  /** Whether the request may have arrived. */
  readonly reached: boolean;
  readonly cause?: Error;
}

type Asked = Pick<Failure, 'action' | 'host'>;

/** The answer's JSON object, or how the request failed. */
export function readExchange(
  exchange: Exclude<Exchange, { kind: 'aborted' }>,
  asked: Asked,
  secrets: readonly string[],
): { readonly body: Readonly<Record<string, unknown>>; readonly status: number } | Failure {
  switch (exchange.kind) {
    case 'timeout':
      return { ...asked, kind: 'timeout', reached: exchange.reached };
    case 'oversize':
      return { ...asked, kind: 'unreadable', note: say((words) => words.tooLarge), reached: true };
    case 'cut':
      return { ...asked, kind: 'unreadable', note: say((words) => words.brokeOff), reached: true };
    case 'broken':
      return broken(exchange.error, exchange.reached, asked, secrets);
    case 'answer':
      break;
  }
  const { status, headers } = exchange;
  const body = parse(exchange.body);
  const named = requestIdIn(body, headers);
  if (status >= 200 && status < 300)
    return body
      ? { body, status }
      : {
          ...asked,
          kind: 'unreadable',
          status,
          note: say((words) => words.noObject),
          reached: true,
          ...named,
        };
  const code = body?.['Code'];
  const seconds = retryAfter(headers);
  const known = {
    ...asked,
    status,
    reached: true,
    ...named,
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  };
  if (body === undefined || typeof code !== 'string') return { ...known, kind: 'status' };
  const { Message: message } = body;
  const cause = new Error(clean(`${code}: ${typeof message === 'string' ? message : ''}`, secrets));
  cause.name = 'EcsError';
  cause.stack = `${cause.name}: ${cause.message}`;
  return {
    ...known,
    kind: 'refused',
    code: /^[\w.-]{1,100}$/.test(code) ? code : 'unreadable code',
    cause,
  };
}

/** ECS names the request in its answers; the gateway before it does so in a header. */
function requestIdIn(
  body: Readonly<Record<string, unknown>> | undefined,
  headers: IncomingHttpHeaders,
): { readonly requestId?: string } {
  const id = [body?.['RequestId'], headers['x-acs-request-id']].find(
    (each): each is string => typeof each === 'string' && /^[\w-]{1,64}$/.test(each),
  );
  return id === undefined ? {} : { requestId: id };
}

/** Whether it is a failure, not an answer. */
export const isFailure = (result: object): result is Failure => 'reached' in result;

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const TLS_CODES =
  /^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

function broken(error: Error, reached: boolean, asked: Asked, secrets: readonly string[]): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause = new Error(clean(error.message, secrets));
  cause.stack = `${cause.name}: ${cause.message}`;
  const known = { ...asked, reached, cause, ...(code !== undefined && { note: code }) };
  if (code === 'ETIMEDOUT') return { ...known, kind: 'timeout' };
  if (code === 'ENOTFOUND' || code?.startsWith('EAI_')) return { ...known, kind: 'dns' };
  if (code !== undefined && TLS_CODES.test(code)) return { ...known, kind: 'tls' };
  if (code?.startsWith('HPE_')) return { ...known, kind: 'unreadable', note: say((words) => words.noHttp) };
  return { ...known, kind: 'connection' };
}

/** The API asks for milliseconds in a header of its own; a proxy before it may ask in seconds. */
function retryAfter(headers: IncomingHttpHeaders): number | undefined {
  const [own, usual] = [headers['x-acs-retry-after'], headers['retry-after']];
  if (typeof own === 'string' && /^\d{1,9}$/.test(own)) return Math.ceil(Number(own) / 1000);
  return usual !== undefined && /^\d{1,9}$/.test(usual) ? Number(usual) : undefined;
}

const LONGEST = 500;

/** The API quotes what it was sent in some of its messages, the signed headers too. The mark tells the host where it was cut. */
function clean(message: string, secrets: readonly string[]): string {
  const text = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), message);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
