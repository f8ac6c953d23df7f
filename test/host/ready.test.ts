import { describe, expect, it } from '@jest/globals';
import { parse, withoutConfig } from '../../src/config/parse.js';
import { BUILTINS } from '../../src/host/builtins.js';
import { isOurs } from '../../src/host/load-plugin.js';
import { readyConfig, readyConfigs } from '../../src/host/ready-schemas-of.js';

describe('what the build works out before', () => {
  it('is what reading an empty config gives', () => {
    const ready = JSON.stringify(readyConfig());
    for (const names of [undefined, ['aws'], []])
      expect(withoutConfig(names, ready)).toStrictEqual(parse({}, '', names));
  });

  it('is no one’s to change for the next', () => {
    const ready = JSON.stringify(readyConfig());
    withoutConfig(undefined, ready).safety.production.words.push('web');
    expect(withoutConfig(undefined, ready)).toStrictEqual(parse({}, '', undefined));
  });

  it('is what each plugin with a cloud makes of no config', async () => {
    const ready = JSON.parse(JSON.stringify(await readyConfigs())) as Record<string, unknown>;
    expect(Object.keys(ready)).toEqual(Object.keys(BUILTINS));
    for (const [name, load] of Object.entries(BUILTINS))
      expect(ready[name]).toStrictEqual((await load()).default.config?.parse({}));
  });

  it('is for the plugins that came with mcm alone', async () => {
    const { default: aws } = await BUILTINS.aws();
    expect(isOurs(aws, 'aws')).toBe(true);
    expect(isOurs(aws, './aws.ts')).toBe(false);
    expect(isOurs({ ...aws, name: 'other' }, 'aws')).toBe(false);
  });
});
