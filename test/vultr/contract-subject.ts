import type { PowerVariant } from 'multi-cloud-manager/plugin';
import { manualClock, type ContractSubject, type ExpectedPower } from 'multi-cloud-manager/testing';
import {
  createVultrSimulator,
  EXAMPLE,
  exampleFleet,
  exampleReservedIps,
  manyInstances,
  rateLimited,
  serverError,
} from '../../plugins/vultr/simulator.js';
import { makeProvider } from './world.js';

const KEYS = {
  full: 'VULTRKEYWITHALLRIGHTS',
  readOnly: 'VULTRKEYTHATONLYREADS',
  empty: 'VULTRKEYOFEMPTYACCOUNT',
  refused: 'VULTRKEYTHATISNONE',
};

const request = (instance: string, name: string): ExpectedPower => ({
  instance,
  method: 'POST',
  path: `/v2/instances/${instance}/${name}`,
  body: undefined,
});

const POWER: Readonly<Partial<Record<PowerVariant, ExpectedPower>>> = {
  power_on: request(EXAMPLE.stopped, 'start'),
  power_off: request(EXAMPLE.web, 'halt'),
  reboot: request(EXAMPLE.web, 'reboot'),
};

const UPPER_CASE = EXAMPLE.web.toUpperCase();

/** Vultr on its simulator; its 4xx answers may come without a body. */
export const vultrSubject = (emptyErrors = false): ContractSubject => ({
  name: emptyErrors ? 'vultr, with errors that have no body,' : 'vultr',
  create: async ({ timeoutMs }) => {
    const instances = [...exampleFleet(), ...manyInstances(3)];
    const simulator = await createVultrSimulator({
      clock: manualClock(new Date('2026-03-01T12:00:00Z')),
      // The real page holds 500; the client has to follow the cursors however many come.
      mostPerPage: 4,
      emptyErrors,
      accounts: [
        {
          instances,
          reservedIps: exampleReservedIps(),
          keys: { [KEYS.full]: 'all', [KEYS.readOnly]: 'read' },
        },
        { instances: [], keys: { [KEYS.empty]: 'all' } },
      ],
    });
    const { provider, mint, http } = makeProvider({
      config: {
        endpoint: simulator.url,
        accounts: Object.entries(KEYS).map(([name, apiKey]) => ({ name, apiKey })),
      },
      responseMs: timeoutMs,
      now: () => simulator.clock.now(),
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
      ids: instances.map(({ wire }) => wire.id),
      publicIpv4: { address: '198.51.100.40', instance: EXAMPLE.database },
      privateIpv4: { address: '10.99.0.4', instance: EXAMPLE.database },
      publicIpv6: { address: '2001:db8:5:6bb:5400:2ff:fee5:3fe3', instance: EXAMPLE.ipv6Only },
      parsed: { [EXAMPLE.web]: EXAMPLE.web, [` ${UPPER_CASE} `]: EXAMPLE.web },
      unparsed: [
        '',
        '123456',
        'shop-web-01',
        '192.0.2.123',
        EXAMPLE.web.slice(1),
        `${EXAMPLE.web}/halt`,
        '../1',
      ],
      unknownId: '00000000-0000-4000-8000-ffffffffffff',
      faults: { rateLimited: rateLimited(60), serverError: serverError() },
      metrics: { monitored: EXAMPLE.web, unmonitored: EXAMPLE.database },
      power: {
        expected: POWER,
        permit: (instance, action, force) =>
          mint.mint({
            provider: 'vultr',
            account: instance.account,
            instance,
            action,
            force,
            variant: action,
            callId: 'call-1',
          }),
        settleMs: 60_000,
      },
      secrets: [...Object.values(KEYS), 'simulated-first-password', 'novnc'],
      close: async () => {
        await http.close();
        await simulator.close();
      },
    };
  },
});
