import { describe, expect, it } from '@jest/globals';
import { Acme, acme, server } from '../fixtures/acme.js';
import { calls, errorOf } from '../fixtures/direct-host.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';

const call = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };

describe('a host that is read-only [RULE:READ-ONLY]', () => {
  it('offers no power tool', async () => {
    const host = await hostOf(new Acme(), { config: { readOnly: true } });
    expect((await host.tools()).map(({ name }) => name)).toEqual([
      'get_instance_info',
      'get_instance_by_provider',
      'get_supported_providers',
      'get_system_status',
      'check_provider_availability',
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
      { outcome: 'refused', code: 'POLICY_DENIED', decisions: [{ decision: 'deny', by: 'read-only' }] },
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
