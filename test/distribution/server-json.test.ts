import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SETTINGS } from '../../scripts/distribution/settings.mjs';

/**
 * The parts of the registry's form of 2025-12-11 that server.json uses, written from its reference, and what the registry asks for beside:
 * https://github.com/modelcontextprotocol/registry, docs/reference/server-json. The form itself comes in no package.
 */
const Version = z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
const Variable = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  description: z.string().min(1),
  isRequired: z.boolean(),
  isSecret: z.boolean().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']),
  default: z.string().optional(),
});
const ServerJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: Version,
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal('npm'),
      identifier: z.string(),
      version: Version,
      transport: z.strictObject({ type: z.literal('stdio') }),
      packageArguments: z.tuple([
        z.strictObject({ type: z.literal('positional'), value: z.literal('serve') }),
      ]),
      environmentVariables: z.array(Variable),
    }),
  ]),
});

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), 'utf8'));

describe('server.json', () => {
  it('has the form of the MCP registry', async () => {
    expect(ServerJson.safeParse(await read('server.json')).error).toBeUndefined();
  });

  it('tells of the package as it is, and has the name by which the registry recognizes it', async () => {
    const server = ServerJson.parse(await read('server.json'));
    const pack = (await read('package.json')) as Record<string, unknown>;
    const [{ identifier, version }] = server.packages;
    expect([server.name, server.version]).toEqual([pack['mcpName'], pack['version']]);
    expect([identifier, version]).toEqual([pack['name'], pack['version']]);
  });

  it('asks for every setting, keeps credentials secret and needs none', async () => {
    const [{ environmentVariables }] = ServerJson.parse(await read('server.json')).packages;
    expect(environmentVariables.map(({ name }) => name)).toEqual(SETTINGS.map(({ variable }) => variable));
    const secret = environmentVariables.filter(({ isSecret }) => isSecret === true).map(({ name }) => name);
    expect(secret).toEqual([
      'DIGITALOCEAN_TOKEN',
      'VULTR_API_KEY',
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      'ALIBABA_CLOUD_SECURITY_TOKEN',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'IPINFO_API_TOKEN',
    ]);
    expect(environmentVariables.some(({ isRequired }) => isRequired)).toBe(false);
  });
});
