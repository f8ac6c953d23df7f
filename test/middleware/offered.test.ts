import { describe, expect, it } from '@jest/globals';
import type { ConfigInput } from '../../src/config/schema.js';
import { CATALOGUE } from '../catalogue.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { calls, errorOf } from '../fixtures/direct-host.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';
import { talker } from '../fixtures/talker.js';

type ToolsConfig = NonNullable<ConfigInput['tools']>;

const call = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };

describe('a host that is read-only [RULE:READ-ONLY]', () => {
  it('offers no power tool', async () => {
    const host = await hostOf(new Acme(), { config: { readOnly: true } });
    expect((await host.tools()).map(({ name }) => name)).toEqual([
      'get_instance_info',
      'get_instance_by_provider',
      'list_instances',
      'get_instance_monitoring',
      'get_supported_providers',
      'get_system_status',
      'check_provider_availability',
      'get_operation_history',
      'list_acme_instances',
    ]);
  });

  it('refuses one that is called anyway, before anything is read, and records it', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await hostOf(cloud, { config: { readOnly: true } });
    expect(errorIn(await host.call('manage_instance_power', call))).toMatchObject({
      code: 'POLICY_DENIED',
      message: 'mcm is read-only here: it was started with readOnly or --read-only.',
    });
    expect(cloud.asked).toEqual([]);
    expect(calls(await host.audit())).toMatchObject([
      { outcome: 'refused', code: 'POLICY_DENIED', decisions: [{ decision: 'deny', by: 'offered' }] },
    ]);
  });

  it('still answers questions, and says in its status that it is limited', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })), { config: { readOnly: true } });
    expect((await host.call('get_instance_info', { ip_address: '203.0.113.7' })).content['id']).toBe('i-1');
    expect((await host.call('get_system_status')).content).toMatchObject({
      status: 'limited',
      read_only: true,
    });
    expect((await host.call('get_supported_providers')).content).toMatchObject({
      providers: [{ name: 'acme', operations: ['query'] }],
    });
  });

  it('whose config nobody trusts names the file and the command', async () => {
    const host = await direct({
      config: { plugins: [acme(new Acme())] },
      untrusted: { file: '/srv/mcm.config.ts', command: 'mcm trust' },
    });
    expect(errorOf(await host.call('manage_instance_power', call))).toMatchObject({
      code: 'POLICY_DENIED',
      message:
        'mcm is read-only here: /srv/mcm.config.ts is not trusted. Look at it, then run `mcm trust` in its directory.',
    });
  });
});

describe('the tools that a host offers [RULE:TOOL-SELECTION]', () => {
  const GENERAL = CATALOGUE.general.map(({ name }) => name);
  const offeredBy = async (tools: ToolsConfig, cloud = new Acme()): Promise<readonly string[]> =>
    (await (await hostOf(cloud, { config: { tools } })).tools()).map(({ name }) => name);

  it('are all of them by default', async () => {
    expect(await offeredBy({})).toEqual([...GENERAL, 'list_acme_instances', 'reboot_acme_instance']);
  });

  it('unified are the general ones, and their number is told', async () => {
    const host = await hostOf(new Acme(), { config: { tools: { preset: 'unified' } } });
    expect((await host.tools()).map(({ name }) => name)).toEqual(GENERAL);
    expect((await host.call('get_system_status')).content).toMatchObject({ counts: { tools: 9 } });
  });

  it.each([
    [['reboot_acme_instance'], ['reboot_acme_instance']],
    [['*_acme_*'], ['list_acme_instances', 'reboot_acme_instance']],
    [['list_*'], ['list_acme_instances']],
    [['acme'], []],
  ])('beside unified are those that %j includes', async (include, added) => {
    expect(await offeredBy({ preset: 'unified', include })).toEqual([...GENERAL, ...added]);
  });

  it.each([
    [['*'], []],
    [
      ['get_*', 'check_*'],
      ['manage_instance_power', 'list_instances', 'list_acme_instances', 'reboot_acme_instance'],
    ],
    [['get_instance_inf.'], [...GENERAL, 'list_acme_instances', 'reboot_acme_instance']],
  ])('are not those that %j excludes', async (exclude, left) => {
    expect(await offeredBy({ exclude })).toEqual(left);
  });

  it('what is both included and excluded is excluded', async () => {
    expect(await offeredBy({ preset: 'unified', include: ['*acme*'], exclude: ['reboot_*'] })).toEqual([
      ...GENERAL,
      'list_acme_instances',
    ]);
  });

  it('include brings no power tool into a host that is read-only', async () => {
    const host = await hostOf(new Acme(), { config: { readOnly: true, tools: { include: ['*'] } } });
    expect((await host.tools()).map(({ name }) => name)).not.toContain('reboot_acme_instance');
  });

  it.each([
    [
      { exclude: ['*power*', 'reboot_*'] },
      'manage_instance_power',
      { provider: 'acme', instance_id: 'i-1', action: 'reboot' },
      'manage_instance_power is not offered by this host: it is excluded.',
    ],
    [
      { exclude: ['list_*'] },
      'list_acme_instances',
      {},
      'list_acme_instances is not offered by this host: it is excluded.',
    ],
    [
      { preset: 'unified' as const },
      'reboot_acme_instance',
      { instance_id: 'i-1' },
      'reboot_acme_instance is not offered by this host, which has the general tools only; they do the same on every cloud.',
    ],
  ])(
    'with %j %s is refused when it is called anyway, before anything is read, and recorded',
    async (tools, name, input, message) => {
      const cloud = new Acme(server({ id: 'i-1' }));
      const host = await hostOf(cloud, { config: { tools } });
      expect(errorIn(await host.call(name, input))).toMatchObject({ code: 'POLICY_DENIED', message });
      expect(cloud.asked).toEqual([]);
      expect(calls(await host.audit())).toMatchObject([
        {
          tool: name,
          code: 'POLICY_DENIED',
          decisions: [{ decision: 'deny', by: 'offered', reason: message }],
        },
      ]);
    },
  );

  it('hideUnavailable hides the tools of a cloud that is not configured; a call still says what is missing', async () => {
    const cloud = new Acme();
    cloud.accounts = [];
    const host = await hostOf(cloud, { config: { tools: { hideUnavailable: true } } });
    expect((await host.tools()).map(({ name }) => name)).toEqual(GENERAL);
    expect((await host.call('list_acme_instances')).text).toContain('ACME_KEY is not set');
    expect(await offeredBy({ hideUnavailable: true })).toContain('list_acme_instances');
    expect(await offeredBy({}, cloud)).toContain('list_acme_instances');
  });

  it('hideUnavailable leaves the tools of a plugin without a cloud alone', async () => {
    const host = await hostOf(new Acme(), {
      plugins: [talker(() => ({ said: 'x' }))],
      config: { tools: { hideUnavailable: true } },
    });
    expect((await host.tools()).map(({ name }) => name)).toEqual([...GENERAL, 'talk']);
  });

  it('a pattern that fits no tool is most likely a mistake, and is told', async () => {
    const host = await hostOf(new Acme(), {
      config: { tools: { include: ['list_*'], exclude: ['rebot_acme_instance', 'reboot_*'] } },
    });
    expect(host.log).toEqual(['mcm warning [config] tools: no tool is called rebot_acme_instance\n']);
  });
});
