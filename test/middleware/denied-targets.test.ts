import { describe, expect, it } from '@jest/globals';
import {
  allow,
  API_VERSION,
  CONFIG,
  definePlugin,
  definePolicy,
  inject,
  injectable,
  Tool,
  type Instance,
  type Policy,
} from 'multi-cloud-manager/plugin';
import { allowTargets, denyTargets } from 'multi-cloud-manager/policies';
import { z } from 'zod';
import { Acme, acme, server } from '../fixtures/acme.js';
import { calls } from '../fixtures/direct-host.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';
import { REBOOT } from '../policies/worlds.js';

const secret = { team: 'payroll' };
const world = (): Acme =>
  new Acme(
    server({
      id: 'i-1',
      name: 'payroll-db',
      tags: secret,
      public_ips: ['203.0.113.7'],
      private_ips: ['10.0.0.9'],
    }),
    server({ id: 'i-2', name: 'web-1', public_ips: ['203.0.113.8'] }),
    server({ id: 'i-3', name: 'web-2', region: 'south', public_ips: ['203.0.113.9'] }),
  );
const denyPayroll = denyTargets({ targets: [{ tag: 'team=payroll' }] });
const DENIED = 'The policy deny-targets refuses this: The instance is out of bounds here (tag team=payroll).';

const denying = (denies: unknown, name = 'rule'): Policy =>
  definePolicy({ name, evaluate: allow, denies: denies as NonNullable<Policy['denies']> });
const ids = (content: Readonly<Record<string, unknown>>): unknown =>
  (content['instances'] as readonly Instance[]).map(({ id }) => id);

