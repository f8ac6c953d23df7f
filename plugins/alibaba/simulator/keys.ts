import type { AnonymousRequest, SimulatorReply } from 'multi-cloud-manager/testing';
import type { SimulatedAccount } from './account.js';
import { refuse } from './replies.js';
import { isComplete, readClaim, signatureOf } from './signature.js';

/** An access key and what it may do: everything, everything that reads, or these actions, e.g. `DescribeInstances`. */
export interface SimulatedKey {
  readonly secret: string;
  /** A key from STS works only together with its token. */
  readonly token?: string;
  /** When the token ends. Default: never. */
  readonly expiresAt?: Date;
  /** Default: `all`. */
  readonly may?: 'all' | 'read' | readonly string[];
  readonly disabled?: boolean;
}

/** Who is asking. */
export interface Keyholder {
  readonly account: SimulatedAccount;
  may(action: string): boolean;
}

const SKEW_MS = 15 * 60_000;

/** Checks signatures as the gateway before ECS does. */
export class Gateway {
  readonly #keys = new Map<string, { key: SimulatedKey; holder: Keyholder }>();
  readonly #nonces = new Set<string>();

  add(id: string, key: SimulatedKey, account: SimulatedAccount): void {
    const { may = 'all' } = key;
    const holder: Keyholder = {
      account,
      may: (action) =>
        may === 'all' || (may === 'read' ? action.startsWith('Describe') : may.includes(action)),
    };
    this.#keys.set(id, { key, holder });
  }

  authenticate(request: AnonymousRequest): { account: Keyholder } | { refusal: SimulatorReply } {
    const no = (status: number, code: string, message: string) => ({
      refusal: refuse(request, status, code, message),
    });
    const { headers } = request;
    const claim = readClaim(headers['authorization'] ?? '');
    if (!claim || !isComplete(request, claim)) {
      return no(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.');
    }
    const time = Date.parse(headers['x-acs-date'] ?? '');
    const off = Math.min(...[request.at.getTime(), Date.now()].map((now) => Math.abs(now - time)));
    // A test's host may keep its own time while the simulator's stands still.
    if (!(off <= SKEW_MS)) {
      return no(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const known = this.#keys.get(claim.keyId);
    if (!known) return no(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    const { key, holder } = known;
    if (key.disabled) return no(400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');
    if (signatureOf(request, claim, key.secret) !== claim.signature) {
      const quoted = `server string to sign of ${claim.keyId}`;
      return no(
        400,
        'SignatureDoesNotMatch',
        `Specified signature is not matched with our calculation. ${quoted}`,
      );
    }
    const token = headers['x-acs-security-token'];
    if (key.token !== undefined && token === undefined) {
      return no(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
    }
    if (token !== key.token) {
      return no(
        400,
        'InvalidSecurityToken.MismatchWithAccessKey',
        'Specified SecurityToken mismatch with the AccessKey.',
      );
    }
    if (key.expiresAt && key.expiresAt <= request.at) {
      return no(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
    }
    const nonce = headers['x-acs-signature-nonce'] ?? '';
    if (this.#nonces.has(nonce))
      return no(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    this.#nonces.add(nonce);
    return { account: holder };
  }
}
