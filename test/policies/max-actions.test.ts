import { describe, expect, it } from '@jest/globals';
import type { Instance, Policy } from 'multi-cloud-manager/plugin';
import { definePolicy, allow } from 'multi-cloud-manager/plugin';
import { maxActions } from 'multi-cloud-manager/policies';
import { FileStore } from '../../src/state/file-store.js';
import { stateKey } from '../../src/state/key.js';
import { Acme, acme, down, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { calls, contentOf, errorOf, type DirectHost } from '../fixtures/direct-host.js';
import { gate } from '../fixtures/gate.js';
import { direct } from '../fixtures/hosts.js';

const MINUTE = 60_000;

/** Ten servers, i-0 to i-9. */
const world = (more: Partial<Instance> = {}): Acme =>
  new Acme(
    ...Array.from({ length: 10 }, (_, at) =>
      server({ id: `i-${String(at)}`, public_ips: [`203.0.113.${String(10 + at)}`], ...more }),
    ),
  );

/** A confirmed reboot of one of them. */
const reboot = (host: DirectHost, at: number, more: object = {}) =>
  host.call('manage_instance_power', {
    ...{ provider: 'acme', instance_id: `i-${String(at)}`, action: 'reboot' },
    ...{ ip_confirmation: `203.0.113.${String(10 + at)}`, name_confirmation: `server-i-${String(at)}` },
    operation_confirmation: 'reboot',
    ...more,
  });

async function limited(
  policies: Policy[],
  { cloud = world(), clock = TestClock.still(), stateDir = '' } = {},
) {
  const host = await direct({
    config: { plugins: [acme(cloud)], policies },
    clock,
    ...(stateDir !== '' && { stateDir }),
  });
  return { host, cloud, clock };
}

describe('maxActions [RULE:QUOTAS]', () => {
  it('refuses what is too much, says when the next can be sent, and lets it then', async () => {
    const { host, cloud, clock } = await limited([maxActions({ count: 2, per: '1h' })]);
    await reboot(host, 1);
    clock.advance(10 * MINUTE);
    await reboot(host, 2);
    expect(errorOf(await reboot(host, 3))).toEqual({
      code: 'POLICY_DENIED',
      message:
        'The policy max-actions refuses this: 2 power actions were sent within 1 h, and no more than 2 may be. The next can be sent after 2026-03-01T13:00:00.000Z.',
      retryable: false,
      details: { policy: 'max-actions' },
    });
    expect(
      calls(await host.audit())
        .at(-1)
        ?.decisions.at(-1),
    ).toMatchObject({ by: 'max-actions', decision: 'deny' });
    expect((await host.call('list_instances')).kind).toBe('result');
    clock.advance(50 * MINUTE - 1);
    expect((await reboot(host, 3)).kind).toBe('error');
    clock.advance(1);
    expect(contentOf(await reboot(host, 3))['status']).toBe('completed');
    expect((await reboot(host, 4)).kind).toBe('error');
    expect(cloud.acts.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-3']);
  });

  it('counts no dry run, no challenge, no refusal and no wrong confirmation', async () => {
    const { host, cloud } = await limited([maxActions({ count: 1, per: 60 })]);
    await reboot(host, 1, { dry_run: true });
    await reboot(host, 1, { name_confirmation: undefined });
    await reboot(host, 1, { name_confirmation: 'server-i-2' });
    await reboot(host, 1, { action: 'power_on' });
    expect(cloud.acts).toEqual([]);
    expect(contentOf(await reboot(host, 1))['status']).toBe('completed');
    expect(errorOf(await reboot(host, 2, { dry_run: true })).code).toBe('POLICY_DENIED');
  });

  it('counts what the cloud was asked for and refused, and gives back what never reached its plugin', async () => {
    const { host, cloud } = await limited([maxActions({ count: 1, per: 60 })]);
    cloud.before = ({ verb }) => {
      if (verb === 'get' && cloud.asked.filter((line) => line.startsWith('get')).length === 2)
        cloud.instance('i-1').tags = { env: 'changed' };
    };
    expect(errorOf(await reboot(host, 1)).code).toBe('TARGET_CHANGED');
    cloud.before = ({ verb }) => {
      if (verb === 'power') throw down();
    };
    expect(errorOf(await reboot(host, 1)).code).toBe('PROVIDER_ERROR');
    cloud.before = () => undefined;
    expect(errorOf(await reboot(host, 2)).code).toBe('POLICY_DENIED');
  });

  it('counts each account by itself where the options say so', async () => {
    const cloud = world();
    cloud.accounts = ['default', 'lab'];
    for (const at of [5, 6]) cloud.instance(`i-${String(at)}`).account = 'lab';
    const { host } = await limited([maxActions({ count: 1, per: 60, perAccount: true })], { cloud });
    expect((await reboot(host, 1)).kind).toBe('result');
    expect((await reboot(host, 2)).kind).toBe('error');
    expect((await reboot(host, 5)).kind).toBe('result');
    expect((await reboot(host, 6)).kind).toBe('error');
  });

  it('counts for every host that shares the state, and of many at once no more get through than may', async () => {
    const first = await limited([maxActions({ count: 3, per: '1h' })]);
    const second = await limited([maxActions({ count: 3, per: '1h' })], {
      cloud: first.cloud,
      stateDir: first.host.stateDir,
    });
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => reboot(at % 2 === 0 ? first.host : second.host, at)),
    );
    expect(all.filter(({ kind }) => kind === 'result')).toHaveLength(3);
    expect(first.cloud.acts).toHaveLength(3);
    const refused = all.filter(({ kind }) => kind === 'error').map((outcome) => errorOf(outcome).code);
    expect(refused).toEqual(Array.from({ length: 7 }, () => 'POLICY_DENIED'));
  });

  it('has counted an action that is still under way', async () => {
    const { host, cloud } = await limited([maxActions({ count: 1, per: '1h' })]);
    const [arrived, release] = [gate(), gate()];
    cloud.answer = async () => {
      arrived.open();
      await release.promise;
      return { state: 'completed' };
    };
    const acting = reboot(host, 1);
    await arrived.promise;
    expect(errorOf(await reboot(host, 2)).code).toBe('POLICY_DENIED');
    release.open();
    expect(contentOf(await acting)['status']).toBe('completed');
  });

  it('can stand there twice, for an hour and for a day', async () => {
    const { host, clock, cloud } = await limited([
      maxActions({ count: 1, per: '1h' }),
      maxActions({ count: 2, per: '1d' }),
    ]);
    await reboot(host, 1);
    expect((await reboot(host, 2)).kind).toBe('error');
    clock.advance(60 * MINUTE);
    await reboot(host, 2);
    clock.advance(60 * MINUTE);
    expect(errorOf(await reboot(host, 3)).message).toContain('within 24 h, and no more than 2 may be');
    expect(cloud.acts).toHaveLength(2);
  });

  it('of which one is full gives back what it took of the other', async () => {
    const cloud = world();
    let late = false;
    const once = definePolicy({
      name: 'once',
      evaluate: allow,
      quota: () => ({ key: 'a', count: 1, perMs: MINUTE }),
    });
    // Has nothing against it when it is asked, and is full when it comes to it.
    const none = definePolicy({
      name: 'none',
      evaluate: allow,
      quota: () => (late ? { key: 'b', count: 0, perMs: MINUTE } : undefined),
    });
    const { host } = await limited([once, none], { cloud });
    cloud.before = ({ verb }) => {
      if (verb === 'get' && cloud.asked.filter((line) => line.startsWith('get')).length === 2) late = true;
    };
    expect(errorOf(await reboot(host, 1)).message).toContain('The policy none refuses this');
    expect(cloud.acts).toEqual([]);
    late = false;
    expect(contentOf(await reboot(host, 1))['status']).toBe('completed');
  });

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
    ['is later', async () => undefined],
    ['is no number', () => ({ key: 'a', count: 'many', perMs: MINUTE })],
    ['is for no time', () => ({ key: 'a', count: 1, perMs: 0 })],
  ])('a quota that %s denies', async (_, quota) => {
    const rule = definePolicy({
      name: 'rule',
      evaluate: allow,
      quota: quota as NonNullable<Policy['quota']>,
    });
    const { host, cloud } = await limited([rule]);
    expect(errorOf(await reboot(host, 1)).message).toBe(
      'The policy rule refuses this: it could not say how much this uses up, so the call is refused.',
    );
    expect(cloud.acts).toEqual([]);
  });

  it('refuses where what was counted cannot be read', async () => {
    const { host, cloud } = await limited([maxActions({ count: 3, per: '1h' })]);
    const store = new FileStore({ stateDir: host.stateDir, clock: TestClock.still(), host: 'somebody' });
    await store.putIfAbsent(stateKey('quota', 'max-actions', 'all', String(60 * MINUTE)), ['many']);
    expect(errorOf(await reboot(host, 1)).code).toBe('AUDIT_UNAVAILABLE');
    expect(cloud.acts).toEqual([]);
  });

  it.each<[object]>([
    [{ per: '1h' }],
    [{ count: 0, per: '1h' }],
    [{ count: 1 }],
    [{ count: 1, per: '1 hour' }],
    [{ count: 1, per: 0 }],
    [{ count: 1, per: '1h', account: true }],
  ])('takes no options like %j', (options) => {
    expect(() => maxActions(options as Parameters<typeof maxActions>[0])).toThrow();
  });
});
