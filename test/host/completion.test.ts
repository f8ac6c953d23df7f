import { describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { connected, rpcErrorOf } from '../fixtures/connected.js';
import type { DirectHostOptions } from '../fixtures/direct-host.js';

const world = (): Acme =>
  new Acme(
    server({ id: 'i-1', name: 'web-1', region: 'north', public_ips: ['203.0.113.7'] }),
    server({
      id: 'i-2',
      name: 'payroll-db',
      region: 'south',
      public_ips: ['203.0.113.8'],
      tags: { team: 'payroll' },
    }),
  );
async function on(cloud: Acme, config: DirectHostOptions['config'] = {}): Promise<Client> {
  const { client } = await connected({
    config: { plugins: [acme(cloud), acme(new Acme(), 'beta')], ...config },
  });
  return client;
}
const ONE = { type: 'ref/resource', uri: 'mcm://instances/{provider}/{id}' } as const;
const prompt = (name: string) => ({ type: 'ref/prompt', name }) as const;

describe('completion [RULE:COMPLETION]', () => {
  it('suggests what the config names, and asks no cloud', async () => {
    const cloud = world();
    const client = await on(cloud);
    const complete = async (
      argument: { name: string; value: string },
      ref = ONE as Parameters<Client['complete']>[0]['ref'],
    ) => (await client.complete({ ref, argument })).completion;
    expect(await complete({ name: 'provider', value: '' })).toEqual({
      values: ['acme', 'beta'],
      total: 2,
      hasMore: false,
    });
    expect(await complete({ name: 'account', value: 'DEF' }, prompt('fleet_review'))).toMatchObject({
      values: ['default'],
    });
    expect(await complete({ name: 'id', value: '' })).toEqual({ values: [], total: 0, hasMore: false });
    expect(cloud.asked).toEqual([]);
  });

  it('suggests what was seen, narrowed by what was chosen before', async () => {
    const client = await on(world());
    await client.callTool({ name: 'list_instances' });
    const complete = async (
      ref: Parameters<Client['complete']>[0]['ref'],
      name: string,
      value: string,
      given = {},
    ) =>
      (await client.complete({ ref, argument: { name, value }, context: { arguments: given } })).completion
        .values;
    expect(await complete(ONE, 'id', 'i', { provider: 'acme' })).toEqual(['i-1', 'i-2']);
    expect(await complete(ONE, 'id', 'i', { provider: 'beta' })).toEqual([]);
    expect(await complete(ONE, 'id', 'i', { provider: '' })).toEqual(['i-1', 'i-2']);
    expect(await complete(prompt('investigate_ip'), 'ip_address', '203.0.113.8')).toEqual(['203.0.113.8']);
    expect(await complete(prompt('safe_reboot'), 'instance', 'web')).toEqual(['web-1']);
    expect(await complete(prompt('fleet_review'), 'region', '')).toEqual(['north', 'south']);
    expect(await complete(prompt('fleet_review'), 'name', 'pay', { region: 'north' })).toEqual([]);
    expect(await complete(prompt('fleet_review'), 'provider', '', { provider: 'acme' })).toEqual([
      'acme',
      'beta',
    ]);
    expect(await complete(prompt('safe_reboot'), 'reason', 'w')).toEqual([]);
  });

  it('tells of no instance that a policy denies, though the checks of a call have read it [RULE:DENIED-TARGETS]', async () => {
    const client = await on(world(), {
      policies: [{ use: 'deny-targets', options: { targets: [{ tag: 'team=payroll' }] } }],
    });
    await client.callTool({ name: 'list_instances' });
    const reboot = { provider: 'acme', instance_id: 'i-2', action: 'reboot' };
    await client.callTool({ name: 'manage_instance_power', arguments: reboot });
    for (const [name, text] of [
      ['instance', 'pay'],
      ['instance', 'i-2'],
      ['instance', '203.0.113.8'],
    ] as const)
      expect(
        (await client.complete({ ref: prompt('safe_reboot'), argument: { name, value: text } })).completion,
      ).toEqual({
        values: [],
        total: 0,
        hasMore: false,
      });
    const { completion } = await client.complete({ ref: ONE, argument: { name: 'id', value: '' } });
    expect(completion.values).toEqual(['i-1']);
  });

  it.each<[string, Parameters<Client['complete']>[0]['ref'], string, string]>([
    [
      'a prompt that there is not',
      prompt('reboot'),
      'x',
      'params.ref.name: there is no prompt "reboot". There are: investigate_ip, fleet_review, post_incident_report.',
    ],
    [
      'a prompt that is not offered',
      prompt('safe_reboot'),
      'instance',
      'params.ref.name: safe_reboot is not offered here, because these tools are not: manage_instance_power. There are: investigate_ip, fleet_review, post_incident_report.',
    ],
    [
      'a template that there is not',
      { type: 'ref/resource', uri: 'mcm://instances' },
      'x',
      'params.ref.uri: there is no such template; there are mcm://instances/{provider}, mcm://instances/{provider}/{id}.',
    ],
    [
      'an argument that there is not',
      prompt('fleet_review'),
      'tag',
      'params.argument.name: there is no "tag"; known are provider, account, region, name.',
    ],
  ])('of %s is refused with what would be right', async (_, ref, name, message) => {
    const client = await on(world(), { readOnly: true });
    expect(await rpcErrorOf(client.complete({ ref, argument: { name, value: '' } }))).toEqual({
      code: -32602,
      message,
      data: undefined,
    });
  });

  it('of a template whose tool is not offered is refused', async () => {
    const client = await on(world(), { tools: { exclude: ['get_instance_by_provider'] } });
    expect(
      await rpcErrorOf(client.complete({ ref: ONE, argument: { name: 'id', value: '' } })),
    ).toMatchObject({
      code: -32602,
      message: 'params.ref.uri: there is no such template; there are mcm://instances/{provider}.',
    });
  });
});
