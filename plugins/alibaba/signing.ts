import type { Secrets } from 'multi-cloud-manager/plugin';
import type { Credentials } from './config.js';

/** The values behind an account's secret references, for one request. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly token: string | undefined;
}

/** What is signed of a request. */
export interface Signable {
  readonly method: string;
  readonly pathname: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
}

/** What the SDK signs with. It reads no more of a request than {@link Signable} has. */
export interface Signer {
  getAuthorization(request: Signable, algorithm: string, payload: string, id: string, secret: string): string;
}

/** The SDK's own signature: the value of the Authorization header. */
export type Authorize = (...request: Parameters<Signer['getAuthorization']>) => string;

/** Resolves an account's key; a token from the environment is used only where it is set. */
export async function resolveKey(account: Credentials, secrets: Secrets, fresh = false): Promise<AccessKey> {
  const { securityToken, tokenRequired } = account;
  const wanted = securityToken !== undefined && (tokenRequired || secrets.has(securityToken));
  const [id, secret, token] = await Promise.all([
    secrets.resolve(account.accessKeyId, { fresh }),
    secrets.resolve(account.accessKeySecret, { fresh }),
    wanted ? secrets.resolve(securityToken, { fresh }) : undefined,
  ]);
  return { id, secret, token };
}

/** Whether nothing was renewed. */
export const sameKey = (one: AccessKey, other: AccessKey): boolean =>
  one.id === other.id && one.secret === other.secret && one.token === other.token;

const ALGORITHM = 'ACS3-HMAC-SHA256';
/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The headers of a request without body, as the SDK sends them. */
export function signedHeaders(
  call: {
    action: string;
    version: string;
    method: string;
    pathname: string;
    query: Readonly<Record<string, string>>;
  },
  host: string,
  key: AccessKey,
  { date, nonce }: { date: Date; nonce: string },
  authorize: Authorize,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    host,
    'x-acs-version': call.version,
    'x-acs-action': call.action,
    'x-acs-date': date.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': EMPTY,
    accept: 'application/json',
    'user-agent': 'multi-cloud-manager',
    ...(key.token !== undefined && { 'x-acs-accesskey-id': key.id, 'x-acs-security-token': key.token }),
  };
  const request = { method: call.method, pathname: call.pathname, query: { ...call.query }, headers };
  return { ...headers, authorization: authorize(request, ALGORITHM, EMPTY, key.id, key.secret) };
}
