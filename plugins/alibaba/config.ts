import { env, secretPlace, SecretRef } from 'multi-cloud-manager/plugin';
import type { Environment, Secrets, Setting } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { ENDPOINT_FORM, endpointUrl } from './endpoint.js';

const Region = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'a region id such as cn-hangzhou or ap-southeast-1');
const Endpoint = z
  .string()
  .refine((text) => endpointUrl(text) !== undefined, ENDPOINT_FORM)
  .describe('host:port or URL that serves every region; http on loopback only');

const place = {
  regionId: Region.optional().describe(
    'The region to ask first. Default: ALIBABA_CLOUD_REGION_ID, else cn-hangzhou',
  ),
  regions: z
    .array(Region)
    .min(1)
    .optional()
    .describe('Only these regions. Default: all that the account can use'),
  endpoint: Endpoint.optional(),
};

const NamedAccount = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'letters, digits, dots, dashes and underscores')
    .describe('Your own name for it'),
  accessKeyId: SecretRef,
  accessKeySecret: SecretRef,
  securityToken: SecretRef.optional(),
  ...place,
});

const Single = z.strictObject({
  accessKeyId: SecretRef.optional().describe("Default: { env: 'ALIBABA_CLOUD_ACCESS_KEY_ID' }"),
  accessKeySecret: SecretRef.optional().describe("Default: { env: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' }"),
  securityToken: SecretRef.optional().describe('With keys from STS'),
  ...place,
  accounts: z.array(NamedAccount).min(1).optional().describe('Several accounts, instead of a key'),
});

/** The plugin's block of the config: one access key, or several named accounts. */
export const AlibabaConfig = Single.refine(
  ({ accounts, accessKeyId, accessKeySecret, securityToken }) =>
    accounts === undefined || (accessKeyId ?? accessKeySecret ?? securityToken) === undefined,
  { path: ['accounts'], message: 'give either a key or accounts, not both' },
)
  .refine(
    ({ accessKeyId, accessKeySecret }) => (accessKeyId === undefined) === (accessKeySecret === undefined),
    {
      path: ['accessKeySecret'],
      message: 'accessKeyId and accessKeySecret go together',
    },
  )
  .refine(({ accessKeyId, securityToken }) => securityToken === undefined || accessKeyId !== undefined, {
    path: ['securityToken'],
    message: 'a securityToken needs the accessKeyId and accessKeySecret that it was issued with',
  })
  .refine(({ accounts = [] }) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
    path: ['accounts'],
    message: 'two accounts have the same name',
  });
/** See {@link AlibabaConfig}. */
export type AlibabaConfig = z.output<typeof AlibabaConfig>;

/** Asked first when nothing names a region; it answers for the accounts of both of Alibaba Cloud's sites. */
export const FIRST_REGION = 'cn-hangzhou';
/** The variable that names the first region. */
export const REGION_VARIABLE = 'ALIBABA_CLOUD_REGION_ID';
/** The variable that says where else the API is. */
export const ENDPOINT_VARIABLE = 'ALIBABA_CLOUD_ECS_ENDPOINT';

const KEY = {
  accessKeyId: env('ALIBABA_CLOUD_ACCESS_KEY_ID'),
  accessKeySecret: env('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
  securityToken: env('ALIBABA_CLOUD_SECURITY_TOKEN'),
};

/** One account with everything that is needed to ask it. */
export interface Credentials {
  readonly name: string;
  readonly accessKeyId: SecretRef;
  readonly accessKeySecret: SecretRef;
  readonly securityToken: SecretRef | undefined;
  /** Whether requests need the token; one from the environment is used only where it is set. */
  readonly tokenRequired: boolean;
  readonly regionId: string;
  readonly regions: readonly string[] | undefined;
  readonly endpoint: string | undefined;
  /** What a person calls the places of the key, its secret and the token. */
  readonly settings: readonly [id: string, secret: string, token: string | undefined];
}

/** The accounts that the config names; `default` when it names none. */
export function credentials(config: AlibabaConfig, environment: Environment): readonly Credentials[] {
  const { accounts, ...shared } = config;
  const own = shared.accessKeyId !== undefined && shared.accessKeySecret !== undefined;
  const single = own
    ? {
        accessKeyId: shared.accessKeyId,
        accessKeySecret: shared.accessKeySecret,
        securityToken: shared.securityToken,
      }
    : KEY;
  const given = accounts ?? [
    { name: 'default', ...single, regionId: undefined, regions: undefined, endpoint: undefined },
  ];
  return given.map((account, index) => {
    const at = (field: string): string =>
      accounts === undefined ? field : `accounts[${String(index)}].${field}`;
    const {
      name,
      accessKeyId = KEY.accessKeyId,
      accessKeySecret = KEY.accessKeySecret,
      securityToken,
    } = account;
    return {
      name,
      accessKeyId,
      accessKeySecret,
      securityToken,
      tokenRequired: securityToken !== undefined && (own || accounts !== undefined),
      regionId: account.regionId ?? shared.regionId ?? environment.get(REGION_VARIABLE) ?? FIRST_REGION,
      regions: account.regions ?? shared.regions,
      endpoint: account.endpoint ?? shared.endpoint ?? environment.get(ENDPOINT_VARIABLE),
      settings: [
        secretPlace(accessKeyId, at('accessKeyId')),
        secretPlace(accessKeySecret, at('accessKeySecret')),
        securityToken && secretPlace(securityToken, at('securityToken')),
      ],
    };
  });
}

/** What is read from where, and whether it is there. */
export function settingsOf(
  accounts: readonly Credentials[],
  secrets: Secrets,
  environment: Environment,
): readonly Setting[] {
  const variable = (name: string): Setting => ({
    name,
    required: false,
    present: environment.get(name) !== undefined,
  });
  return [
    ...accounts.flatMap(({ accessKeyId, accessKeySecret, securityToken, tokenRequired, settings }) => {
      const [id, secret, token] = settings;
      return [
        { name: id, required: true, present: secrets.has(accessKeyId) },
        { name: secret, required: true, present: secrets.has(accessKeySecret) },
        ...(securityToken === undefined || token === undefined
          ? []
          : [{ name: token, required: tokenRequired, present: secrets.has(securityToken) }]),
      ];
    }),
    variable(REGION_VARIABLE),
    variable(ENDPOINT_VARIABLE),
  ];
}
