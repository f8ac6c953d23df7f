import type { LoginRequest } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { AccountConfig } from './config.js';

const Domain = z.strictObject({ name: z.string() });

const ByPassword = z.strictObject({
  identity: z.strictObject({
    methods: z.tuple([z.literal('password')]),
    password: z.strictObject({
      user: z.strictObject({ name: z.string(), domain: Domain, password: z.string() }),
    }),
  }),
  scope: z.strictObject({ project: z.strictObject({ name: z.string(), domain: Domain }) }),
});

/** An application credential belongs to a project, so its login has no scope. */
const ByApplicationCredential = z.strictObject({
  identity: z.strictObject({
    methods: z.tuple([z.literal('application_credential')]),
    application_credential: z.strictObject({ id: z.string(), secret: z.string() }),
  }),
});

const LoginBody = z.strictObject({ auth: z.union([ByPassword, ByApplicationCredential]) });

/**
 * The one POST that this plugin can send without a permit.
 * https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
export const LOGIN: LoginRequest = {
  path: '/v3/auth/tokens',
  body: LoginBody,
  tokenHeader: 'x-subject-token',
};

/** What an account says to Keystone. */
export function loginBody(account: AccountConfig, secret: string): z.output<typeof LoginBody> {
  const { password: user, applicationCredential } = account;
  if (user) {
    const { username, userDomain, project, projectDomain } = user;
    return {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: username, domain: { name: userDomain }, password: secret } },
        },
        scope: { project: { name: project, domain: { name: projectDomain } } },
      },
    };
  }
  return {
    auth: {
      identity: {
        methods: ['application_credential'],
        application_credential: { id: applicationCredential?.id ?? '', secret },
      },
    },
  };
}
