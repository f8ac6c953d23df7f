import { expect } from '@jest/globals';
import { Acme, acme, server } from '../../fixtures/acme.js';
import { gate } from '../../fixtures/gate.js';
import type { Bench } from './bench.js';
import type { Client } from './clients.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, LEDGER, SHOP, SPARE, type Target } from './world.js';

const SENT = /^(in_progress|completed)$/;
const MINUTE = 60_000;

/** Three wrong confirmations, by these calls in turn. */
async function lock(target: Target, ...clients: readonly Client[]): Promise<void> {
  for (let time = 0; time < 3; time += 1) {
    const client = clients[time % clients.length];
    expect(await client?.restart(target, { ...target.right, name_confirmation: 'guess' })).toBe(
      'CONFIRMATION_FAILED',
    );
  }
}

const general = ({ cloud, input, right }: Target, provider: string = cloud) => ({
  ...{ provider, action: 'reboot', wait_seconds: 0, ...right },
  instance_id: String(input['droplet_id'] ?? input['instance_id']),
});

const LOCKOUT: readonly Way[] = [
  {
    name: 'by the same call, now right',
    async go(bench) {
      const { ada } = await bench.on(APP);
      await lock(APP, ada);
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'by the general tool, with the provider in another case',
    async go(bench) {
      const { ada } = await bench.on(APP);
      await lock(APP, ada);
      expect(await ada.call('manage_instance_power', general(APP, 'DigitalOcean'))).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the id in another spelling',
    async go(bench) {
      const { ada } = await bench.on(SHOP);
      await lock(SHOP, ada);
      const instance_id = String(SHOP.input['instance_id']).toUpperCase();
      expect(await ada.call(SHOP.tool, { instance_id, ...SHOP.right })).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'by another action',
    async go(bench) {
      const { ada } = await bench.on(APP);
      await lock(APP, ada);
      const off = { ...APP.input, ...APP.right, operation_confirmation: '强制关机' };
      expect(await ada.call('power_off_digitalocean_droplet', off)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'by another principal',
    async go(bench) {
      const { ada, client } = await bench.on(APP);
      await lock(APP, ada);
      const bob = await client({
        principal: { id: 'bob', source: 'os-user', groups: [], authenticated: false },
      });
      expect(await bob.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'by a host that was started later',
    async go(bench) {
      const { ada, stateDir, host } = await bench.on(APP);
      await lock(APP, ada);
      await ada.close();
      await host.close();
      const later = await bench.on(APP, { stateDir });
      expect(await later.ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the guesses given to two hosts',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      const other = await bench.on(APP, { stateDir });
      await lock(APP, ada, other.ada);
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
      expect(await other.ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the guesses made at once, on two hosts',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      const other = await bench.on(APP, { stateDir });
      const guess = (client: Client, name: string) =>
        client.restart(APP, { ...APP.right, name_confirmation: name });
      const guesses = ['a', 'b', 'c', 'd'].flatMap((name) => [guess(ada, name), guess(other.ada, name)]);
      for (const outcome of await Promise.all(guesses))
        expect(['CONFIRMATION_FAILED', 'POWER_LOCKED']).toContain(outcome);
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
      expect(await other.ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the guesses made in dry runs',
    async go(bench) {
      const { ada } = await bench.on(APP);
      for (let time = 0; time < 3; time += 1)
        await ada.restart(APP, { ...APP.right, name_confirmation: 'guess', dry_run: true });
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the guesses made in forms',
    async go(bench) {
      let name_confirmation = 'guess';
      const form = () => ({ action: 'accept' as const, content: { ...DATABASE.right, name_confirmation } });
      const config = { confirmation: { via: ['elicitation'] } };
      const { ada } = await bench.on(DATABASE, { config, as: { form } });
      for (let time = 0; time < 3; time += 1) expect(await ada.restart(DATABASE)).toBe('CONFIRMATION_FAILED');
      name_confirmation = DATABASE.right.name_confirmation;
      expect(await ada.restart(DATABASE)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the guesses made in a terminal, and an approval from before',
    async go(bench) {
      const { ada, person } = await bench.on(LEDGER);
      await ada.restart(LEDGER);
      await person.approves(LEDGER.right);
      const id = String(LEDGER.input['instance_id']);
      for (let time = 0; time < 3; time += 1)
        await person.lockout.wrong({ provider: 'vultr', account: 'default', id });
      expect(await ada.restart(LEDGER)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with a right confirmation between the wrong ones',
    due: 1,
    async go(bench) {
      const { ada } = await bench.on(APP);
      const wrong = { ...APP.right, name_confirmation: 'guess' };
      await ada.restart(APP, wrong);
      await ada.restart(APP, wrong);
      expect(await ada.restart(APP, APP.right)).toMatch(SENT);
      await ada.restart(APP, wrong);
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'after fourteen minutes, with more wrong ones meanwhile',
    async go(bench) {
      const { ada } = await bench.on(APP);
      await lock(APP, ada);
      bench.clock.advance(14 * MINUTE);
      expect(await ada.restart(APP, { ...APP.right, name_confirmation: 'guess' })).toBe('POWER_LOCKED');
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'after the clock was put back by an hour',
    async go(bench) {
      const { ada } = await bench.on(APP);
      await lock(APP, ada);
      bench.clock.advance(-60 * MINUTE);
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'with the clock put back before every guess',
    async go(bench) {
      const { ada } = await bench.on(APP);
      for (let time = 0; time < 3; time += 1) {
        await ada.restart(APP, { ...APP.right, name_confirmation: 'guess' });
        bench.clock.advance(-11 * MINUTE);
      }
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
    },
  },
];

const POWER = {
  ...{ provider: 'acme', instance_id: 'i-1', action: 'reboot', wait_seconds: 0 },
  ...{ ip_confirmation: '203.0.113.7', name_confirmation: 'server-i-1', operation_confirmation: 'reboot' },
};

/** A host on a cloud in memory, which a way can stop at any request. */
async function inMemory(bench: Bench, stateDir?: string, cloud = new Acme(server({ id: 'i-1' }))) {
  const options = { plugins: [acme(cloud)], ...(stateDir !== undefined && { stateDir }) };
  const served = await bench.host(options);
  return { ...served, cloud, ada: await served.client() };
}

/** Calls once, and once more while the cloud has the first request. */
async function meanwhile(
  bench: Bench,
  second: (first: Awaited<ReturnType<typeof inMemory>>) => Promise<void>,
) {
  const first = await inMemory(bench);
  bench.watch(first.cloud);
  const [arrived, release] = [gate(), gate()];
  first.cloud.answer = async () => {
    arrived.open();
    await release.promise;
    return { state: 'completed' };
  };
  const acting = first.ada.call('manage_instance_power', POWER);
  await arrived.promise;
  await second(first);
  release.open();
  expect(await acting).toBe('completed');
}

const LEASES: readonly Way[] = [
  {
    name: 'a second call on the same host while the first is at the cloud',
    due: 1,
    go: (bench) =>
      meanwhile(bench, async ({ ada }) => {
        expect(await ada.call('manage_instance_power', POWER)).toBe('OPERATION_IN_PROGRESS');
      }),
  },
  {
    name: 'another action on another host while the first is at the cloud',
    due: 1,
    go: (bench) =>
      meanwhile(bench, async ({ stateDir, cloud }) => {
        const { ada } = await inMemory(bench, stateDir, cloud);
        const off = { ...POWER, action: 'power_off', operation_confirmation: 'power_off' };
        expect(await ada.call('manage_instance_power', off)).toBe('OPERATION_IN_PROGRESS');
      }),
  },
  {
    name: 'a lease that was taken away between the guard and the request',
    async go(bench) {
      const { ada, cloud, person } = await inMemory(bench);
      bench.watch(cloud);
      let looks = 0;
      cloud.before = async ({ verb }) => {
        looks += verb === 'get' ? 1 : 0;
        if (looks === 2) for (const lease of await person.leases.list()) await person.leases.clear(lease);
      };
      expect(await ada.call('manage_instance_power', POWER)).toBe('OPERATION_IN_PROGRESS');
    },
  },
  {
    name: 'a right guess among wrong ones that were counted while it was under way',
    async go(bench) {
      const { ada, cloud } = await inMemory(bench);
      bench.watch(cloud);
      const [held, counted] = [gate(), gate()];
      let looks = 0;
      cloud.before = async ({ verb }) => {
        looks += verb === 'get' ? 1 : 0;
        if (verb !== 'get' || looks !== 2) return;
        held.open();
        await counted.promise;
      };
      const right = ada.call('manage_instance_power', POWER);
      await held.promise;
      for (let time = 0; time < 3; time += 1)
        await ada.call('manage_instance_power', { ...POWER, name_confirmation: 'guess' });
      counted.open();
      expect(await right).toBe('POWER_LOCKED');
    },
  },
  {
    name: 'a call that was cancelled before its request',
    async go(bench) {
      const served = await bench.host();
      const client = await served.raw({ capabilities: {} });
      const { simulator } = await bench.cloud('digitalocean');
      simulator.fail({ kind: 'hang', match: { method: 'GET' } });
      const looked = simulator.journal.until(({ method }) => method === 'GET');
      client.restart(1, APP, APP.right);
      await looked;
      client.wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
      expect(await client.wire.ping()).toMatchObject({ result: {} });
    },
  },
  {
    name: 'two servers at once, each with the values of the other',
    async go(bench) {
      const { ada } = await bench.on(APP);
      const replies = await Promise.all([ada.restart(APP, SPARE.right), ada.restart(SPARE, APP.right)]);
      expect(replies).toEqual(['CONFIRMATION_FAILED', 'CONFIRMATION_FAILED']);
    },
  },
];

export const TOGETHER: readonly Group[] = [
  { name: 'a lock after three wrong confirmations, gone around', ways: LOCKOUT },
  { name: 'calls that meet', ways: LEASES },
];
