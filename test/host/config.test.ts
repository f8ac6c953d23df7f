import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHost, type Host } from '../../src/host/create-host.js';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import type { LoadOptions } from '../../src/config/load.js';
import { Workspace } from '../config/workspace.js';
import { contentOf, SESSION } from '../fixtures/direct-host.js';

/** What each built-in cloud takes from the environment. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'example-secret-access-key',
  DIGITALOCEAN_TOKEN: 'dop_v1_test',
  VULTR_API_KEY: 'EXAMPLEVULTRKEY',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexampleexample',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'example-access-key-secret',
};

let workspace: Workspace;
let hosts: Host[];

beforeEach(async () => {
  hosts = [];
  workspace = await Workspace.create();
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await workspace.remove();
});

/** From a config to what the running host says of itself. */
async function statusOf(options: Partial<LoadOptions> = {}): Promise<Readonly<Record<string, unknown>>> {
  const host = await createHost(await workspace.load(options), { write: () => undefined });
  hosts.push(host);
  const signal = new AbortController().signal;
  return contentOf(await host.call({ tool: 'get_system_status', arguments: {}, session: SESSION, signal }));
}

describe('from a config to a host', () => {
  it('without any, the built-in clouds are on, and their settings come from the environment [RULE:ENVIRONMENT]', async () => {
    expect(await statusOf()).toMatchObject({
      status: 'limited',
      config: 'none',
      providers: expect.arrayContaining([
        expect.objectContaining({
          name: 'digitalocean',
          available: false,
          reason: 'DIGITALOCEAN_TOKEN is not set',
        }),
      ]) as unknown,
    });
    const env = { ...CREDENTIALS, MCM_STATE_DIR: `${workspace.root}/elsewhere` };
    expect(await statusOf({ env })).toMatchObject({
      status: 'operational',
      providers: BUILTIN_NAMES.map((name) => ({ name, available: true })),
      audit: { directory: `${workspace.root}/elsewhere/audit` },
    });
  });

  it('an empty variable counts as unset', async () => {
    const configPath = await workspace.write('one.json', '{ "plugins": ["digitalocean"] }');
    expect(await statusOf({ configPath, env: { DIGITALOCEAN_TOKEN: '' } })).toMatchObject({
      providers: [{ available: false, reason: 'DIGITALOCEAN_TOKEN is not set' }],
    });
  });

  it.each([
    ['json', '{ "plugins": ["digitalocean"], "readOnly": true }'],
    ['yaml', 'plugins: [digitalocean]\nreadOnly: true\n'],
    ['ts', `const on: boolean = true; export default { plugins: ['digitalocean'], readOnly: on };`],
    ['mjs', `export default { plugins: ['digitalocean'], readOnly: true };`],
    ['cjs', `module.exports = { plugins: ['digitalocean'], readOnly: true };`],
  ])('a config in %s works [RULE:CONFIG-FORMATS]', async (extension, content) => {
    const configPath = await workspace.write(`mcm.config.${extension}`, content);
    expect(await statusOf({ configPath })).toMatchObject({
      read_only: true,
      config: configPath,
      providers: [{ name: 'digitalocean' }],
    });
  });

  it('--config comes before MCM_CONFIG, and that before the config of the user [RULE:CONFIG-ORDER]', async () => {
    const [flag, variable, user] = await Promise.all([
      workspace.write('flag.json', '{}'),
      workspace.write('variable.json', '{}'),
      workspace.write('home/.config/mcm/mcm.config.json', '{}'),
    ]);
    expect((await statusOf({ configPath: flag, env: { MCM_CONFIG: variable } }))['config']).toBe(flag);
    expect((await statusOf({ env: { MCM_CONFIG: variable } }))['config']).toBe(variable);
    expect((await statusOf())['config']).toBe(user);
  });

  it('one in the current directory that nobody trusts leaves the host read-only, and says so [RULE:CONFIG-TRUST]', async () => {
    await workspace.write('open/project/mcm.config.json', '{ "ratePerMinute": 7 }');
    const status = await statusOf({ env: CREDENTIALS });
    expect(status).toMatchObject({ status: 'limited', read_only: true, config: 'none' });
    expect(String(status['notices'])).toContain('mcm trust');
  });

  it('an env file has the token, and overrides nothing [RULE:CONFIG-ENV-FILE]', async () => {
    const envFile = await workspace.write('.env', 'DIGITALOCEAN_TOKEN=dop_v1_from_file\n');
    const configPath = await workspace.write('one.json', '{ "plugins": ["digitalocean"] }');
    expect(await statusOf({ configPath, envFile })).toMatchObject({ providers: [{ available: true }] });
  });
});
