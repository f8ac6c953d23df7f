import { secretPlace, SecretRef, type Secrets, type Setting } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Text = z.string().min(1);

const Password = z.strictObject({
  username: Text,
  userDomain: Text.default('Default').describe('Name of the domain of the user'),
  password: SecretRef.default({ env: 'OS_PASSWORD' }),
  project: Text.describe('Name of the project whose servers these are'),
  projectDomain: Text.default('Default').describe('Name of the domain of the project'),
});

const ApplicationCredential = z.strictObject({
  id: Text.describe('Id of the application credential; it belongs to one project'),
  secret: SecretRef.default({ env: 'OS_APPLICATION_CREDENTIAL_SECRET' }),
});

const Host = z
  .string()
  .regex(
    /^(\*\.[a-z0-9-]+\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i,
    'a host such as compute.example.com, or *.example.com; no port',
  );

const AccountConfig = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'letters, digits, dots, dashes and underscores')
      .default('default')
      .describe('Your own name for it'),
    authUrl: z
      .url({ protocol: /^https?$/ })
      .describe('Where Keystone is, with or without /v3; http on loopback only'),
    password: Password.optional(),
    applicationCredential: ApplicationCredential.optional(),
    regions: z
      .array(Text)
      .min(1)
      .optional()
      .describe('Default: every region of the catalogue that has servers'),
    interface: z
      .enum(['public', 'internal', 'admin'])
      .default('public')
      .describe('Which end points are used'),
    hosts: z
      .array(Host)
      .default([])
      .describe("Where else than on Keystone's host the catalogue may say that end points are"),
  })
  .refine((account) => (account.password === undefined) !== (account.applicationCredential === undefined), {
    message: 'give either password or applicationCredential',
  });

/** The plugin's block of the config: one account for each project, or for each cloud. */
export const OpenStackConfig = z
  .strictObject({ accounts: z.array(AccountConfig).min(1) })
  .refine(({ accounts }) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
    path: ['accounts'],
    message: 'two accounts have the same name',
  });
/** See {@link OpenStackConfig}. */
export type OpenStackConfig = z.output<typeof OpenStackConfig>;
/** One login, and what may be done with it. */
export type AccountConfig = OpenStackConfig['accounts'][number];

/** Where the secret of an account is. */
export function secretOf({ password, applicationCredential }: AccountConfig): SecretRef {
  const ref = password?.password ?? applicationCredential?.secret;
  if (ref === undefined) throw new Error('The schema lets no account through that has no secret.');
  return ref;
}

/** What is read from where, and whether it is there. */
export function settingsOf({ accounts }: OpenStackConfig, secrets: Secrets): readonly Setting[] {
  return accounts.map((account, index) => {
    const [ref, key] = [
      secretOf(account),
      account.password ? 'password.password' : 'applicationCredential.secret',
    ];
    return {
      name: secretPlace(ref, `accounts[${index}].${key}`),
      required: true,
      present: secrets.has(ref),
    };
  });
}