describe('instances that a policy denies [RULE:DENIED-TARGETS]', () => {
  it.each(['list_instances', 'list_acme_instances'])(
    'are left out by %s, which says how many',
    async (tool) => {
      const { call } = await hostOf(world(), { policies: [denyPayroll] });
      const { content, text } = await call(tool);
      expect(ids(content)).toEqual(['i-2', 'i-3']);
      expect(content).toMatchObject({ total: 2, withheld: { 'deny-targets': 1 }, incomplete: [] });
      expect(JSON.stringify([content, text])).not.toMatch(/payroll|i-1|203\.0\.113\.7/);
    },
  );

  it('are said in the text that a model reads', async () => {
    const { call } = await hostOf(world(), { policies: [denyPayroll] });
    expect((await call('list_instances')).text.split('\n').at(-1)).toBe(
      'Left out by the policy deny-targets: 1',
    );
  });

  it('are counted alike whatever the filters, so that their names cannot be guessed', async () => {
    const { call } = await hostOf(world(), { policies: [denyPayroll] });
    for (const filter of [
      { name: 'pay' },
      { name: 'nothing-like-it' },
      { tag: 'team' },
      { status: 'stopped' },
    ])
      expect((await call('list_instances', filter)).content).toMatchObject({
        instances: [],
        total: 0,
        withheld: { 'deny-targets': 1 },
      });
  });

  it('are behind no cursor either', async () => {
    const { call } = await hostOf(world(), { policies: [denyPayroll] });
    const first = await call('list_instances', { limit: 1 });
    expect(ids(first.content)).toEqual(['i-2']);
    const second = await call('list_instances', { limit: 1, cursor: first.content['cursor'] });
    expect(ids(second.content)).toEqual(['i-3']);
    expect(second.content).not.toHaveProperty('cursor');
    expect(second.content['withheld']).toEqual({ 'deny-targets': 1 });
  });

  it.each<[string, object]>([
    ['get_instance_info', { ip_address: '203.0.113.7' }],
    ['get_instance_info', { ip_address: '10.0.0.9' }],
    ['get_instance_by_provider', { provider: 'acme', identifier: 'i-1' }],
    ['get_instance_monitoring', { identifier: 'i-1' }],
    ['manage_instance_power', { ...REBOOT, name_confirmation: 'payroll-db' }],
    ['manage_instance_power', { ...REBOOT, dry_run: true }],
    ['reboot_acme_instance', { instance_id: 'i-1' }],
  ])('are refused by %s, not said not to exist, and that is in the audit: %j', async (tool, input) => {
    const cloud = world();
    const host = await hostOf(cloud, { policies: [denyPayroll] });
    expect(errorIn(await host.call(tool, { ...input }))).toEqual({
      code: 'POLICY_DENIED',
      message: DENIED,
      retryable: false,
      details: { policy: 'deny-targets' },
    });
    expect(cloud.acts).toEqual([]);
    const [last] = calls(await host.audit()).slice(-1);
    expect(last?.code).toBe('POLICY_DENIED');
    expect(last?.decisions.at(-1)).toMatchObject({ decision: 'deny', by: 'deny-targets' });
  });

  it('are refused after they were seen in a listing, too', async () => {
    const { call } = await hostOf(world(), { policies: [denyPayroll] });
    await call('list_instances');
    expect((await call('get_instance_info', { ip_address: '203.0.113.7' })).code).toBe('POLICY_DENIED');
  });

  it('do not make others unreachable', async () => {
    const cloud = world();
    const { call } = await hostOf(cloud, { policies: [denyPayroll] });
    expect((await call('get_instance_info', { ip_address: '203.0.113.8' })).content['id']).toBe('i-2');
    expect((await call('get_instance_info', { ip_address: '203.0.113.99' })).code).toBe('RESOURCE_NOT_FOUND');
    const done = await call('manage_instance_power', {
      ...{ provider: 'acme', instance_id: 'i-2', action: 'reboot' },
      ...{ ip_confirmation: '203.0.113.8', name_confirmation: 'web-1', operation_confirmation: 'reboot' },
    });
    expect(done.content['status']).toBe('completed');
  });

  it('that share a private address with another are left out of the matches, and the one alone is not taken for granted', async () => {
    const cloud = world();
    cloud.accounts = ['default', 'lab'];
    cloud.instances.push(server({ id: 'i-4', account: 'lab', public_ips: [], private_ips: ['10.0.0.9'] }));
    const { call } = await hostOf(cloud, { policies: [denyPayroll] });
    const found = await call('get_instance_info', { ip_address: '10.0.0.9' });
    expect(found.content).toMatchObject({ id: 'i-4', withheld: { 'deny-targets': 1 } });
    expect(found.text.split('\n').at(-1)).toBe('Left out by the policy deny-targets: 1');
    expect(errorIn(await call('get_instance_monitoring', { identifier: '10.0.0.9' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'That also means an instance that the policy deny-targets denies; use the id.',
    });
  });

  it('are those that no target of allow-targets fits', async () => {
    const { call } = await hostOf(world(), {
      policies: [allowTargets({ targets: [{ region: 'south' }, { name: 'web-1' }] })],
    });
    expect(ids((await call('list_instances')).content)).toEqual(['i-2', 'i-3']);
    expect(errorIn(await call('manage_instance_power', REBOOT)).message).toBe(
      'The policy allow-targets refuses this: The instance is not among those that are within bounds here.',
    );
  });

  it('are counted under the first policy that denies them', async () => {
    const { call } = await hostOf(world(), {
      policies: [denyPayroll, allowTargets({ targets: [{ name: 'web-1' }] })],
    });
    expect((await call('list_instances')).content['withheld']).toEqual({
      'allow-targets': 1,
      'deny-targets': 1,
    });
  });

  it.each<[string, unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
      'it failed, so the instance is refused.',
    ],
    ['answers true', () => true, 'its answer is no reason, so the instance is refused.'],
    ['answers later', async () => undefined, 'its answer is no reason, so the instance is refused.'],
    [
      'changes what it is shown',
      (instance: Instance) => {
        instance.name = 'web';
      },
      'it failed, so the instance is refused.',
    ],
  ])('are all, by a policy that %s', async (_, denies, reason) => {
    const cloud = world();
    const { call } = await hostOf(cloud, { policies: [denying(denies)] });
    expect((await call('list_instances')).content).toMatchObject({
      instances: [],
      total: 0,
      withheld: { rule: 3 },
    });
    for (const [tool, input] of [
      ['get_instance_info', { ip_address: '203.0.113.8' }],
      ['manage_instance_power', REBOOT],
    ] as const)
      expect(errorIn(await call(tool, input)).message).toBe(`The policy rule refuses this: ${reason}`);
    expect(cloud.acts).toEqual([]);
  });

  it('are not told of by a tool that asks its cloud past the fleet', async () => {
    @injectable()
    class Direct {
      constructor(@inject(CONFIG) private readonly cloud: { instances: readonly Instance[] }) {}

      @Tool({
        name: 'acme_racks',
        title: 'Racks',
        description: 'Instances by rack.',
        access: 'read',
        input: z.strictObject({ from: z.int() }),
        output: z.object({ racks: z.array(z.object({ of: z.array(z.unknown()) })) }),
      })
      racks({ from }: { from: number }) {
        return { racks: [{ of: [...this.cloud.instances.slice(from)] }] };
      }
    }
    const cloud = world();
    const direct = definePlugin({
      name: 'direct',
      apiVersion: API_VERSION,
      config: z.object({ instances: z.array(z.custom<Instance>()) }),
      tools: [Direct],
    });
    const plugins = [acme(cloud), { use: direct, config: { instances: cloud.instances } }];
    const host = await hostOf(cloud, { plugins, policies: [denyPayroll] });
    const refused = await host.call('acme_racks', { from: 0 });
    expect(errorIn(refused).message).toBe(DENIED);
    expect(JSON.stringify(refused)).not.toContain('payroll-db');
    expect((await host.call('acme_racks', { from: 1 })).isError).toBe(false);
  });
});
