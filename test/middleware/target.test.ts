import { describe, expect, it } from '@jest/globals';
import { Acme, server } from '../fixtures/acme.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

const call = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };

describe('the target of a power call', () => {
  it.each([
    [
      'an action that the cloud does not have [RULE:UNSUPPORTED-IS-SAID]',
      { actions: ['power_on', 'power_off', 'reboot'] as const },
      { ...call, action: 'shutdown' },
      'OPERATION_NOT_SUPPORTED',
      'Acme has no shutdown; it can do power_on, power_off, reboot. Nothing else was done instead.',
    ],
    [
      'power on a cloud without power',
      { actions: [] },
      call,
      'OPERATION_NOT_SUPPORTED',
      'Acme is read-only in mcm: it has no power actions.',
    ],
    [
      'force where the cloud has no forced reboot [PARAM:manage_instance_power.force]',
      { canForceReboot: false },
      { ...call, force: true },
      'OPERATION_NOT_SUPPORTED',
      'Acme has no forced reboot.',
    ],
    [
      'force on another action',
      {},
      { ...call, action: 'shutdown', force: true },
      'VALIDATION_FAILED',
      'force: it goes with a reboot only; leave it out, or use the action reboot.',
    ],
    [
      'an id of another form',
      {},
      { ...call, instance_id: '203.0.113.7' },
      'VALIDATION_FAILED',
      '203.0.113.7 is not an instance id of Acme; expected an id like i-1.',
    ],
    [
      'a provider that does not exist',
      {},
      { ...call, provider: 'gamma' },
      'VALIDATION_FAILED',
      'provider: there is no such provider; known are acme.',
    ],
  ])('%s is refused before any request', async (_, also, input, code, message) => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.also = also;
    const host = await hostOf(cloud);
    expect(errorIn(await host.call('manage_instance_power', input))).toMatchObject({ code, message });
    expect(cloud.asked).toEqual([]);
  });

  it('is read now, in whatever case provider and id are written', async () => {
    const cloud = new Acme(server({ id: 'i-1', status: 'stopped' }));
    const host = await hostOf(cloud);
    const input = { ...call, provider: 'ACME', instance_id: 'I-1', action: 'power_on' };
    expect((await host.call('manage_instance_power', input)).content).toMatchObject({
      status: 'confirmation_required',
      target: { provider: 'acme', id: 'i-1', status: 'stopped' },
    });
    expect(cloud.asked).toEqual(['scopes default', 'get default i-1']);
  });

  it('that does not exist is not found', async () => {
    const host = await hostOf(new Acme());
    expect(errorIn(await host.call('manage_instance_power', call))).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: 'No instance has the id i-1. Asked and answered: acme/default.',
    });
  });

  it('in one of several accounts is found there, or where it is said to be [RULE:ACCOUNT]', async () => {
    const cloud = new Acme(server({ id: 'i-1', account: 'lab' }));
    cloud.accounts = ['shop', 'lab'];
    const host = await hostOf(cloud);
    const anywhere = await host.call('manage_instance_power', call);
    expect(anywhere.content).toMatchObject({ target: { account: 'lab' } });
    const shop = await host.call('manage_instance_power', { ...call, account: 'shop' });
    expect(shop.code).toBe('RESOURCE_NOT_FOUND');
  });
});
