import { createHash, createHmac } from 'node:crypto';
import type { AnonymousRequest } from 'multi-cloud-manager/testing';

/** What an `authorization` header says: whose key, for which day, region and service, and the signature itself. */
export interface Signed {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Undefined for a request that is not signed with Signature Version 4. */
export function readSignature(request: AnonymousRequest): Signed | undefined {
  const found = AUTHORIZATION.exec(request.headers['authorization'] ?? '');
  if (!found) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', headers = '', signature = ''] = found;
  return { accessKeyId, date, region, service, signedHeaders: headers.split(';'), signature };
}

/**
 * Recomputes the signature with the secret, and the hash of the body.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isGenuine(request: AnonymousRequest, signed: Signed, secret: string): boolean {
  const bodyHash = sha256(textOf(request.body));
  if ((request.headers['x-amz-content-sha256'] ?? bodyHash) !== bodyHash) return false;
  if (!signed.signedHeaders.includes('host')) return false;
  const headers = signed.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  const query = Object.entries(request.query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const canonical = [
    request.method,
    request.path,
    query.join('&'),
    headers.join(''),
    signed.signedHeaders.join(';'),
    bodyHash,
  ].join('\n');
  const scope = [signed.date, signed.region, signed.service, 'aws4_request'];
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'] ?? '',
    scope.join('/'),
    sha256(canonical),
  ].join('\n');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part).digest(), `AWS4${secret}`);
  return hmac(key, toSign).digest('hex') === signed.signature;
}

/** The kit gives a JSON body parsed; SDKs write JSON as `JSON.stringify` does. */
function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8');
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
