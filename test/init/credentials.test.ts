import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { SETTINGS } from '../../scripts/distribution/settings.mjs';
import { CLOUDS, CREDENTIAL_VARIABLES, OTHER_VARIABLES, PARTS } from '../../src/init/credentials.js';

/** What the built-in clouds read from the environment is one list, which a test holds against their plugins. */
const KNOWN: readonly string[] = SETTINGS.map(({ variable }) => variable);

describe('the variables with credentials [RULE:INIT]', () => {
  it('are those that the built-in clouds read, and the one of doctl', () => {
    const others = [...CREDENTIAL_VARIABLES, ...OTHER_VARIABLES].filter((name) => !KNOWN.includes(name));
    expect(others).toEqual(['DIGITALOCEAN_ACCESS_TOKEN', 'AWS_DEFAULT_REGION']);
    const secrets = SETTINGS.filter(({ kind }) => kind === 'secret').map(({ variable }) => variable);
    expect(secrets.filter((name) => ![...CREDENTIAL_VARIABLES, 'IPINFO_API_TOKEN'].includes(name))).toEqual(
      [],
    );
  });

  it.each(CLOUDS)('of %s are referred to by settings that its plugin has', async (cloud) => {
    const module = (await import(`../../plugins/${cloud}/config.js`)) as Readonly<Record<string, z.ZodType>>;
    const schema = Object.entries(module).find(([name]) => /^[A-Z]\w+Config$/.test(name))?.[1];
    for (const parts of PARTS[cloud]) {
      const account = {
        name: 'shop',
        ...Object.fromEntries(parts.map(({ setting, variable }) => [setting, { env: variable }])),
      };
      expect(schema?.safeParse({ accounts: [account] })).toMatchObject({ success: true });
    }
  });
});
