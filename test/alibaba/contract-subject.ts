import type { PowerVariant } from 'multi-cloud-manager/plugin';
import { manualClock, type ContractSubject, type ExpectedPower } from 'multi-cloud-manager/testing';
import {
  createAlibabaSimulator,
  exampleFleet,
  manyInstances,
  serverError,
  throttled,
} from '../../plugins/alibaba/simulator.js';
import { makeProvider, restlessClock } from './world.js';

const REGION = 'cn-hangzhou';
const KEYS = {
  full: { id: 'LTAI5tFullAccessKey', secret: 'secret-of-full-access' },
  readOnly: { id: 'LTAI5tOnlyReading', secret: 'secret-of-only-reading' },
  empty: { id: 'LTAI5tEmptyAccount', secret: 'secret-of-empty-account' },
  refused: { id: 'LTAI5tRefusedKey', secret: 'secret-of-refused-key' },
};

const request = (instance: string, query: Readonly<Record<string, string>>): ExpectedPower => ({
  ...{ instance, method: 'POST', path: '/', body: undefined },
  query: { InstanceId: instance, ...query },
});

const POWER: Readonly<Record<PowerVariant, ExpectedPower>> = {
  power_on: request('i-bp1stagingold000004', {}),
  power_off: request('i-bp1webserver0000001', { ForceStop: 'true', StoppedMode: 'KeepCharging' }),
  shutdown: request('i-bp1webserver0000001', { ForceStop: 'false', StoppedMode: 'KeepCharging' }),
  reboot: request('i-bp1webserver0000001', { ForceStop: 'false' }),
  force_reboot: request('i-bp1webserver0000001', { ForceStop: 'true' }),
};

/** Alibaba Cloud on its simulator, for the provider contract. */
export const alibabaSubject: ContractSubject = {
  name: 'alibaba',
  create: async ({ timeoutMs }) => {
    const instances = [...exampleFleet(), ...manyInstances(210)];
    const simulator = await createAlibabaSimulator({
      clock: manualClock(new Date('2026-03-01T12:00:00Z')),
      accounts: [
        {
          instances,
          keys: { [KEYS.full.id]: KEYS.full, [KEYS.readOnly.id]: { ...KEYS.readOnly, may: 'read' } },
        },
        { instances: [], keys: { [KEYS.empty.id]: KEYS.empty } },
      ],
    });
    const { provider, mint, close } = makeProvider({
      config: {
        endpoint: simulator.url,
        accounts: Object.entries(KEYS).map(([name, { id, secret }]) => ({
          ...{ name, accessKeyId: id, accessKeySecret: secret },
        })),
      },
      responseMs: timeoutMs,
      clock: restlessClock(() => simulator.clock.now()),
    });
    return {
      provider,
      simulator,
      scopes: {
        full: { account: 'full', region: REGION },
        empty: { account: 'empty', region: REGION },
        refused: { account: 'refused', region: REGION },
        readOnly: { account: 'readOnly', region: REGION },
      },
      ids: instances.filter(({ wire }) => wire.RegionId === REGION).map(({ wire }) => wire.InstanceId),
      publicIpv4: { address: '203.0.113.41', instance: 'i-bp1databasemain0002' },
      privateIpv4: { address: '10.120.0.3', instance: 'i-bp1databasemain0002' },
      publicIpv6: { address: '2001:db8::e01', instance: 'i-bp1ipv6only00000003' },
      parsed: {
        'i-bp67acfmxazb4ph12345': 'i-bp67acfmxazb4ph12345',
        ' i-0123456789 ': 'i-0123456789',
      },
      unparsed: [
        '',
        'i-',
        'i-short',
        'I-BP67ACFMXAZB4PH',
        '123456',
        'web-server-01',
        '203.0.113.40',
        'i-bp67acfmx/../x',
      ],
      unknownId: 'i-bp1nothingthere0000',
      faults: { rateLimited: throttled(), serverError: serverError() },
      metrics: { monitored: 'i-bp1webserver0000001', unmonitored: 'i-bp1baremetal0000005' },
      power: {
        expected: POWER,
        permit: (instance, action, force) =>
          mint.mint({
            ...{ provider: 'alibaba', account: instance.account, instance, action, force },
            variant: force ? 'force_reboot' : action,
            callId: 'call-1',
          }),
        settleMs: 60_000,
      },
      secrets: Object.values(KEYS).flatMap(({ id, secret }) => [id, secret]),
      close: async () => {
        await close();
        await simulator.close();
      },
    };
  },
};
