import type { PowerVariant } from 'multi-cloud-manager/plugin';
import { manualClock, type ContractSubject, type ExpectedPower } from 'multi-cloud-manager/testing';
import {
  createDigitalOceanSimulator,
  exampleFleet,
  manyDroplets,
  rateLimited,
  serverError,
} from '../../plugins/digitalocean/simulator.js';
import { makeProvider } from './world.js';

const TOKENS = {
  full: 'dop_v1_full_access',
  readOnly: 'dop_v1_only_reading',
  empty: 'dop_v1_empty_account',
  refused: 'dop_v1_not_a_token',
};

const request = (instance: string, type: string): ExpectedPower => ({
  instance,
  method: 'POST',
  path: `/v2/droplets/${instance}/actions`,
  body: { type },
});

const POWER: Readonly<Record<PowerVariant, ExpectedPower>> = {
  power_on: request('123459', 'power_on'),
  power_off: request('123456', 'power_off'),
  shutdown: request('123456', 'shutdown'),
  reboot: request('123456', 'reboot'),
  force_reboot: request('123456', 'power_cycle'),
};

/** DigitalOcean on its simulator, for the provider contract. */
export const digitalOceanSubject: ContractSubject = {
  name: 'digitalocean',
  create: async ({ timeoutMs }) => {
    const droplets = [...exampleFleet(), ...manyDroplets(230)];
    const simulator = await createDigitalOceanSimulator({
      clock: manualClock(new Date('2026-03-01T12:00:00Z')),
      accounts: [
        { droplets, tokens: { [TOKENS.full]: 'all', [TOKENS.readOnly]: 'read' } },
        { droplets: [], tokens: { [TOKENS.empty]: 'all' } },
      ],
    });
    const { provider, mint, http } = makeProvider({
      config: {
        endpoint: simulator.url,
        accounts: Object.entries(TOKENS).map(([name, token]) => ({ name, token })),
      },
      responseMs: timeoutMs,
    });
    return {
      provider,
      simulator,
      scopes: {
        full: { account: 'full' },
        empty: { account: 'empty' },
        refused: { account: 'refused' },
        readOnly: { account: 'readOnly' },
      },
      ids: droplets.map(({ wire }) => String(wire.id)),
      publicIpv4: { address: '203.0.113.8', instance: '123457' },
      privateIpv4: { address: '10.114.0.3', instance: '123457' },
      publicIpv6: { address: '2001:db8::a01', instance: '123458' },
      parsed: { '3164444': '3164444', ' 42 ': '42', '0042': '42' },
      unparsed: ['', '0', '-1', '1.5', '12a', 'web-server-01', '203.0.113.7', '1'.repeat(16), '../1'],
      unknownId: '999999999',
      faults: { rateLimited: rateLimited(60), serverError: serverError() },
      metrics: { monitored: '123456', unmonitored: '123460' },
      power: {
        expected: POWER,
        permit: (instance, action, force) =>
          mint.mint({
            provider: 'digitalocean',
            account: instance.account,
            instance,
            action,
            force,
            variant: force ? 'force_reboot' : action,
            callId: 'call-1',
          }),
        settleMs: 60_000,
      },
      secrets: Object.values(TOKENS),
      close: async () => {
        await http.close();
        await simulator.close();
      },
    };
  },
};
