import { SecretRef } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Region = z
  .string()
  .regex(/^[a-z]{2,6}(-[a-z]+)+-\d{1,2}$/, 'a region like eu-central-1')
  .describe('A region like eu-central-1');

const place = {
  region: Region.optional().describe(
    "The region that is asked first. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile's",
  ),
  regions: z
    .array(Region)
    .min(1)
    .optional()
    .describe('Only these. Default: every region that the account has enabled'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base URL of EC2, CloudWatch and STS alike; http on loopback only'),
};

const identity = {
  profile: z.string().min(1).optional().describe('A profile of the shared AWS config files'),
  roleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/, 'an ARN like arn:aws:iam::123456789012:role/reader')
    .optional()
    .describe('A role to assume with these credentials'),
  externalId: z.string().min(2).optional().describe('What the role asks for beside'),
};

const NamedAccount = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'letters, digits, dots, dashes and underscores')
      .describe('Your own name for it'),
    accessKeyId: SecretRef.optional(),
    secretAccessKey: SecretRef.optional(),
    sessionToken: SecretRef.optional(),
    ...identity,
    ...place,
  })
  .refine(({ profile, accessKeyId }) => profile === undefined || accessKeyId === undefined, {
    path: ['profile'],
    message: 'give either a profile or keys, not both',
  })
  .refine((account) => (account.accessKeyId === undefined) === (account.secretAccessKey === undefined), {
    path: ['accessKeyId'],
    message: 'accessKeyId and secretAccessKey belong together',
  })
  .refine((account) => account.sessionToken === undefined || account.accessKeyId !== undefined, {
    path: ['sessionToken'],
    message: 'a session token belongs to an access key',
  })
  .refine(withRole, { path: ['externalId'], message: 'externalId belongs to a roleArn' });

/** The plugin's block of the config: the SDK's own credentials, one profile or role, or several named accounts. */
export const AwsConfig = z
  .strictObject({
    ...identity,
    ...place,
    accounts: z.array(NamedAccount).min(1).optional().describe('Several accounts, instead of one'),
  })
  .refine(withRole, { path: ['externalId'], message: 'externalId belongs to a roleArn' })
  .refine((config) => config.accounts === undefined || (config.profile ?? config.roleArn) === undefined, {
    path: ['accounts'],
    message: 'profile and roleArn belong into the accounts where there are accounts',
  })
  .refine(({ accounts = [] }) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
    path: ['accounts'],
    message: 'two accounts have the same name',
  });
/** See {@link AwsConfig}. */
export type AwsConfig = z.output<typeof AwsConfig>;

function withRole(account: { roleArn?: string | undefined; externalId?: string | undefined }): boolean {
  return account.externalId === undefined || account.roleArn !== undefined;
}
