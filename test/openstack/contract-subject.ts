import type { PowerVariant } from 'multi-cloud-manager/plugin';
import { manualClock, type ContractSubject, type ExpectedPower } from 'multi-cloud-manager/testing';
import {
  createOpenStackSimulator,
  exampleServers,
  rateLimited,
  serverError,
  serverId,
  type OpenStackProject,
} from '../../examples/plugin-openstack/simulator/index.js';
import { makeProvider, NOW } from './world.js';

const PASSWORDS = { full: 'password-of-full', empty: 'password-of-empty', readOnly: 'password-of-reader' };
const SECRETS = { full: 'secret-of-full', empty: 'secret-of-empty', readOnly: 'secret-of-reader' };
const WRONG = 'nobody-has-this-password';

const servers = exampleServers().map(({ region: _, ...server }) => server);
const user = (name: keyof typeof PASSWORDS, role: 'member' | 'reader' = 'member') => [
  { username: name, password: PASSWORDS[name], role },
  { applicationCredentialId: name, secret: SECRETS[name], role },
];
const PROJECTS: readonly OpenStackProject[] = [
  { name: 'shop', servers, users: [...user('full'), ...user('readOnly', 'reader')] },
  { name: 'nothing', servers: [], users: user('empty') },
];

const request = (server: number, body: object): ExpectedPower => ({
  instance: serverId(server),
  method: 'POST',
  path: `/RegionOne/compute/v2.1/servers/${serverId(server)}/action`,
  body,
});

const POWER: Readonly<Partial<Record<PowerVariant, ExpectedPower>>> = {
  power_on: request(3, { 'os-start': null }),
  power_off: request(2, { 'os-stop': null }),
  reboot: request(2, { reboot: { type: 'SOFT' } }),
  force_reboot: request(2, { reboot: { type: 'HARD' } }),
};

/** The config of an account that logs in in this way. */
function account(way: 'password' | 'applicationCredential', authUrl: string, name: string, secret: string) {
  const project = name === 'empty' ? 'nothing' : 'shop';
  const login = way === 'password' ? { username: name, password: secret, project } : { id: name, secret };
  return { name, authUrl, [way]: login };
}

/**
 * OpenStack on its simulator, for the provider contract. `loggedIn`: with a token from the start, so that what goes wrong goes wrong
 * at Nova; else it is the login that meets it.
 */
export function openStackSubject(
  way: 'password' | 'applicationCredential',
  loggedIn: boolean,
): ContractSubject {
  const secrets = way === 'password' ? PASSWORDS : SECRETS;
  return {
    name: `openstack (${way}, ${loggedIn ? 'logged in' : 'not logged in yet'})`,
    create: async ({ timeoutMs }) => {
      const simulator = await createOpenStackSimulator({
        clock: manualClock(NOW),
        projects: PROJECTS,
        maxLimit: 3,
      });
      const { provider, mint, http } = makeProvider({
        accounts: Object.entries({ ...secrets, refused: WRONG }).map(([name, secret]) =>
          account(way, simulator.authUrl, name, secret),
        ),
        responseMs: timeoutMs,
        now: () => simulator.clock.now(),
      });
      if (loggedIn) {
        const { signal } = new AbortController();
        for (const name of Object.keys(secrets)) await provider.scopes({ name }, { signal });
        simulator.journal.clear();
      }
      const scope = (name: string) => ({ account: name, region: 'RegionOne' });
      return {
        provider,
        simulator,
        scopes: {
          full: scope('full'),
          empty: scope('empty'),
          refused: scope('refused'),
          readOnly: scope('readOnly'),
        },
        ids: servers.map(({ id }) => id),
        publicIpv4: { address: '203.0.113.8', instance: serverId(2) },
        privateIpv4: { address: '10.0.0.7', instance: serverId(3) },
        publicIpv6: { address: '2001:db8::a01', instance: serverId(4) },
        parsed: { [` ${serverId(1).toUpperCase()} `]: serverId(1) },
        unparsed: [
          '',
          'web-1',
          '42',
          '203.0.113.7',
          `${serverId(1)}/action`,
          serverId(1).replaceAll('-', ''),
        ],
        unknownId: serverId(99),
        faults: { rateLimited: rateLimited(1), serverError: serverError() },
        metrics: 'none',
        power: {
          expected: POWER,
          permit: (instance, action, force) =>
            mint.mint({
              provider: 'openstack',
              account: instance.account,
              instance,
              action,
              force,
              variant: force ? 'force_reboot' : action,
              callId: 'call-1',
            }),
          settleMs: 60_000,
        },
        secrets: [...Object.values(secrets), WRONG, 'gAAAAA-simulated-token'],
        close: async () => {
          await http.close();
          await simulator.close();
        },
      };
    },
  };
}
