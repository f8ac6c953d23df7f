import { manualClock, type ContractSubject } from 'multi-cloud-manager/testing';
import {
  createAwsSimulator,
  exampleFleet,
  manyInstances,
  rateLimited,
  serverError,
} from '../../plugins/aws/simulator.js';
import { makeProvider } from './world.js';

const SECRETS = {
  full: 'secret-of-the-full-account',
  empty: 'secret-of-the-empty-account',
  refused: 'secret-that-is-not-right',
  session: 'session-token-of-the-full-account',
};
const REGION = 'eu-central-1';

const key = (accessKeyId: string, secretAccessKey: string) => ({ accessKeyId, secretAccessKey });

/** AWS on its simulator. */
export const awsSubject: ContractSubject = {
  name: 'aws',
  create: async ({ timeoutMs }) => {
    const clock = manualClock(new Date('2026-03-01T12:00:00Z'));
    const instances = [...exampleFleet(), ...manyInstances(30)];
    const simulator = await createAwsSimulator({
      clock,
      mostPerPage: 20,
      accounts: [
        {
          id: '111122223333',
          instances,
          keys: { ASIAFULL: { secretAccessKey: SECRETS.full, sessionToken: SECRETS.session } },
        },
        { id: '444455556666', instances: [], keys: { AKIAEMPTY: { secretAccessKey: SECRETS.empty } } },
      ],
    });
    const { provider, network } = makeProvider({
      config: {
        endpoint: simulator.url,
        region: REGION,
        accounts: [
          { name: 'full', ...key('ASIAFULL', SECRETS.full), sessionToken: SECRETS.session },
          { name: 'empty', ...key('AKIAEMPTY', SECRETS.empty) },
          { name: 'refused', ...key('AKIAEMPTY', SECRETS.refused) },
        ],
      },
      responseMs: timeoutMs,
      now: () => clock.now(),
    });
    return {
      provider,
      simulator,
      scopes: {
        full: { account: 'full', region: REGION },
        empty: { account: 'empty', region: REGION },
        refused: { account: 'refused', region: REGION },
        readOnly: 'none',
      },
      ids: instances.filter(({ region }) => region === REGION).map(({ id }) => id),
      publicIpv4: { address: '198.51.100.71', instance: 'i-0a1b2c3d4e5f60001' },
      privateIpv4: { address: '10.20.8.11', instance: 'i-0a1b2c3d4e5f60001' },
      publicIpv6: { address: '2001:db8::a07', instance: 'i-0a1b2c3d4e5f60003' },
      parsed: {
        'i-0a1b2c3d4e5f60001': 'i-0a1b2c3d4e5f60001',
        ' I-0A1B2C3D4E5F60001 ': 'i-0a1b2c3d4e5f60001',
        'i-1a2b3c4d': 'i-1a2b3c4d',
      },
      unparsed: ['', 'i-', 'i-123', 'i-0a1b2c3d4e5f6000g', 'vol-1a2b3c4d', '3164444', 'web', '203.0.113.7'],
      unknownId: 'i-0ffffffffffffffff',
      faults: { rateLimited: rateLimited(), serverError: serverError() },
      metrics: { monitored: 'i-0a1b2c3d4e5f60001', unmonitored: 'i-0a1b2c3d4e5f60005' },
      power: 'read-only',
      secrets: Object.values(SECRETS),
      close: async () => {
        await network.close();
        await simulator.close();
      },
    };
  },
};
