import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  manualClock,
  type ScriptedAnswer,
  type TestHost,
  type TestHostOptions,
} from 'multi-cloud-manager/testing';
import openstack from '../../examples/plugin-openstack/src/index.js';
import {
  createOpenStackSimulator,
  serverId,
  type OpenStackSimulator,
} from '../../examples/plugin-openstack/simulator/index.js';
import { byCredential, byPassword, NOW } from './world.js';

const BATCH = { ip_confirmation: '203.0.113.8', name_confirmation: 'batch-1' };
const action = (number: number) => `/RegionOne/compute/v2.1/servers/${serverId(number)}/action`;

let simulator: OpenStackSimulator;
let hosts: TestHost[];

beforeEach(async () => {
  hosts = [];
  simulator = await createOpenStackSimulator({ clock: manualClock(NOW), maxLimit: 3 });
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await simulator.close();
});

/** A host with this one plugin, on the time of the simulator. */
async function open(options: Partial<TestHostOptions> = {}, account: object = {}): Promise<TestHost> {
  const accounts = [{ authUrl: simulator.authUrl, password: byPassword, ...account }];
  const host = await createTestHost({
    plugins: [{ use: openstack, config: { accounts } }],
    clock: { now: () => simulator.clock.now(), sleep: async (ms) => simulator.clock.advance(ms) },
    ...options,
  });
  hosts.push(host);
  return host;
}

const mutations = () => simulator.journal.mutations().map(({ method, path, body }) => [method, path, body]);
const power = (number: number, what: string, given: object = {}) => ({
  ...{ provider: 'openstack', instance_id: serverId(number), action: what, wait_seconds: 30 },
  ...given,
});

describe('the general tools, on a cloud that the host has never heard of', () => {
  it('there are these nine, and no other', async () => {
    const host = await open();
    expect((await host.tools()).map(({ name }) => name).sort()).toEqual([
      'check_provider_availability',
      'get_instance_by_provider',
      'get_instance_info',
      'get_instance_monitoring',
      'get_operation_history',
      'get_supported_providers',
      'get_system_status',
      'list_instances',
      'manage_instance_power',
    ]);
  });

  it('say what it can do', async () => {
    const host = await open();
    const { content } = await host.call('get_supported_providers');
    expect(content['providers']).toEqual([
      {
        name: 'openstack',
        display_name: 'OpenStack',
        description: 'Servers (Nova) of any OpenStack cloud: details and power. No metrics.',
        available: true,
        permissions: 'query and power',
        operations: ['query', 'power_on', 'power_off', 'reboot'],
        accounts: ['default'],
      },
    ]);
    expect((await host.call('get_system_status')).content['status']).toBe('operational');
    const checked = await host.call('check_provider_availability', {
      provider_name: 'openstack',
      verify: true,
    });
    expect(checked.content['accounts']).toEqual([
      {
        name: 'default',
        verified: true,
        summary: 'The login works; there are servers to be read in RegionOne, RegionTwo.',
      },
    ]);
  });

  it('list every page of every region', async () => {
    const host = await open();
    const { content } = await host.call('list_instances');
    const instances = content['instances'] as { name: string; region: string }[];
    expect(instances.map(({ name, region }) => `${region}/${name}`)).toEqual([
      'RegionOne/9168b536-cd40-4630-b43f-000000000007',
      'RegionOne/batch-1',
      'RegionOne/batch-2',
      'RegionOne/flat-net',
      'RegionOne/kept',
      'RegionOne/v6-only',
      'RegionOne/web-1',
      'RegionTwo/far-away',
    ]);
    expect(content['incomplete']).toEqual([]);
    const wrong = await host.call('list_instances', { region: 'Atlantis' });
    expect(wrong.code).toBe('VALIDATION_FAILED');
  });

  it('find a server by any of its addresses, and by its id', async () => {
    const host = await open();
    const by = async (ip_address: string) => (await host.call('get_instance_info', { ip_address })).content;
    expect(await by('203.0.113.9')).toMatchObject({ name: 'far-away', region: 'RegionTwo' });
    expect(await by('2001:db8:0:0::A01')).toMatchObject({ name: 'v6-only', region: 'RegionOne' });
    expect(await by('198.51.100.20')).toMatchObject({ name: 'flat-net' });
    const both = (await by('10.0.0.5'))['matches'] as { name: string }[];
    expect(both.map(({ name }) => name).sort()).toEqual(['far-away', 'web-1']);
    const identifier = serverId(1).toUpperCase();
    const one = await host.call('get_instance_by_provider', { provider: 'OpenStack', identifier });
    expect(one.content).toMatchObject({ id: serverId(1), details: { floating_ips: ['203.0.113.7'] } });
    expect((await host.call('get_instance_info', { ip_address: '203.0.113.77' })).code).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });

  it('a region that cannot be asked is named, and does not sink the other', async () => {
    simulator.fail({ kind: 'status', status: 500, match: { path: /^\/RegionTwo/ } });
    const host = await open();
    const { content } = await host.call('list_instances');
    expect((content['instances'] as unknown[]).length).toBe(7);
    expect(content['incomplete']).toMatchObject([
      { provider: 'openstack', account: 'default', region: 'RegionTwo', code: 'PROVIDER_ERROR' },
    ]);
  });

  it('have no measurements of it, and say so', async () => {
    const host = await open();
    const reply = await host.call('get_instance_monitoring', { identifier: '203.0.113.8' });
    expect([reply.isError, reply.code]).toEqual([true, 'OPERATION_NOT_SUPPORTED']);
  });
});

