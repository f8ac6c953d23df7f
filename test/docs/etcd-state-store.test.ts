import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  createTestStateStore,
  manualClock,
  stateStoreContract,
  type Simulator,
  type SimulatorClock,
  type TestHost,
} from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import etcdStateStore from '../../examples/etcd-state-store.js';
import { main } from '../../src/cli/main.js';
import { FakeTerminal } from '../cli/terminal.js';
import { acmeApi } from './acme-api.js';
import { etcd } from './etcd.js';

const TOKEN = 'acme-token-5d1c';
const ETCD_TOKEN = 'etcd-token-91fe';

const open = async (clock: SimulatorClock = manualClock('2026-01-01T00:00:00Z')) => {
  const server = await etcd(ETCD_TOKEN, clock);
  const store = () =>
    createTestStateStore(etcdStateStore, { config: { endpoint: server.url }, env: { ETCD_TOKEN }, clock });
  const [one, two] = [await store(), await store()];
  return {
    one: one.store,
    two: two.store,
    async close() {
      await one.close();
      await two.close();
      await server.close();
    },
  };
};

stateStoreContract({ describe, it, expect }, { name: 'etcd', open });

it('etcd forgets a text some time after it may, and not before', async () => {
  const clock = manualClock('2026-01-01T00:00:00Z');
  const { one, two, close } = await open(clock);
  try {
    await one.put('thing/a1', '1', { keepUntil: new Date('2026-01-01T01:00:00Z') });
    await one.put('thing/a2', '2', {});
    clock.advance(3_600_000);
    expect(await two.get('thing/a1')).toMatchObject({ text: '1' });
    clock.advance(60_000);
    expect(await two.get('thing/a1')).toBeUndefined();
    expect(await two.list('thing')).toMatchObject([{ key: 'thing/a2' }]);
  } finally {
    await close();
  }
});

describe('the state store of the documents [RULE:STATE-STORES]', () => {
  let cloud: Simulator;
  let server: Simulator;
  const hosts: TestHost[] = [];
  /** A host on a machine of its own, as far as files go. */
  const start = async (): Promise<TestHost> => {
    const host = await createTestHost({
      plugins: [
        { use: acme, config: { endpoint: cloud.url } },
        { use: etcdStateStore, config: { endpoint: server.url } },
      ],
      config: { stateStore: 'etcd' },
      env: { ACME_TOKEN: TOKEN, ETCD_TOKEN },
    });
    hosts.push(host);
    return host;
  };
  const powerOn = (host: TestHost, name = 'web-2') =>
    host.call('manage_instance_power', {
      provider: 'acme',
      instance_id: 'srv-2',
      action: 'power_on',
      ip_confirmation: '192.0.2.8',
      name_confirmation: name,
      operation_confirmation: 'power on',
      wait_seconds: 0,
    });

  beforeEach(async () => {
    cloud = await acmeApi(TOKEN);
    server = await etcd(ETCD_TOKEN, manualClock('2026-01-01T00:00:00Z'));
  });
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.close();
    await cloud.close();
    await server.close();
  });

  it('lets one machine know of the wrong confirmations of another', async () => {
    const [one, two] = [await start(), await start()];
    for (const host of [one, two, one]) await powerOn(host, 'wrong');
    const locked = await powerOn(two);
    expect(locked.code).toBe('POWER_LOCKED');
    expect(locked.text).toContain('mcm unlock');
    expect(cloud.journal.mutations()).toEqual([]);
  });

  it('is what mcm unlock works on with the config that names it', async () => {
    const one = await start();
    for (let tried = 0; tried < 3; tried++) await powerOn(one, 'wrong');
    const file = join(one.stateDir, 'mcm.config.json');
    const plugin = fileURLToPath(new URL('../../examples/etcd-state-store.ts', import.meta.url));
    const plugins = [{ use: plugin, config: { endpoint: server.url } }];
    await writeFile(file, JSON.stringify({ plugins, stateStore: 'etcd' }));
    const terminal = new FakeTerminal({ stateDir: one.stateDir });
    const ended = terminal.run((io) =>
      main(['unlock', '--config', file], { ...io, env: { ...io.env, ETCD_TOKEN } }),
    );
    await terminal.expectText(/"acme\/default\/srv-2"/);
    await terminal.expectText(/Type unlock to do it/);
    terminal.type('unlock');
    expect(await ended).toBe(0);
    expect((await powerOn(await start())).isError).toBe(false);
  });

  it('refuses power where it cannot be reached, and reads all the same', async () => {
    const host = await start();
    await server.close();
    expect(await powerOn(host)).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(cloud.journal.mutations()).toEqual([]);
    expect(await host.call('list_instances')).toMatchObject({ isError: false });
  });

  it('that no plugin brings stops the start', async () => {
    await expect(
      createTestHost({
        plugins: [{ use: acme, config: { endpoint: cloud.url } }],
        config: { stateStore: 'etcd' },
      }),
    ).rejects.toThrow('stateStore: there is no state store "etcd"; no plugin here has one.');
  });
});
