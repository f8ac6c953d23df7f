import type { HttpFailure, Text } from 'multi-cloud-manager/plugin';
import { codeOf } from './cause.js';

/** A failure with what only the host needs to know of it. */
export interface Failed {
  readonly failure: HttpFailure;
  /** Node's code of the error, or a few words on what was unreadable. */
  readonly note?: Text;
  /** Whether another try may help a read. */
  readonly transient: boolean;
  /** Whether the request may have arrived. */
  readonly reached: boolean;
  readonly cause?: Error;
}

const RETRIED_STATUSES = new Set([429, 500, 502, 503, 504]);
/** Whether another try may help a read that was answered like this. */
export const isTransientStatus = (status: number): boolean => RETRIED_STATUSES.has(status);

const TLS_CODES =
  /^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|ERROR_IN_CERT|PATH_LENGTH_|INVALID_PURPOSE|AKID_)/;

/** Which kind of failure an error of the network is, and whether a read may be tried again. */
export function classify(error: unknown): { kind: HttpFailure['kind']; transient: boolean } {
  const code = codeOf(error) ?? '';
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return { kind: 'timeout', transient: true };
  if (name === 'ReadError') return { kind: 'unreadable', transient: true };
  if (code === 'ENOTFOUND' || code.startsWith('EAI_'))
    return { kind: 'dns', transient: code === 'EAI_AGAIN' };
  if (TLS_CODES.test(code)) return { kind: 'tls', transient: false };
  if (code.startsWith('HPE_')) return { kind: 'unreadable', transient: true };
  return { kind: 'connection', transient: code === 'ECONNRESET' || code === 'EPIPE' };
}

/** Seconds of a `retry-after` header, which is a number or a date. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}
