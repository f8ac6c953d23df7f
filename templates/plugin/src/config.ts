import { SecretRef } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Account = z.strictObject({
  name: z.string().min(1).describe('Your own name for it'),
  token: SecretRef,
});

/** The `config` block of this plugin. DECIDE: what a user has to say. Secrets are references, never values. */
export const Config = z.strictObject({
  endpoint: z
    .url()
    .optional()
    .describe('Base URL of the API. Default: TEMPLATE_CLOUD_API_URL, else the real one'),
  accounts: z
    .array(Account)
    .min(1)
    .optional()
    .describe('Several accounts. Default: one, with the token in TEMPLATE_CLOUD_TOKEN'),
});
export type Config = z.output<typeof Config>;

export const TOKEN_VARIABLE = 'TEMPLATE_CLOUD_TOKEN';
export const URL_VARIABLE = 'TEMPLATE_CLOUD_API_URL';
export const API_URL = 'https://api.template-cloud.example';
