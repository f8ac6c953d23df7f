import { describe, expect, it } from '@jest/globals';
import { Acme, acme, server } from '../fixtures/acme.js';
import { contentOf, errorOf } from '../fixtures/direct-host.js';
import { gate } from '../fixtures/gate.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';

const POWER = {
  provider: 'acme',
  instance_id: 'i-1',
  action: 'reboot',
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

describe('the guard', () => {
  it('lets one power action at a time reach an instance [RULE:ONE-AT-A-TIME]', async () => {
    const cloud = new Acme(server({ id: 'i-1' }), server({ id: 'i-2' }));
    const [arrived, release] = [gate(), gate()];
    cloud.answer = async ({ instance }) => {
      if (instance.id === 'i-1') {
        arrived.open();
        await release.promise;
      }
      return { state: 'completed' };
    };
    const host = await hostOf(cloud);
    const first = host.call('manage_instance_power', POWER);
    await arrived.promise;
    expect(errorIn(await host.call('reboot_acme_instance', { ...without(POWER) }))).toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      message: 'Another power action on this instance is under way. Nothing was done.',
    });
    const other = { ...POWER, instance_id: 'i-2', name_confirmation: 'server-i-2' };
    expect((await host.call('manage_instance_power', other)).content['status']).toBe('completed');
    release.open();
    expect((await first).content['status']).toBe('completed');
    expect((await host.call('manage_instance_power', POWER)).content['status']).toBe('completed');
    expect(cloud.acts.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-1']);
  });

  it('lets the next one through after one that failed', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      throw new Error('broken');
    };
    const host = await hostOf(cloud);
    expect((await host.call('manage_instance_power', POWER)).code).toBe('INTERNAL');
    cloud.answer = () => ({ state: 'completed' });
    expect((await host.call('manage_instance_power', POWER)).content['status']).toBe('completed');
  });

  it.each([
    ['name', (cloud: Acme) => (cloud.instance('i-1').name = 'other')],
    ['tags', (cloud: Acme) => (cloud.instance('i-1').tags = { env: 'prod' })],
    ['status', (cloud: Acme) => (cloud.instance('i-1').status = 'stopped')],
    ['addresses', (cloud: Acme) => cloud.instance('i-1').public_ips.push('203.0.113.9')],
  ])(
    'refuses when the %s changed between the check and the act [RULE:TARGET-CHANGED]',
    async (what, change) => {
      const cloud = new Acme(server({ id: 'i-1' }));
      let looks = 0;
      cloud.before = ({ verb }) => {
        if (verb === 'get' && ++looks === 2) change(cloud);
      };
      const host = await hostOf(cloud);
      const reply = errorIn(await host.call('manage_instance_power', POWER));
      expect(reply).toMatchObject({
        code: 'TARGET_CHANGED',
        message: `The instance changed between the check and the act (${what}). Nothing was done.`,
        details: { changed: [what] },
      });
      expect(cloud.acts).toEqual([]);
    },
  );

  it('reads the target twice and acts once', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await hostOf(cloud);
    await host.call('manage_instance_power', POWER);
    expect(cloud.asked.filter((each) => !each.startsWith('scopes'))).toEqual([
      'get default i-1',
      'get default i-1',
      'power default i-1',
      'get default i-1',
    ]);
  });
});

describe('a power call that the client cancels', () => {
  it('before it was sent does nothing', async () => {
    const controller = new AbortController();
    const cloud = new Acme(server({ id: 'i-1' }));
    let looks = 0;
    cloud.before = ({ verb }) => {
      if (verb === 'get' && ++looks === 2) controller.abort();
    };
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    const outcome = await host.call('manage_instance_power', POWER, { signal: controller.signal });
    expect(errorOf(outcome).code).toBe('CANCELLED');
    expect(cloud.acts).toEqual([]);
  });

  it('after it was sent is followed, and audited to its end', async () => {
    const controller = new AbortController();
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      controller.abort();
      return { state: 'completed', operationId: 'op-1' };
    };
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    const outcome = await host.call('manage_instance_power', POWER, { signal: controller.signal });
    expect(contentOf(outcome)).toMatchObject({ status: 'completed' });
    expect((await host.audit()).map(({ kind }) => kind)).toEqual(['intent', 'call']);
    expect((await host.audit())[1]).toMatchObject({
      outcome: 'result',
      status: 'completed',
      operation_id: 'op-1',
    });
  });
});

function without({ provider: _provider, action: _action, ...rest }: typeof POWER): object {
  return rest;
}
