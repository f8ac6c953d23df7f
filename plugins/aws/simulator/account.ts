import type { AnonymousRequest, SimulatorClock, SimulatorReply } from 'multi-cloud-manager/testing';
import type { SimulatedInstance } from './instance.js';
import { expired, unknownKey, wrongSignature, type ServiceName } from './replies.js';
import { isGenuine, readSignature } from './signature.js';

/** What credentials may do: everything, or these actions, e.g. `ec2:DescribeInstances`. */
export type Permissions = 'all' | readonly string[];

/** An access key that opens an account. */
export interface KeySpec {
  readonly secretAccessKey: string;
  /** For temporary keys. */
  readonly sessionToken?: string;
  /** Default: everything. */
  readonly may?: Permissions;
}

/** A role that anyone with a key of the simulator may assume who knows its external id. */
export interface RoleSpec {
  readonly externalId?: string;
  readonly may?: Permissions;
}

/** One account with its instances, keys and roles. */
export interface AwsAccountSpec {
  /** Twelve digits. */
  readonly id: string;
  readonly instances: readonly SimulatedInstance[];
  readonly keys: Readonly<Record<string, KeySpec>>;
  /** By name. */
  readonly roles?: Readonly<Record<string, RoleSpec>>;
  /** Default: four. */
  readonly regions?: readonly string[];
}

/** Who is asking which service in which region. */
export interface Caller {
  readonly account: AwsAccountSpec;
  readonly who: string;
  readonly may: Permissions;
  readonly service: ServiceName;
  readonly region: string;
}

interface Key extends KeySpec {
  readonly account: AwsAccountSpec;
  readonly who: string;
  readonly expiresAt?: Date;
}

const ROLE_SECONDS = 3600;

/** The keys of all accounts, those that STS makes too. */
export class Keys {
  readonly #keys = new Map<string, Key>();
  #made = 0;

  constructor(
    private readonly accounts: readonly AwsAccountSpec[],
    private readonly clock: SimulatorClock,
  ) {
    for (const account of accounts) {
      for (const [id, spec] of Object.entries(account.keys)) this.add(account, id, spec);
    }
  }

  add(account: AwsAccountSpec, id: string, spec: KeySpec): void {
    this.#keys.set(id, { ...spec, account, who: `arn:aws:iam::${account.id}:user/simulated` });
  }

  /** From now on nobody knows it. */
  revoke(id: string): void {
    this.#keys.delete(id);
  }

  /** From now on its time is over. */
  expire(id: string): void {
    const key = this.#keys.get(id);
    if (key) this.#keys.set(id, { ...key, expiresAt: new Date(0) });
  }

  /** Temporary keys for a role; undefined where it may not be assumed. */
  assume(arn: string, externalId: string | undefined) {
    const [, accountId, name = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
    const account = this.accounts.find(({ id }) => id === accountId);
    const role = account?.roles?.[name];
    if (!account || !role || role.externalId !== externalId) return undefined;
    const number = String(++this.#made).padStart(4, '0');
    const key: Key = {
      account,
      who: `arn:aws:sts::${account.id}:assumed-role/${name}/session`,
      secretAccessKey: `assumed-secret-access-key-${number}`,
      sessionToken: `assumed-session-token-${number}`,
      may: role.may ?? 'all',
      expiresAt: new Date(this.clock.now().getTime() + ROLE_SECONDS * 1000),
    };
    const id = `ASIASIMULATED${number}`;
    this.#keys.set(id, key);
    return { id, key };
  }

  /** Whose request it is, or the refusal in the words of the service. */
  authenticate(request: AnonymousRequest): { account: Caller } | { refusal: SimulatorReply } {
    const signed = readSignature(request);
    const service = serviceOf(signed?.service);
    const key = signed && this.#keys.get(signed.accessKeyId);
    const token = request.headers['x-amz-security-token'];
    if (!signed || !key || key.sessionToken !== token) return { refusal: unknownKey(service, request) };
    if (!isGenuine(request, signed, key.secretAccessKey))
      return { refusal: wrongSignature(service, request) };
    if (key.expiresAt !== undefined && key.expiresAt <= this.clock.now())
      return { refusal: expired(service, request) };
    const { account, who, may = 'all' } = key;
    return { account: { account, who, may, service, region: signed.region } };
  }
}

const serviceOf = (name: string | undefined): ServiceName =>
  name === 'monitoring' || name === 'sts' ? name : 'ec2';
