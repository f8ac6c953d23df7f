import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createTestHost,
  type Simulator,
  type TestHost,
  type TestHostOptions,
} from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import vaultSource from '../../examples/vault-secret-source.js';
import { acmeApi } from './acme-api.js';
import { vault } from './vault.js';

const TOKEN = 'acme-token-5d1c';
const VAULT_TOKEN = 'vault-token-0c4e';

describe('the secret source of the documents [RULE:SECRET-REFERENCE]', () => {
  let cloud: Simulator;
  let store: Awaited<ReturnType<typeof vault>>;
  let host: TestHost | undefined;
  const start = async (
    key = 'clouds#acme',
    env: TestHostOptions['env'] = { VAULT_TOKEN },
  ): Promise<TestHost> => {
    host = await createTestHost({
      plugins: [
        { use: acme, config: { endpoint: cloud.url, token: { source: 'vault', key } } },
        { use: vaultSource, config: { endpoint: store.url } },
      ],
      env,
    });
    return host;
  };
  const find = ({ call }: TestHost) => call('get_instance_info', { ip_address: '192.0.2.8' });
  const reads = () => store.journal.entries.length;

  beforeEach(async () => {
    cloud = await acmeApi(TOKEN);
    store = await vault(VAULT_TOKEN, { acme: TOKEN, number: 7 });
  });
  afterEach(async () => {
    await host?.close();
    await cloud.close();
    await store.close();
  });

  it('gives a plugin that stands before it in the config its secret, and keeps it for a minute', async () => {
    const running = await start();
    expect((await find(running)).content).toMatchObject({ id: 'srv-2' });
    expect((await find(running)).content).toMatchObject({ id: 'srv-2' });
    expect(reads()).toBe(1);
    expect(cloud.journal.entries.every(({ authorized }) => authorized)).toBe(true);
  });

  it('leaves no secret anywhere', async () => {
    const running = await start();
    const replies = [await find(running), await running.call('get_system_status')];
    const audit = join(running.stateDir, 'audit');
    const files = (await readdir(audit)).map((name) => readFile(join(audit, name), 'utf8').catch(() => ''));
    const all = [JSON.stringify(replies), running.log.join(''), ...(await Promise.all(files))].join('\n');
    expect(all).toContain('srv-2');
    expect(all).not.toMatch(/acme-token|vault-token/);
  });

  it('is read anew when the cloud refuses what was kept', async () => {
    const running = await start();
    store.fields['acme'] = 'acme-token-old-1';
    expect((await find(running)).code).toBe('INVALID_CREDENTIALS');
    store.fields['acme'] = TOKEN;
    expect((await find(running)).content).toMatchObject({ id: 'srv-2' });
  });

  it.each([
    ['clouds#nothing', 'The secret source vault has no "clouds#nothing".'],
    ['clouds#number', 'The secret source vault has no "clouds#number".'],
    ['clouds#constructor', 'The secret source vault has no "clouds#constructor".'],
    ['elsewhere#acme', 'The secret source vault has no "elsewhere#acme".'],
    ['acme', 'A key of the vault is PATH#FIELD, such as clouds#token.'],
  ])('says what is wrong with %s', async (key, sentence) => {
    const refused = await find(await start(key));
    expect(refused.code).toBe('INVALID_CREDENTIALS');
    expect(refused.text).toContain(sentence);
    expect(cloud.journal.entries).toEqual([]);
  });

  it('says that the vault refuses its own token', async () => {
    const refused = await find(await start('clouds#acme', { VAULT_TOKEN: 'vault-token-wrong' }));
    expect(refused.text).toContain('The vault answered with HTTP 403.');
  });

  it('without a token of its own has nothing, and the cloud says what it lacks', async () => {
    const { call } = await start('clouds#acme', {});
    expect((await call('check_provider_availability', { provider_name: 'acme' })).content).toMatchObject({
      available: false,
    });
  });
});
