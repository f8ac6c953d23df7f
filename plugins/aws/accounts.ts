import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  env,
  secretPlace,
  type Environment,
  type SecretRef,
  type Secrets,
  type Setting,
  known,
} from 'multi-cloud-manager/plugin';
import type { AwsConfig } from './config.js';

/** An access key, as references to its parts. */
export interface AccessKey {
  readonly accessKeyId: SecretRef;
  readonly secretAccessKey: SecretRef;
  readonly sessionToken?: SecretRef;
}

/** One account with everything that is needed to ask it. Without a key and a profile it uses the SDK's own chain. */
export interface AwsAccount {
  readonly name: string;
  readonly key?: AccessKey;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly endpoint?: string;
  /** Where its secrets are looked for, as a person would look for them. */
  readonly places: readonly { readonly name: string; readonly ref: SecretRef }[];
}

/** The accounts that the config names; `default` when it names none. */
export function accountsOf(config: AwsConfig, environment: Environment): readonly AwsAccount[] {
  const { accounts, ...one } = config;
  const region = one.region ?? environment.get('AWS_REGION') ?? environment.get('AWS_DEFAULT_REGION');
  const shared = known({ ...one, region });
  if (accounts === undefined)
    return [{ name: 'default', ...shared, ...ownKey({}, environment, one.profile) }];
  return accounts.map(({ accessKeyId, secretAccessKey, sessionToken, ...account }, index) => {
    const refs = known({ accessKeyId, secretAccessKey, sessionToken });
    const place = `accounts[${index}].`;
    return {
      ...shared,
      ...known(account),
      name: account.name,
      ...ownKey(refs, environment, account.profile, place),
    };
  });
}

/**
 * The key or the profile of an account. What the config says wins; then keys in the environment, then AWS_PROFILE, as with the
 * AWS CLI. So several roles can be assumed with the same credentials.
 */
function ownKey(
  given: Partial<AccessKey>,
  environment: Environment,
  profile: string | undefined,
  place = '',
): Pick<AwsAccount, 'key' | 'profile' | 'places'> {
  if (profile !== undefined) return { profile, places: [] };
  const { accessKeyId, secretAccessKey, sessionToken } = given;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const key = { accessKeyId, secretAccessKey, ...known({ sessionToken }) };
    const parts = Object.entries(key);
    return { key, places: parts.map(([part, ref]) => ({ name: secretPlace(ref, place + part), ref })) };
  }
  if (!hasKey(environment)) return { ...known({ profile: environment.get('AWS_PROFILE') }), places: [] };
  const token = environment.get('AWS_SESSION_TOKEN') === undefined ? undefined : env('AWS_SESSION_TOKEN');
  return ownKey(
    {
      accessKeyId: env('AWS_ACCESS_KEY_ID'),
      secretAccessKey: env('AWS_SECRET_ACCESS_KEY'),
      ...known({ sessionToken: token }),
    },
    environment,
    undefined,
  );
}

const hasKey = (environment: Environment): boolean =>
  environment.get('AWS_ACCESS_KEY_ID') !== undefined &&
  environment.get('AWS_SECRET_ACCESS_KEY') !== undefined;

/** The shared files of the AWS tools; undefined where not even a home directory is known. */
export function sharedFiles(environment: Environment): { filepath?: string; configFilepath?: string } {
  const home = environment.get('HOME') ?? environment.get('USERPROFILE');
  const inHome = (file: string): string | undefined => home && join(home, '.aws', file);
  return known({
    filepath: environment.get('AWS_SHARED_CREDENTIALS_FILE') ?? inHome('credentials'),
    configFilepath: environment.get('AWS_CONFIG_FILE') ?? inHome('config'),
  });
}

const CHAIN_VARIABLES = [
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** Whether the account may have credentials, without asking anyone: what the config names always counts as there. */
export function mayHaveCredentials(
  account: AwsAccount,
  config: AwsConfig,
  environment: Environment,
): boolean {
  return (
    config.accounts !== undefined ||
    (account.key ?? account.profile ?? account.roleArn) !== undefined ||
    Object.values(sharedFiles(environment)).some((file) => existsSync(file)) ||
    CHAIN_VARIABLES.some((name) => environment.get(name) !== undefined)
  );
}

/** What is read from where, and whether it is there. */
export function settingsOf(
  accounts: readonly AwsAccount[],
  config: AwsConfig,
  secrets: Secrets,
  environment: Environment,
): readonly Setting[] {
  const variable = (name: string, required = false): Setting => ({
    name,
    required,
    present: environment.get(name) !== undefined,
  });
  const missing = !accounts.some((account) => mayHaveCredentials(account, config, environment));
  return [
    ...(config.accounts === undefined
      ? [
          variable('AWS_ACCESS_KEY_ID', missing),
          variable('AWS_SECRET_ACCESS_KEY', missing),
          variable('AWS_SESSION_TOKEN'),
          variable('AWS_PROFILE'),
        ]
      : accounts.flatMap(({ places }) =>
          places.map(({ name, ref }) => ({ name, required: true, present: secrets.has(ref) })),
        )),
    ...['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL'].map((name) => variable(name)),
  ];
}