describe('power', () => {
  it.each([
    [2, 'reboot', {}, 'reboot', { reboot: { type: 'SOFT' } }, 'running'],
    [2, 'reboot', { force: true }, 'power cycle', { reboot: { type: 'HARD' } }, 'running'],
    [2, 'power_off', {}, 'power off', { 'os-stop': null }, 'stopped'],
    [3, 'power_on', {}, 'power on', { 'os-start': null }, 'running'],
  ] as const)(
    'of server %i: %s %j is one request, after the three right values, and is followed to its end',
    async (number, what, more, operation_confirmation, body, state_after) => {
      const host = await open();
      const right = number === 2 ? BATCH : { ip_confirmation: '10.0.0.7', name_confirmation: 'batch-2' };
      const challenge = await host.call('manage_instance_power', power(number, what, more));
      expect([challenge.isError, challenge.content['status']]).toEqual([false, 'confirmation_required']);
      expect(JSON.stringify(challenge)).not.toMatch(
        /power[_ -]on|power[_ -]off|shutdown|reboot\b|power[_ -]cycle|203\.0\.113|10\.0\.0|batch/i,
      );
      const wrong = await host.call(
        'manage_instance_power',
        power(number, what, { ...more, ...right, name_confirmation: 'web-1', operation_confirmation }),
      );
      expect(wrong.code).toBe('CONFIRMATION_FAILED');
      expect(mutations()).toEqual([]);
      const done = await host.call(
        'manage_instance_power',
        power(number, what, { ...more, ...right, operation_confirmation }),
      );
      expect(done.content).toMatchObject({ status: 'completed', instance_id: serverId(number), state_after });
      expect(done.content['request_id']).toMatch(/^req-0{8}-0000-4000-8000-\d{12}$/);
      expect(mutations()).toEqual([['POST', action(number), body]]);
    },
  );

  it('has no shutdown that never cuts the power, and nothing else is done instead', async () => {
    const host = await open();
    const reply = await host.call(
      'manage_instance_power',
      power(2, 'shutdown', { ...BATCH, operation_confirmation: 'shutdown' }),
    );
    expect(reply.code).toBe('OPERATION_NOT_SUPPORTED');
    expect(mutations()).toEqual([]);
  });

  it('of a server whose metadata says production needs a person', async () => {
    const right = {
      ip_confirmation: '203.0.113.7',
      name_confirmation: 'web-1',
      operation_confirmation: 'reboot',
    };
    const alone = await open();
    expect((await alone.call('manage_instance_power', power(1, 'reboot', right))).content).toMatchObject({
      status: 'confirmation_required',
      level: 'human',
    });
    expect(mutations()).toEqual([]);
    const shown: string[] = [];
    const host = await open({
      elicitation: ({ message }): ScriptedAnswer => {
        shown.push(message);
        return { action: 'accept', content: right };
      },
    });
    const reply = await host.call('manage_instance_power', power(1, 'reboot'));
    expect(reply.content['status']).toBe('completed');
    expect(shown[0]).toContain('It is marked as production, by its tags.');
    expect(shown[0]).toContain('A system that does not react is restarted by force');
    expect(mutations()).toHaveLength(1);
  });

  it('of a locked server is refused by Nova, in words of ours', async () => {
    const host = await open();
    const reply = await host.call(
      'manage_instance_power',
      power(6, 'reboot', {
        ...{ ip_confirmation: '10.0.0.8', name_confirmation: 'kept', operation_confirmation: 'reboot' },
      }),
    );
    expect([reply.code, (reply.content['error'] as { message: string }).message]).toEqual([
      'INSTANCE_STATE_CONFLICT',
      'Nova did not accept the action: the server is locked (HTTP 409).',
    ]);
  });

  it('is in the audit with its intent before it; that a token was fetched is not', async () => {
    const host = await open();
    await host.call(
      'manage_instance_power',
      power(2, 'reboot', { ...BATCH, operation_confirmation: 'reboot', reason: 'a test' }),
    );
    const trail = await host.audit();
    expect(trail.map(({ kind, tool }) => [kind, tool])).toEqual([
      ['intent', 'manage_instance_power'],
      ['call', 'manage_instance_power'],
    ]);
    expect(trail[1]).toMatchObject({
      status: 'completed',
      target: { provider: 'openstack', account: 'default', id: serverId(2), name: 'batch-1' },
    });
    const { content } = await host.call('get_operation_history', { provider: 'openstack' });
    expect(content['operations']).toMatchObject([{ action: 'reboot', instance_id: serverId(2) }]);
  });

  it('is left alone in read-only mode, in which logging in goes on', async () => {
    const host = await open({ config: { readOnly: true } });
    const reply = await host.call(
      'manage_instance_power',
      power(2, 'reboot', { ...BATCH, operation_confirmation: 'reboot' }),
    );
    expect(reply.code).toBe('POLICY_DENIED');
    expect((await host.call('get_instance_info', { ip_address: '203.0.113.8' })).content['name']).toBe(
      'batch-1',
    );
    expect(mutations()).toEqual([]);
  });
});

