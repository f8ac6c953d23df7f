import { afterEach, describe, expect, it } from '@jest/globals';
import { definePlugin } from 'multi-cloud-manager/plugin';
import { createTestProvider, type Simulator, type TestProvider } from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import { acmeApi } from '../docs/acme-api.js';

const context = { signal: new AbortController().signal };
const scope = { account: 'default' };

describe('a test provider', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function start(timeoutMs?: number): Promise<{ api: Simulator; test: TestProvider }> {
    const api = await acmeApi('acme-token');
    opened.push(api);
    const test = await createTestProvider(acme, {
      config: { endpoint: api.url },
      env: { ACME_TOKEN: 'acme-token' },
      clock: api.clock,
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    opened.push(test);
    return { api, test };
  }

  it('asks the simulator with the config and the secrets of a host', async () => {
    const { test } = await start();
    const { items } = await test.provider.listPage(scope, undefined, context);
    expect(items.map(({ id }) => id)).toEqual(['srv-1', 'srv-2']);
  });

  it('has permits that are good for one request each', async () => {
    const { api, test } = await start();
    const instance = await test.provider.get(scope, 'srv-2', context);
    if (!instance) throw new Error('There is no srv-2.');
    const permit = test.permit(instance, 'power_on');
    expect(await test.provider.power?.(scope, permit, context)).toEqual({ state: 'completed' });
    await expect(test.provider.power?.(scope, permit, context)).rejects.toThrow('The permit was used before');
    expect(api.journal.mutations()).toHaveLength(1);
  });

  it('reads again after a failure without waiting, however long the cloud asks it to', async () => {
    const { api, test } = await start();
    api.fail({ kind: 'status', status: 429, retryAfter: 9, times: 2 });
    expect((await test.provider.listPage(scope, undefined, context)).items).toHaveLength(2);
  });

  it('gives up as early as it is told to', async () => {
    const { api, test } = await start(100);
    api.fail({ kind: 'hang' });
    await expect(test.provider.verify({ name: 'default' }, context)).rejects.toMatchObject({
      code: 'PROVIDER_TIMEOUT',
    });
  });

  it('is refused for a wrong config', async () => {
    await expect(createTestProvider(acme, { config: { endpoint: 7 } })).rejects.toThrow('endpoint');
  });

  it('is refused for a plugin without one', async () => {
    const none = definePlugin({ name: 'none', apiVersion: 1 });
    await expect(createTestProvider(none)).rejects.toThrow('The plugin none has no provider.');
  });
});
