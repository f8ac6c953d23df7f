import { createHash, createHmac } from 'node:crypto';
import type { AnonymousRequest } from 'multi-cloud-manager/testing';

// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What an Authorization header says. */
export interface Claim {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an Authorization header of ACS3-HMAC-SHA256. */
export function readClaim(header: string): Claim | undefined {
  const [, keyId, headers, signature] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(header) ?? [];
  if (keyId === undefined || headers === undefined || signature === undefined) return undefined;
  return { keyId, signedHeaders: headers.split(';'), signature };
}

const MUST_BE_SIGNED = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
];

/** Whether everything that must be signed is, and the body is the one that was signed. */
export function isComplete({ headers, body }: AnonymousRequest, { signedHeaders }: Claim): boolean {
  const sent = Object.keys(headers).filter((name) => name.startsWith('x-acs-'));
  const covered = [...MUST_BE_SIGNED, ...sent].every((name) => signedHeaders.includes(name));
  return covered && headers['x-acs-content-sha256'] === sha256(typeof body === 'string' ? body : '');
}

/** The signature that the request should have. */
export function signatureOf(request: AnonymousRequest, { signedHeaders }: Claim, secret: string): string {
  const query = Object.keys(request.query)
    .sort()
    .map((name) => `${encode(name)}=${encode(request.query[name] ?? '')}`)
    .join('&');
  const headers = [...signedHeaders]
    .sort()
    .map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`);
  const canonical = [
    request.method,
    request.path,
    query,
    headers.join(''),
    signedHeaders.join(';'),
    request.headers['x-acs-content-sha256'],
  ].join('\n');
  return createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`, 'utf8')
    .digest('hex');
}
