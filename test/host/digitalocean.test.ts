import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  type ScriptedAnswer,
  type TestHost,
  type TestHostOptions,
} from 'multi-cloud-manager/testing';
import digitalocean from '../../plugins/digitalocean/index.js';
import {
  createDigitalOceanSimulator,
  droplet,
  exampleFleet,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import { TestClock } from '../fixtures/clock.js';

const TOKEN = 'dop_v1_canary_0123456789abcdef';
const FLEET = [
  ...exampleFleet().filter(({ wire }) => wire.id !== 123456),
  droplet({ id: 123456, name: 'web-server-01', privateIpv4: '192.168.1.100', tags: ['web'] }),
  droplet({ id: 200001, name: 'app-1', ipv4: '203.0.113.50', ipv6: '2001:0DB8::0050', tags: ['app'] }),
  droplet({ id: 200002, name: 'app-2', ipv4: '203.0.113.51', status: 'off', tags: ['app'] }),
];
const APP = { ip_confirmation: '203.0.113.50', name_confirmation: 'app-1' };

let simulator: DigitalOceanSimulator;
let hosts: TestHost[];

beforeEach(async () => {
  hosts = [];
  simulator = await createDigitalOceanSimulator({
    accounts: [{ droplets: FLEET, tokens: { [TOKEN]: 'all' } }],
    actionSeconds: 0,
  });
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await simulator.close();
});

async function open(options: Partial<TestHostOptions> = {}): Promise<TestHost> {
  const host = await createTestHost({
    plugins: [digitalocean],
    clock: TestClock.running(),
    env: { DIGITALOCEAN_TOKEN: TOKEN, DIGITALOCEAN_API_URL: simulator.url },
    ...options,
  });
  hosts.push(host);
  return host;
}

/** What was changed at DigitalOcean, as method, path and body. */
const mutations = () => simulator.journal.mutations().map(({ method, path, body }) => [method, path, body]);

describe('the main job on DigitalOcean', () => {
  it('an address comes in, and the server is rebooted once, after the right confirmation [RULE:MAIN-JOB]', async () => {
    const host = await open();
    const found = await host.call('get_instance_info', { ip_address: '2001:db8:0::50' });
    expect(found.content).toMatchObject({
      provider: 'digitalocean',
      id: '200001',
      name: 'app-1',
      status: 'running',
    });

    const reboot = { droplet_id: 200001, wait_seconds: 5 };
    const challenge = await host.call('reboot_digitalocean_droplet', reboot);
    expect([challenge.isError, challenge.content['status']]).toEqual([false, 'confirmation_required']);
    expect(JSON.stringify(challenge)).not.toMatch(/203\.0\.113\.50|2001:db8|app-1|reboot\b|重启/i);

    const wrong = await host.call('reboot_digitalocean_droplet', {
      ...reboot,
      ...APP,
      name_confirmation: 'app-2',
      operation_confirmation: 'reboot',
    });
    expect(wrong.code).toBe('CONFIRMATION_FAILED');
    expect(JSON.stringify(wrong)).not.toMatch(/203\.0\.113\.50|app-1|\breboot\b/);
    expect(mutations()).toEqual([]);

    const done = await host.call('reboot_digitalocean_droplet', {
      ...reboot,
      ...APP,
      operation_confirmation: 'reboot',
    });
    expect(done.content).toMatchObject({
      status: 'completed',
      provider: 'digitalocean',
      instance_id: '200001',
      action: 'reboot',
      state_before: 'running',
      state_after: 'running',
    });
    expect(mutations()).toEqual([['POST', '/v2/droplets/200001/actions', { type: 'reboot' }]]);

    const trail = await host.audit();
    expect(trail.map((each) => [each.kind, each.tool, 'outcome' in each ? each.outcome : undefined])).toEqual(
      [
        ['call', 'get_instance_info', 'result'],
        ['call', 'reboot_digitalocean_droplet', 'challenge'],
        ['call', 'reboot_digitalocean_droplet', 'refused'],
        ['intent', 'reboot_digitalocean_droplet', undefined],
        ['call', 'reboot_digitalocean_droplet', 'result'],
      ],
    );
    expect(trail.at(-1)).toMatchObject({
      status: 'completed',
      operation_id: done.content['operation_id'],
      target: {
        provider: 'digitalocean',
        account: 'default',
        id: '200001',
        name: 'app-1',
        status: 'running',
      },
    });
  });

  it('the example of the specification works in one go [RULE:ONE-CALL]', async () => {
    const host = await open();
    const reply = await host.call('reboot_digitalocean_droplet', {
      droplet_id: 123456,
      ip_confirmation: '192.168.1.100',
      name_confirmation: 'web-server-01',
      operation_confirmation: '重启',
    });
    expect(reply.content).toMatchObject({ status: 'completed', instance_id: '123456' });
    expect(mutations()).toEqual([['POST', '/v2/droplets/123456/actions', { type: 'reboot' }]]);
  });

  it.each<[string, string, object, number, object]>([
    ['power_off_digitalocean_droplet', '强制关机', { type: 'power_off' }, 200001, APP],
    ['shutdown_digitalocean_droplet', '关机', { type: 'shutdown' }, 200001, APP],
    ['reboot_digitalocean_droplet', 'reboot', { type: 'reboot' }, 200001, APP],
    [
      'power_on_digitalocean_droplet',
      '开机',
      { type: 'power_on' },
      200002,
      { ip_confirmation: '203.0.113.51', name_confirmation: 'app-2' },
    ],
  ])('%s sends exactly one request', async (tool, operation_confirmation, body, droplet_id, given) => {
    const host = await open();
    const reply = await host.call(tool, { droplet_id: String(droplet_id), ...given, operation_confirmation });
    expect(reply.content['status']).toBe('completed');
    expect(mutations()).toEqual([['POST', `/v2/droplets/${String(droplet_id)}/actions`, body]]);
  });

  it('manage_instance_power does the same on any cloud, forced too [TOOL:manage_instance_power]', async () => {
    const host = await open();
    const call = { provider: 'DigitalOcean', instance_id: '200001', ...APP };
    await host.call('manage_instance_power', { ...call, action: 'reboot', operation_confirmation: 'reboot' });
    await host.call('manage_instance_power', {
      ...call,
      action: 'reboot',
      force: true,
      operation_confirmation: 'power cycle',
    });
    await host.call('manage_instance_power', {
      ...call,
      action: 'power_off',
      operation_confirmation: 'Power-Off',
    });
    const conflict = await host.call('manage_instance_power', { ...call, action: 'shutdown' });
    expect(conflict.code).toBe('INSTANCE_STATE_CONFLICT');
    expect(mutations()).toEqual([
      ['POST', '/v2/droplets/200001/actions', { type: 'reboot' }],
      ['POST', '/v2/droplets/200001/actions', { type: 'power_cycle' }],
      ['POST', '/v2/droplets/200001/actions', { type: 'power_off' }],
    ]);
  });

  it.each(['power_on', 'power_off', 'shutdown', 'reboot'])(
    'the challenge of %s holds none of the words that confirm it [RULE:NEVER-THE-EXPECTED-VALUES]',
    async (action) => {
      const host = await open();
      const id = action === 'power_on' ? '200002' : '200001';
      for (const force of action === 'reboot' ? [false, true] : [false]) {
        const call = { provider: 'digitalocean', instance_id: id, action, force };
        const reply = await host.call('manage_instance_power', call);
        expect(reply.content['status']).toBe('confirmation_required');
        expect(JSON.stringify(reply)).not.toMatch(
          /power[_ -]on|power[_ -]off|shutdown|reboot\b|power[_ -]cycle|203\.0\.113\.5|app-[12]/i,
        );
      }
    },
  );

  it('a large production database needs a person [RULE:HUMAN-LEVEL]', async () => {
    const right = {
      ip_confirmation: '203.0.113.8',
      name_confirmation: 'db-main',
      operation_confirmation: 'reboot',
    };
    const alone = await open();
    expect(
      (await alone.call('reboot_digitalocean_droplet', { droplet_id: 123457, ...right })).content,
    ).toMatchObject({ status: 'confirmation_required', level: 'human', approve: { id: expect.any(String) } });
    expect(mutations()).toEqual([]);
    const shown: string[] = [];
    const host = await open({
      elicitation: ({ message }): ScriptedAnswer => {
        shown.push(message);
        return { action: 'accept', content: right };
      },
    });
    const reply = await host.call('reboot_digitalocean_droplet', { droplet_id: 123457 });
    expect(reply.content['status']).toBe('completed');
    expect(shown[0]).toContain('It is marked as production, by its tags.');
    expect(shown[0]).toContain('It is a large instance (16 vCPUs, 64 GiB).');
    expect(mutations()).toHaveLength(1);
  });

  it('a request whose answer is lost is unknown, and is sent no second time [RULE:NEVER-SENT-TWICE]', async () => {
    simulator.fail({ kind: 'reset', match: { method: 'POST' }, times: 1, takesEffect: true });
    const host = await open();
    const reply = await host.call('reboot_digitalocean_droplet', {
      droplet_id: 200001,
      ...APP,
      operation_confirmation: 'reboot',
      wait_seconds: 0,
    });
    expect(reply.content['status']).toBe('unknown');
    expect(mutations()).toHaveLength(1);
    expect((await host.audit()).at(-1)).toMatchObject({ outcome: 'result', status: 'unknown' });
  });
});

describe('reading droplets', () => {
  it('monitoring is data, and a droplet without the agent is told of in words [RULE:REAL-MONITORING]', async () => {
    const host = await open({ clock: TestClock.still(new Date().toISOString()) });
    const watched = await host.call('get_digitalocean_droplet_monitoring', { droplet_id: 200001 });
    const series = watched.content['series'] as { name: string; avg: number }[];
    expect(series.length).toBeGreaterThan(4);
    for (const { avg } of series) expect(Number.isFinite(avg)).toBe(true);
    const blind = await host.call('get_digitalocean_droplet_monitoring', { droplet_id: 123460 });
    expect(blind.isError).toBe(false);
    expect(String(blind.content['notes'])).toMatch(/agent/);
  });

  it('the list has GPU droplets too, and goes on from its cursor [RULE:ALL-PAGES]', async () => {
    const host = await open();
    const first = await host.call('list_digitalocean_droplets', { limit: 5 });
    const second = await host.call('list_digitalocean_droplets', {
      limit: 5,
      cursor: first.content['cursor'],
    });
    const names = [first, second].flatMap(({ content }) =>
      (content['instances'] as { name: string }[]).map(({ name }) => name),
    );
    expect([names.length, new Set(names).size, names.includes('trainer')]).toEqual([
      FLEET.length,
      FLEET.length,
      true,
    ]);
    expect(second.content['total']).toBe(FLEET.length);
  });
});

describe('the token', () => {
  it('is in no answer, no log and no audit record, whatever happens [RULE:NO-SECRET]', async () => {
    const host = await open({ config: { logLevel: 'debug' } });
    const replies: unknown[] = [await host.tools()];
    const call = async (tool: string, input: Readonly<Record<string, unknown>> = {}) => {
      replies.push(await host.call(tool, input));
    };
    await call('get_system_status');
    await call('check_provider_availability', { provider_name: 'digitalocean', verify: true });
    await call('list_digitalocean_droplets');
    await call('get_instance_info', { ip_address: '203.0.113.50' });
    await call('get_instance_by_provider', { provider: 'digitalocean', identifier: TOKEN });
    await call('reboot_digitalocean_droplet', { droplet_id: 200001, reason: `with ${TOKEN}`, dry_run: true });
    await call('reboot_digitalocean_droplet', { droplet_id: 200001, name_confirmation: TOKEN });
    simulator.fail({ kind: 'status', status: 401, body: { id: 'unauthorized', message: `Bearer ${TOKEN}` } });
    await call('list_digitalocean_droplets');
    simulator.heal();
    simulator.fail({ kind: 'status', status: 422, body: { id: 'x', message: `authorization ${TOKEN}` } });
    await call('get_digitalocean_droplet_info', { ip_address_or_id: '200001' });
    const everything = [JSON.stringify(replies), host.log.join(''), JSON.stringify(await host.audit())];
    expect(everything.map((text) => text.includes(TOKEN))).toEqual([false, false, false]);
    expect(everything[2]).toContain('with [redacted]');
  });
});
