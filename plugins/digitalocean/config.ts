import {
  env,
  secretPlace,
  SecretRef,
  type Environment,
  type Secrets,
  type Setting,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Endpoint = z.url({ protocol: /^https?$/ }).describe('Base URL of the API; http on loopback only');

const NamedAccount = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'letters, digits, dots, dashes and underscores')
    .describe('Your own name for it'),
  token: SecretRef,
  endpoint: Endpoint.optional(),
});

/** The plugin's block of the config: one token, or several named accounts. */
export const DigitalOceanConfig = z
  .strictObject({
    token: SecretRef.optional().describe("The API token. Default: { env: 'DIGITALOCEAN_TOKEN' }"),
    endpoint: Endpoint.optional(),
    accounts: z.array(NamedAccount).min(1).optional().describe('Several accounts, instead of token'),
  })
  .refine((config) => config.token === undefined || config.accounts === undefined, {
    path: ['token'],
    message: 'give either token or accounts, not both',
  })
  .refine(({ accounts = [] }) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
    path: ['accounts'],
    message: 'two accounts have the same name',
  });
/** See {@link DigitalOceanConfig}. */
export type DigitalOceanConfig = z.output<typeof DigitalOceanConfig>;

/** Where the API is unless something else is said. */
export const API_URL = 'https://api.digitalocean.com';
/** The variable that says where else it is. */
export const API_URL_VARIABLE = 'DIGITALOCEAN_API_URL';

/** One account with everything that is needed to ask it. */
export interface Credentials {
  readonly name: string;
  readonly token: SecretRef;
  readonly endpoint: string;
  /** Where the token is looked for, as a person would look for it. */
  readonly setting: string;
}

/** The accounts that the config names; `default` when it names none. */
export function credentials(config: DigitalOceanConfig, environment: Environment): readonly Credentials[] {
  const endpoint = config.endpoint ?? environment.get(API_URL_VARIABLE) ?? API_URL;
  const given = config.accounts ?? [{ name: 'default', token: config.token ?? env('DIGITALOCEAN_TOKEN') }];
  return given.map((account, index) => ({
    endpoint,
    ...withoutUndefined(account),
    setting: secretPlace(account.token, config.accounts === undefined ? 'token' : `accounts[${index}].token`),
  }));
}

/** What is read from where, and whether it is there. */
export function settingsOf(
  accounts: readonly Credentials[],
  secrets: Secrets,
  environment: Environment,
): readonly Setting[] {
  return [
    ...accounts.map(({ setting, token }) => ({ name: setting, required: true, present: secrets.has(token) })),
    { name: API_URL_VARIABLE, required: false, present: environment.get(API_URL_VARIABLE) !== undefined },
  ];
}

function withoutUndefined(account: z.output<typeof NamedAccount> | Pick<Credentials, 'name' | 'token'>) {
  const { name, token } = account;
  const own = 'endpoint' in account ? account.endpoint : undefined;
  return own === undefined ? { name, token } : { name, token, endpoint: own };
}
