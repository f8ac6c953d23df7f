import { known } from 'multi-cloud-manager/plugin';
import type { Clock, Environment, Secrets } from 'multi-cloud-manager/plugin';
import { sharedFiles, type AccessKey, type AwsAccount } from './accounts.js';
import type { Connection } from './connection.js';
import { toError } from './errors.js';
import type { Identity } from './identity.js';
import type * as Sdk from './sdk.js';

/** What credentials are found with. */
export interface CredentialParts {
  readonly secrets: Secrets;
  readonly environment: Environment;
  readonly clock: Clock;
  /** The end point, the connections and the patience of requests to STS and to the single sign-on. */
  readonly sts: () => Promise<Connection>;
}

/** Renewed this long before they expire. */
const AHEAD_MS = 5 * 60_000;

/** One account's credentials, found when they are first needed, kept until they expire, found anew when AWS refuses them. */
export class CredentialSource {
  #known: Identity | undefined;
  #search: Promise<Identity> | undefined;

  constructor(
    private readonly account: AwsAccount,
    private readonly parts: CredentialParts,
  ) {}

  /** Always the same object until there are others. */
  async current(): Promise<Identity> {
    const expires = this.#known?.expiration?.getTime();
    const stale = expires !== undefined && expires - AHEAD_MS <= this.parts.clock.now().getTime();
    return this.#known === undefined || stale ? this.#find(stale) : this.#known;
  }

  /** Looks again after AWS refused these; undefined when there are no others. */
  async others(refused: Identity): Promise<Identity | undefined> {
    if (this.#known !== undefined && !same(this.#known, refused)) return this.#known;
    const found = await this.#find(true);
    return same(found, refused) ? undefined : found;
  }

  /** Many regions may need them at once: one search serves all. */
  #find(fresh: boolean): Promise<Identity> {
    this.#search ??= this.#look(fresh).finally(() => {
      this.#search = undefined;
    });
    return this.#search;
  }

  async #look(fresh: boolean): Promise<Identity> {
    const { account } = this;
    const { secrets, sts } = this.parts;
    const config = await sts();
    try {
      const found = await (await this.#provider(config, fresh))();
      // Resolving them as literal secrets makes the redactor know them, wherever they came from.
      await secrets.resolve(found.secretAccessKey);
      if (found.sessionToken !== undefined) await secrets.resolve(found.sessionToken);
      return (this.#known = found);
    } catch (error) {
      throw toError(error, { action: 'sts:AssumeRole', region: config.region, account });
    }
  }

  async #provider(config: Connection, fresh: boolean): Promise<() => Promise<Identity>> {
    const { roleArn, externalId } = this.account;
    const sdk = await import('./sdk.js');
    const own = this.#own(sdk, config, fresh);
    if (roleArn === undefined) return own;
    return sdk.fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: roleArn,
        RoleSessionName: 'multi-cloud-manager',
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig: config,
    });
  }

  /** The account's own credentials. The shared files are read anew each time: someone may just have signed in. */
  #own(sdk: typeof Sdk, { region, ...clientConfig }: Connection, fresh: boolean): () => Promise<Identity> {
    const { environment } = this.parts;
    const { key, profile } = this.account;
    if (key !== undefined) return () => this.#resolve(key, fresh);
    // The region is only a proposal: a single sign-on has its own.
    const parentClientConfig = { region };
    const init = { ...sharedFiles(environment), clientConfig, parentClientConfig, ignoreCache: true };
    const { createCredentialChain: inTurn, fromIni, fromSSO } = sdk;
    // The first reads every kind of profile, but single sign-on not in a file that is named here; the second does.
    // Not the whole chain: a misspelt profile must not end with the credentials of the machine.
    if (profile !== undefined) return inTurn(fromIni({ ...init, profile }), fromSSO({ ...init, profile }));
    const rest = {
      ...init,
      ...known({
        webIdentityTokenFile: environment.get('AWS_WEB_IDENTITY_TOKEN_FILE'),
        roleArn: environment.get('AWS_ROLE_ARN'),
        roleSessionName: environment.get('AWS_ROLE_SESSION_NAME'),
      }),
    };
    return withoutMetadata(environment)
      ? inTurn(fromIni(init), fromSSO(init), sdk.fromProcess(init), sdk.fromTokenFile(rest))
      : inTurn(fromIni(init), fromSSO(init), sdk.fromNodeProviderChain(rest));
  }

  async #resolve(key: AccessKey, fresh: boolean): Promise<Identity> {
    const { secrets } = this.parts;
    const [accessKeyId, secretAccessKey, sessionToken] = await Promise.all([
      secrets.resolve(key.accessKeyId, { fresh }),
      secrets.resolve(key.secretAccessKey, { fresh }),
      key.sessionToken === undefined ? undefined : secrets.resolve(key.sessionToken, { fresh }),
    ]);
    return { accessKeyId, secretAccessKey, ...known({ sessionToken }) };
  }
}

/** The SDK looks for the switch in the process alone; here it may stand in a dotenv file. */
function withoutMetadata(environment: Environment): boolean {
  const container =
    environment.get('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') ??
    environment.get('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  const disabled = environment.get('AWS_EC2_METADATA_DISABLED') ?? 'false';
  return container === undefined && disabled.toLowerCase() !== 'false';
}

const same = (one: Identity, other: Identity): boolean =>
  one.accessKeyId === other.accessKeyId &&
  one.secretAccessKey === other.secretAccessKey &&
  one.sessionToken === other.sessionToken;
