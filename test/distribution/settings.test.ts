import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createTestHost } from 'multi-cloud-manager/testing';
import { manifest } from '../../scripts/distribution/manifest.mjs';
import { SETTINGS } from '../../scripts/distribution/settings.mjs';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { builtins } from '../builtins.js';

/** End points are for proxies and tests; AWS_REGION says the same as AWS_DEFAULT_REGION. */
const LEFT_OUT = /_(URL|ENDPOINT)$|^AWS_DEFAULT_REGION$/;

describe('what a person is asked for at an installation', () => {
  it('is every setting of the built-in clouds, the needed ones as secrets', async () => {
    const host = await createTestHost({ plugins: [...(await builtins())] });
    try {
      const answers = await Promise.all(
        BUILTIN_NAMES.map((name) => host.call('check_provider_availability', { provider_name: name })),
      );
      const settings = answers.flatMap(
        ({ content }) => content['settings'] as { name: string; required: boolean }[],
      );
      const names = settings.map(({ name }) => name).filter((name) => !LEFT_OUT.test(name));
      const general = ['IPINFO_API_TOKEN', 'MCM_READ_ONLY', 'MCM_CONFIG'];
      expect(SETTINGS.map(({ variable }) => variable).sort()).toEqual([...names, ...general].sort());
      const secrets = SETTINGS.filter(({ kind }) => kind === 'secret').map(({ variable }) => variable);
      expect(secrets).toEqual(
        expect.arrayContaining(settings.filter(({ required }) => required).map(({ name }) => name)),
      );
      expect(secrets.every((name) => /TOKEN|KEY/.test(name))).toBe(true);
    } finally {
      await host.close();
    }
  });

  it('is in the table of variables', async () => {
    const text = await readFile(new URL('../../docs/config.md', import.meta.url), 'utf8');
    expect(SETTINGS.filter(({ variable }) => !text.includes(`\`${variable}\``))).toEqual([]);
  });

  it('has a default in the bundle, so that no host passes a placeholder on', () => {
    const pack = { ...{ name: 'n', version: '1.0.0', description: 'd', author: 'a' }, keywords: [] };
    const { user_config, server } = manifest({ ...pack, license: 'MIT', engines: { node: '>=20' } }, []);
    const keys = Object.keys(user_config);
    expect(Object.values(server.mcp_config.env)).toEqual(keys.map((key) => `\${user_config.${key}}`));
    expect(Object.values(user_config).map(({ default: value }) => value)).not.toContain(undefined);
    expect(user_config['digitalocean_token']).toMatchObject({
      type: 'string',
      sensitive: true,
      required: false,
    });
    expect(user_config['aws_profile']).not.toHaveProperty('sensitive');
  });
});