describe('passwords and tokens', () => {
  it.each([
    ['a password', {}, 'simulated-password'],
    [
      'an application credential',
      { password: undefined, applicationCredential: byCredential },
      'simulated-secret',
    ],
  ])(
    'of %s are in no answer, no log and no audit record, whatever happens',
    async (_way, account, secret) => {
      const host = await open({ config: { logLevel: 'debug' } }, account);
      const replies: unknown[] = [await host.tools()];
      const call = async (tool: string, input: Readonly<Record<string, unknown>> = {}) => {
        replies.push(await host.call(tool, input));
      };
      await call('list_instances');
      const [token = ''] = simulator.tokens();
      expect(token).toBe('gAAAAA-simulated-token-1');
      await call('get_system_status');
      await call('check_provider_availability', { provider_name: 'openstack', verify: true });
      await call('get_instance_by_provider', { provider: 'openstack', identifier: secret });
      await call('manage_instance_power', power(2, 'reboot', { reason: `with ${secret}`, dry_run: true }));
      await call('manage_instance_power', power(2, 'reboot', { name_confirmation: token }));
      const body = { error: { message: `${secret} ${token}` } };
      for (const status of [401, 403, 404, 409, 500]) {
        simulator.fail({ kind: 'status', status, body });
        await call('list_instances');
        await call(
          'manage_instance_power',
          power(2, 'reboot', { ...BATCH, operation_confirmation: 'reboot' }),
        );
        simulator.heal();
      }
      const everything = [JSON.stringify(replies), host.log.join(''), JSON.stringify(await host.audit())];
      expect(everything.map((text) => [text.includes(secret), text.includes('gAAAAA')])).toEqual([
        [false, false],
        [false, false],
        [false, false],
      ]);
      expect(everything[1]).toContain('POST /v3/auth/tokens');
      expect(everything[2]).toContain('with [redacted]');
    },
  );
});
