import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PowerLeases } from '../../src/power/leases.js';
import { FileStore } from '../../src/state/file-store.js';
import { stateKey } from '../../src/state/key.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { calls, contentOf, errorOf } from '../fixtures/direct-host.js';
import { gate } from '../fixtures/gate.js';
import { direct } from '../fixtures/hosts.js';

const POWER = {
  provider: 'acme',
  instance_id: 'i-1',
  action: 'reboot',
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

describe('one power action at a time, over every host that shares the state [RULE:ONE-AT-A-TIME]', () => {
  it('refuses the second host until the first has ended', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const [arrived, release] = [gate(), gate()];
    cloud.answer = async () => {
      arrived.open();
      await release.promise;
      return { state: 'completed' };
    };
    const config = { plugins: [acme(cloud)] };
    const first = await direct({ config });
    const second = await direct({ config, stateDir: first.stateDir });
    const acting = first.call('manage_instance_power', POWER);
    await arrived.promise;
    expect(errorOf(await second.call('manage_instance_power', POWER))).toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      details: { since: expect.any(String) },
    });
    release.open();
    expect(contentOf(await acting)['status']).toBe('completed');
    expect(contentOf(await second.call('manage_instance_power', POWER))['status']).toBe('completed');
    expect(cloud.acts).toHaveLength(2);
  });

  it('asks once more whether it is still its turn, right before the request is sent', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    const leases = new PowerLeases(
      new FileStore({ stateDir: host.stateDir, clock: TestClock.still(), host: 'person' }),
    );
    let looks = 0;
    cloud.before = async ({ verb }) => {
      if (verb !== 'get' || ++looks !== 2) return;
      for (const lease of await leases.list()) await leases.clear(lease);
    };
    expect(errorOf(await host.call('manage_instance_power', POWER))).toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      message: 'This call lost its turn on the instance before anything was sent. Nothing was done.',
    });
    expect(cloud.acts).toEqual([]);
    const last = calls(await host.audit()).at(-1);
    expect(last?.decisions.at(-1)).toMatchObject({ decision: 'deny', by: 'intent' });
  });

  it('leaves no lease behind, whatever the call came to', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    const leases = new PowerLeases(
      new FileStore({ stateDir: host.stateDir, clock: TestClock.still(), host: 'person' }),
    );
    await host.call('manage_instance_power', POWER);
    await host.call('manage_instance_power', { ...POWER, dry_run: true });
    cloud.answer = () => {
      throw new Error('broken');
    };
    await host.call('manage_instance_power', POWER);
    expect(await leases.list()).toEqual([]);
  });
});

describe('state that cannot be used [RULE:SHARED-STATE]', () => {
  it('refuses power and nothing else', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    await mkdir(host.stateDir, { recursive: true });
    await writeFile(join(host.stateDir, 'shared'), 'no directory');
    expect(errorOf(await host.call('manage_instance_power', POWER))).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      message:
        'The state that mcm processes share cannot be used, so power actions are refused. Nothing was done.',
    });
    expect(cloud.acts).toEqual([]);
    expect(contentOf(await host.call('list_instances'))['total']).toBe(1);
  });

  it.each([
    ['failures', ['acme', 'default', 'i-1']],
    ['power', ['acme', 'default', 'i-1']],
    ['rate', ['os', 'ada', 'manage_instance_power']],
  ])('and holds under %s what mcm does not write there refuses', async (kind, parts) => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    const store = new FileStore({ stateDir: host.stateDir, clock: TestClock.still(), host: 'somebody' });
    await store.putIfAbsent(stateKey(kind, ...parts), { lockedAt: 'never' });
    const refused = errorOf(await host.call('manage_instance_power', POWER));
    expect(refused.code).toBe('AUDIT_UNAVAILABLE');
    expect(refused.message).toContain(`under ${kind}/`);
    expect(cloud.acts).toEqual([]);
  });

  it('and others could write is not used', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    await host.call('manage_instance_power', POWER);
    const entries = await readdir(join(host.stateDir, 'shared'), { withFileTypes: true, recursive: true });
    for (const entry of entries.filter((each) => each.isFile()))
      await chmod(join(entry.parentPath, entry.name), 0o666);
    expect(errorOf(await host.call('manage_instance_power', POWER)).code).toBe('AUDIT_UNAVAILABLE');
    expect(cloud.acts).toHaveLength(1);
  });
});
