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
  apiKey: SecretRef,
  endpoint: Endpoint.optional(),
});

/** The plugin's block of the config: one API key, or several named accounts. */
export const VultrConfig = z
  .strictObject({
    apiKey: SecretRef.optional().describe("The API key. Default: { env: 'VULTR_API_KEY' }"),
    endpoint: Endpoint.optional(),
    accounts: z.array(NamedAccount).min(1).optional().describe('Several accounts, instead of apiKey'),
  })
  .refine((config) => config.apiKey === undefined || config.accounts === undefined, {
    path: ['apiKey'],
    message: 'give either apiKey or accounts, not both',
  })
  .refine(({ accounts = [] }) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
    path: ['accounts'],
    message: 'two accounts have the same name',
  });
/** See {@link VultrConfig}. */
export type VultrConfig = z.output<typeof VultrConfig>;

/** Where the API is unless something else is said. */
export const API_URL = 'https://api.vultr.com';
/** The variable that says where else it is. */
export const API_URL_VARIABLE = 'VULTR_API_URL';

/** One account with everything that is needed to ask it. */
export interface Credentials {
  readonly name: string;
  readonly apiKey: SecretRef;
  readonly endpoint: string;
  /** Where the key is looked for, as a person would look for it. */
  readonly setting: string;
}

/** The accounts that the config names; `default` when it names none. */
export function credentials(config: VultrConfig, environment: Environment): readonly Credentials[] {
  const everywhere = config.endpoint ?? environment.get(API_URL_VARIABLE) ?? API_URL;
  if (config.accounts === undefined) {
    const apiKey = config.apiKey ?? env('VULTR_API_KEY');
    return [{ name: 'default', apiKey, endpoint: everywhere, setting: secretPlace(apiKey, 'apiKey') }];
  }
  return config.accounts.map(({ name, apiKey, endpoint = everywhere }, index) => ({
    name,
    apiKey,
    endpoint,
    setting: secretPlace(apiKey, `accounts[${index}].apiKey`),
  }));
}

/** What is read from where, and whether it is there. */
export function settingsOf(
  accounts: readonly Credentials[],
  secrets: Secrets,
  environment: Environment,
): readonly Setting[] {
  return [
    ...accounts.map(({ setting, apiKey }) => ({
      name: setting,
      required: true,
      present: secrets.has(apiKey),
    })),
    { name: API_URL_VARIABLE, required: false, present: environment.get(API_URL_VARIABLE) !== undefined },
  ];
}
