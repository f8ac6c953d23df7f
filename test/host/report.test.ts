import { describe, expect, it } from '@jest/globals';
import { allow, definePolicy, McmError } from 'multi-cloud-manager/plugin';
import { Acme, acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { contentOf } from '../fixtures/direct-host.js';
import { direct, hostOf } from '../fixtures/hosts.js';

function unconfigured(): Acme {
  const cloud = new Acme();
  cloud.accounts = [];
  return cloud;
}

describe('get_supported_providers [TOOL:get_supported_providers]', () => {
  it('tells what each can do here, its accounts, and why one is not available', async () => {
    const cloud = new Acme();
    cloud.accounts = ['shop', 'lab'];
    const host = await hostOf(cloud, { plugins: [acme(cloud), acme(unconfigured(), 'beta')] });
    const reply = await host.call('get_supported_providers');
    expect(reply.content).toEqual({
      providers: [
        {
          name: 'acme',
          display_name: 'Acme',
          description: 'A cloud in memory.',
          available: true,
          permissions: 'query and power',
          operations: ['query', 'power_on', 'power_off', 'shutdown', 'reboot'],
          accounts: ['shop', 'lab'],
        },
        {
          name: 'beta',
          display_name: 'Acme',
          description: 'A cloud in memory.',
          available: false,
          reason: 'ACME_KEY is not set',
          permissions: 'query and power',
          operations: ['query', 'power_on', 'power_off', 'shutdown', 'reboot'],
          accounts: [],
        },
      ],
    });
    expect(reply.text).toBe(
      'acme (query and power): available, accounts shop, lab\nbeta (query and power): not available: ACME_KEY is not set',
    );
    expect(cloud.asked).toEqual([]);
  });

  it('says that a cloud without power is read-only, and that one has monitoring', async () => {
    const cloud = new Acme();
    cloud.also = { actions: [], metrics: () => Promise.resolve({ series: [] }) };
    const host = await hostOf(cloud);
    expect((await host.call('get_supported_providers')).content).toMatchObject({
      providers: [{ permissions: 'read-only', operations: ['query', 'monitoring'] }],
    });
  });
});

describe('get_system_status [TOOL:get_system_status]', () => {
  it('is operational where all is well', async () => {
    const clock = TestClock.still();
    const policies = [definePolicy({ name: 'p', evaluate: allow })];
    const host = await direct({ config: { plugins: [acme(new Acme())], policies }, clock });
    clock.advance(90_000);
    expect(contentOf(await host.call('get_system_status', {}))).toMatchObject({
      status: 'operational',
      version: host.host.version,
      uptime_seconds: 90,
      read_only: false,
      notices: [],
      counts: { providers: 1, available: 1, tools: 11, policies: 1 },
      safety: expect.arrayContaining(['triple confirmation', 'hash-chained audit before the act']) as unknown,
      audit: { state: 'ok', directory: `${host.stateDir}/audit` },
      config: 'none',
    });
  });

  it('is operational with one cloud of several where no config names them, and limited where one does', async () => {
    const plugins = [acme(new Acme()), acme(unconfigured(), 'beta')];
    const without = await direct({ config: { plugins } });
    expect(contentOf(await without.call('get_system_status', {}))).toMatchObject({
      status: 'operational',
      counts: { providers: 2, available: 1 },
    });
    const withConfig = await direct({ config: { plugins }, file: '/srv/mcm.config.json' });
    expect(contentOf(await withConfig.call('get_system_status', {}))).toMatchObject({ status: 'limited' });
  });

  it('is limited where a cloud is not available', async () => {
    const host = await hostOf(unconfigured());
    const reply = await host.call('get_system_status');
    expect(reply.content).toMatchObject({ status: 'limited', counts: { providers: 1, available: 0 } });
    expect(reply.text).toContain('0 of 1 clouds available');
  });
});

describe('check_provider_availability [TOOL:check_provider_availability]', () => {
  it('tells which settings are there, never their values, and sends nothing [PARAM:check_provider_availability.provider_name]', async () => {
    const cloud = new Acme();
    const host = await hostOf(cloud);
    expect((await host.call('check_provider_availability', { provider_name: 'ACME' })).content).toEqual({
      provider: 'acme',
      available: true,
      settings: [{ name: 'ACME_KEY', required: true, present: true }],
      accounts: [{ name: 'default' }],
    });
    expect(cloud.asked).toEqual([]);
  });

  it('with verify makes one call for each account, and tells of each [PARAM:check_provider_availability.verify]', async () => {
    const cloud = new Acme();
    cloud.accounts = ['shop', 'lab'];
    cloud.fail('lab', new McmError('INVALID_CREDENTIALS', 'The key is wrong.'));
    const host = await hostOf(cloud);
    const reply = await host.call('check_provider_availability', { provider_name: 'acme', verify: true });
    expect(reply.content['accounts']).toEqual([
      { name: 'shop', verified: true, summary: 'Account shop works.' },
      { name: 'lab', verified: false, error: { code: 'INVALID_CREDENTIALS', message: 'The key is wrong.' } },
    ]);
    expect(cloud.asked).toEqual(['verify shop', 'verify lab']);
  });

  it('of a cloud without settings says what is missing, as an answer', async () => {
    const host = await hostOf(unconfigured());
    const reply = await host.call('check_provider_availability', { provider_name: 'acme', verify: true });
    expect(reply.content).toMatchObject({ available: false, reason: 'ACME_KEY is not set', accounts: [] });
    expect(reply.text).toBe('acme is not available: ACME_KEY is not set\nACME_KEY: MISSING');
  });

  it('of a cloud that does not exist names those that do', async () => {
    const host = await hostOf(new Acme());
    expect((await host.call('check_provider_availability', { provider_name: 'gamma' })).text).toBe(
      'VALIDATION_FAILED: provider: there is no such provider; known are acme.',
    );
  });
});

describe('get_instance_info and get_instance_by_provider', () => {
  const fleet = () =>
    new Acme(
      server({ id: 'i-1', private_ips: ['10.0.0.5'] }),
      server({ id: 'i-2', account: 'lab', public_ips: ['2001:db8::2'], private_ips: ['10.0.0.5'] }),
    );

  it('give the instance [TOOL:get_instance_info] [PARAM:get_instance_info.ip_address]', async () => {
    const host = await hostOf(fleet());
    const reply = await host.call('get_instance_info', { ip_address: '203.0.113.7' });
    expect(reply.content).toEqual(server({ id: 'i-1', private_ips: ['10.0.0.5'] }));
    expect(reply.text).toBe(
      'server-i-1 is running (acme, account default, north, id i-1)\ntype small: 1 vCPU, 1 GiB\npublic 203.0.113.7; private 10.0.0.5\ntags env=test',
    );
  });

  it('give matches where several accounts have a private address [RULE:PRIVATE-MATCHES] [PARAM:get_instance_info.account]', async () => {
    const cloud = fleet();
    cloud.accounts = ['default', 'lab'];
    const host = await hostOf(cloud);
    const reply = await host.call('get_instance_info', { ip_address: '10.0.0.5' });
    expect((reply.content['matches'] as { id: string }[]).map(({ id }) => id).sort()).toEqual(['i-1', 'i-2']);
    const one = await host.call('get_instance_info', { ip_address: '10.0.0.5', account: 'lab' });
    expect(one.content['id']).toBe('i-2');
  });

  it('with provider ask only that one [PARAM:get_instance_info.provider]', async () => {
    const other = fleet();
    const host = await hostOf(fleet(), { plugins: [acme(fleet()), acme(other, 'beta')] });
    const reply = await host.call('get_instance_info', { ip_address: '203.0.113.7', provider: 'acme' });
    expect(reply.content['provider']).toBe('acme');
    expect(other.asked).toEqual([]);
  });

  it('take an id too, where the provider is named [TOOL:get_instance_by_provider] [PARAM:get_instance_by_provider.provider] [PARAM:get_instance_by_provider.identifier]', async () => {
    const host = await hostOf(fleet());
    const by = (identifier: string) =>
      host.call('get_instance_by_provider', { provider: 'Acme', identifier });
    expect((await by('I-1')).content['id']).toBe('i-1');
    expect((await by('::ffff:203.0.113.7')).content['id']).toBe('i-1');
    expect((await by('web')).code).toBe('VALIDATION_FAILED');
  });

  it('look in the account that is named [PARAM:get_instance_by_provider.account]', async () => {
    const cloud = fleet();
    cloud.accounts = ['default', 'lab'];
    const host = await hostOf(cloud);
    const reply = await host.call('get_instance_by_provider', {
      provider: 'acme',
      identifier: 'i-2',
      account: 'default',
    });
    expect(reply.code).toBe('RESOURCE_NOT_FOUND');
  });
});
