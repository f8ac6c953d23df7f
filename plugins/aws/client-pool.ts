import { McmError, type Clock, type Secrets } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';
import { AwsClient } from './client.js';
import { connectionTo, regionOfSdk, type ConnectionParts } from './connection.js';
import { CredentialSource } from './credentials.js';
import { untilAborted } from './waiting.js';
import { say } from './words.js';

/** What clients are made with. */
export interface PoolParts extends ConnectionParts {
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** Where nothing names a region, as the AWS console does. */
const FALLBACK_REGION = 'us-east-1';

/** The clients of every account and region; those of an account share its credentials. */
export class ClientPool {
  readonly #clients = new Map<string, AwsClient>();
  readonly #sources = new Map<string, CredentialSource>();
  readonly #homes = new Map<string, Promise<string>>();

  constructor(
    private readonly accounts: readonly AwsAccount[],
    readonly parts: PoolParts,
  ) {}

  client(name: string, region: string): AwsClient {
    const key = `${name}/${region}`;
    const made = this.#clients.get(key);
    if (made) return made;
    const account = this.account(name);
    const client = new AwsClient(account, region, this.#source(account), this.parts);
    this.#clients.set(key, client);
    return client;
  }

  /** The client of the region that the account is asked about first. */
  async home(name: string, signal: AbortSignal): Promise<AwsClient> {
    return this.client(name, await untilAborted(signal, () => this.#home(this.account(name))));
  }

  account(name: string): AwsAccount {
    const found = this.accounts.find((account) => account.name === name);
    if (!found)
      throw new McmError(
        'VALIDATION_FAILED',
        say((words) => words.noAccount(name)),
      );
    return found;
  }

  #source(account: AwsAccount): CredentialSource {
    const made = this.#sources.get(account.name);
    if (made) return made;
    const sts = async () => connectionTo('sts', await this.#home(account), account, this.parts);
    const source = new CredentialSource(account, { ...this.parts, sts });
    this.#sources.set(account.name, source);
    return source;
  }

  #home(account: AwsAccount): Promise<string> {
    const known = this.#homes.get(account.name);
    if (known) return known;
    const home = homeOf(account);
    this.#homes.set(account.name, home);
    return home;
  }
}

async function homeOf({ region, regions, profile, key }: AwsAccount): Promise<string> {
  const own = region ?? (key === undefined ? await regionOfSdk(profile) : undefined);
  if (regions === undefined) return own ?? FALLBACK_REGION;
  return own !== undefined && regions.includes(own) ? own : (regions[0] ?? FALLBACK_REGION);
}
