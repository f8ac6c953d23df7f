import { manualClock, type JournalEntry } from 'multi-cloud-manager/testing';
import type { Instance, PluginDefinition } from 'multi-cloud-manager/plugin';
import digitalocean from '../../plugins/digitalocean/index.js';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import { directHost, type DirectHost } from '../fixtures/direct-host.js';

/** The droplet that everybody is after. */
export const ID = '1001';
export const OTHER = '1002';
export const RIGHT = {
  ip_confirmation: '203.0.113.1',
  name_confirmation: 'target',
  operation_confirmation: 'reboot',
};

/** A request that is no read, as it arrived. */
export type Sent = readonly [method: string, path: string, body: unknown];

/** DigitalOcean on its simulator, a host on it, and whatever else is loaded into that. */
export interface Den {
  readonly simulator: DigitalOceanSimulator;
  readonly host: DirectHost;
  /** Everything that is no read, as it arrived. */
  sent(): readonly Sent[];
  close(): Promise<void>;
}

export async function den(
  plugins: (simulator: DigitalOceanSimulator) => readonly PluginDefinition[] = () => [],
): Promise<Den> {
  const simulator = await createDigitalOceanSimulator({
    clock: manualClock('2026-03-01T12:00:00Z'),
    actionSeconds: 0,
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [
          droplet({ id: Number(ID), name: 'target', ipv4: '203.0.113.1', tags: ['batch'] }),
          droplet({ id: Number(OTHER), name: 'other', ipv4: '203.0.113.2', tags: ['batch'] }),
        ],
      },
    ],
  });
  const host = await directHost({
    config: { plugins: [digitalocean, ...plugins(simulator)].map((use) => ({ use })) },
    clock: { now: () => simulator.clock.now(), sleep: async (ms) => simulator.clock.advance(ms) },
    env: { DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: simulator.url },
  });
  return {
    simulator,
    host,
    sent: () =>
      simulator.journal.mutations().map(({ method, path, body }: JournalEntry) => [method, path, body]),
    async close() {
      await host.close();
      await simulator.close();
    },
  };
}

/** The droplet as an instance, as a plugin would make it up. */
export const instance = (provider: string, more: Partial<Instance> = {}): Instance => ({
  ...{ provider, account: 'default', id: ID, name: 'target', status: 'running', provider_status: 'active' },
  ...{ region: 'fra1', type: 's-1vcpu-1gb', vcpus: 1, memory_mib: 1024 },
  ...{ public_ips: ['203.0.113.1'], private_ips: [], tags: { batch: '' }, ...more },
});
