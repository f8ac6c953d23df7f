import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { Acme, acme, down, server } from '../fixtures/acme.js';
import { connected, rpcErrorOf } from '../fixtures/connected.js';
import { talker } from '../fixtures/talker.js';
import { calls, type DirectHostOptions } from '../fixtures/direct-host.js';

const denyPayroll = { use: 'deny-targets', options: { targets: [{ tag: 'team=payroll' }] } };
const world = (): Acme =>
  new Acme(
    server({ id: 'i-1', name: 'web-1', public_ips: ['203.0.113.7'] }),
    server({ id: 'i-2', name: 'payroll-db', public_ips: ['203.0.113.8'], tags: { team: 'payroll' } }),
  );
const on = (cloud: Acme, config: DirectHostOptions['config'] = {}) =>
  connected({ config: { plugins: [acme(cloud)], ...config } });
type Connected = Awaited<ReturnType<typeof on>>;

const uris = async ({ client }: Connected): Promise<readonly string[]> => [
  ...(await client.listResources()).resources.map(({ uri }) => uri),
  ...(await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate),
];
async function read({ client }: Connected, uri: string): Promise<unknown> {
  const { contents } = await client.readResource({ uri });
  expect(contents).toEqual([{ uri, mimeType: 'application/json', text: expect.any(String) }]);
  const [first] = contents;
  return JSON.parse(first && 'text' in first ? first.text : '');
}

describe('the list of resources [RULE:RESOURCES]', () => {
  it('has what there is and the instances of each configured cloud, and asks no cloud', async () => {
    const cloud = world();
    const bare = new Acme();
    bare.accounts = [];
    const { client } = await on(cloud, { plugins: [acme(cloud), acme(bare, 'bare')] });
    const { resources } = await client.listResources();
    expect(resources.map(({ uri, name, title, mimeType }) => [uri, name, title, mimeType])).toEqual([
      ['mcm://status', 'status', 'System status', 'application/json'],
      ['mcm://instances', 'instances', 'Instances on every cloud', 'application/json'],
      ['mcm://audit/recent', 'recent-operations', 'Recent power operations', 'application/json'],
      ['mcm://instances/acme', 'instances-on-acme', 'Instances on Acme', 'application/json'],
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate, name }) => [uriTemplate, name])).toEqual([
      ['mcm://instances/{provider}', 'instances-on'],
      ['mcm://instances/{provider}/{id}', 'instance'],
    ]);
    expect(cloud.asked).toEqual([]);
  });

  it.each([
    ['get_system_status', ['mcm://status']],
    ['get_operation_history', ['mcm://audit/recent']],
    ['list_instances', ['mcm://instances', 'mcm://instances/acme', 'mcm://instances/{provider}']],
    ['get_instance_by_provider', ['mcm://instances/{provider}/{id}']],
  ])('has nothing of what gives %s where that is not offered [RULE:TOOL-SELECTION]', async (tool, gone) => {
    const all = await uris(await on(world()));
    const left = await uris(await on(world(), { tools: { exclude: [tool] } }));
    expect(all.filter((uri) => !left.includes(uri))).toEqual(gone);
  });

  it('is whole with the general tools alone, and read-only', async () => {
    const all = await uris(await on(world()));
    expect(await uris(await on(world(), { tools: { preset: 'unified' }, readOnly: true }))).toEqual(all);
  });
});

describe('reading a resource [RULE:RESOURCES]', () => {
  it('gives what the tool gives', async () => {
    const host = await on(world());
    expect(await read(host, 'mcm://status')).toMatchObject({ status: 'operational', read_only: false });
    expect(await read(host, 'mcm://audit/recent')).toEqual({ operations: [] });
    for (const [uri, tool, input] of [
      ['mcm://instances', 'list_instances', {}],
      ['mcm://instances/ACME', 'list_instances', { provider: 'acme' }],
      ['mcm://instances/acme/I-1', 'get_instance_by_provider', { provider: 'acme', identifier: 'i-1' }],
      ['mcm://instances/acme/203.0.113.7', 'get_instance_info', { ip_address: '203.0.113.7' }],
    ] as const) {
      const { structuredContent } = await host.client.callTool({ name: tool, arguments: input });
      expect(await read(host, uri)).toEqual(structuredContent);
    }
  });

  it('is a call: it is in the audit, with the URI [RULE:AUDIT]', async () => {
    const host = await on(world());
    await read(host, 'mcm://instances/acme/i-1');
    await rpcErrorOf(read(host, 'mcm://instances/acme/i-7'));
    expect(calls(await host.host.audit())).toMatchObject([
      {
        tool: 'get_instance_by_provider',
        resource: 'mcm://instances/acme/i-1',
        arguments: { provider: 'acme', identifier: 'i-1' },
        principal: { id: 'ada' },
        outcome: 'result',
      },
      { resource: 'mcm://instances/acme/i-7', outcome: 'error', code: 'RESOURCE_NOT_FOUND' },
    ]);
  });

  it('counts as a call of the tool', async () => {
    const host = await on(world(), { ratePerMinute: 1 });
    await host.client.callTool({ name: 'get_system_status' });
    expect(await rpcErrorOf(read(host, 'mcm://status'))).toEqual({
      code: -32010,
      message: expect.stringMatching(/^get_system_status was called 1 times within a minute; wait \d+ s\.$/),
      data: expect.objectContaining({ uri: 'mcm://status', code: 'RATE_LIMITED', retryable: true }),
    });
  });

  it('tells of no instance that a policy denies [RULE:DENIED-TARGETS]', async () => {
    const host = await on(world(), { policies: [denyPayroll] });
    const all = await read(host, 'mcm://instances');
    expect(all).toMatchObject({ instances: [{ id: 'i-1' }], total: 1, withheld: { 'deny-targets': 1 } });
    expect(JSON.stringify(all)).not.toContain('payroll-db');
    expect(await rpcErrorOf(read(host, 'mcm://instances/acme/i-2'))).toMatchObject({
      code: -32010,
      message: expect.stringContaining('The policy deny-targets refuses this'),
      data: { code: 'POLICY_DENIED' },
    });
  });

  it('is refused where the tool is not offered, and that is in the audit [RULE:TOOL-SELECTION]', async () => {
    const cloud = world();
    const host = await on(cloud, { tools: { exclude: ['list_*'] } });
    expect(await rpcErrorOf(read(host, 'mcm://instances/acme'))).toEqual({
      code: -32010,
      message: 'list_instances is not offered by this host: it is excluded.',
      data: { uri: 'mcm://instances/acme', code: 'POLICY_DENIED', retryable: false },
    });
    expect(cloud.asked).toEqual([]);
    expect(calls(await host.host.audit())).toMatchObject([
      { resource: 'mcm://instances/acme', outcome: 'error' },
    ]);
  });

  it('says what is not there, and where', async () => {
    const host = await on(world());
    expect(await rpcErrorOf(read(host, 'mcm://instances/acme/i-7'))).toMatchObject({
      code: -32002,
      message: 'No instance has the id i-7. Asked and answered: acme/default.',
      data: { uri: 'mcm://instances/acme/i-7', code: 'RESOURCE_NOT_FOUND' },
    });
    expect(await rpcErrorOf(read(host, 'mcm://nothing'))).toEqual({
      code: -32002,
      message:
        'There is no such resource. There are: mcm://status, mcm://instances, mcm://audit/recent, mcm://instances/acme, mcm://instances/{provider}, mcm://instances/{provider}/{id}.',
      data: { uri: 'mcm://nothing' },
    });
  });

  it('says what would be right', async () => {
    const host = await on(world());
    expect(await rpcErrorOf(read(host, 'mcm://instances/delta'))).toMatchObject({
      code: -32602,
      message: 'provider: there is no such provider; known are acme.',
      data: { code: 'VALIDATION_FAILED', details: { known: ['acme'] } },
    });
    expect(await rpcErrorOf(read(host, 'mcm://instances/acme/web-1'))).toMatchObject({
      code: -32602,
      message: expect.stringContaining('an id like i-1 (acme)'),
    });
  });

  it('names what could not be asked, and fails where nothing could be', async () => {
    const [cloud, beta] = [world(), new Acme()];
    const host = await on(cloud, { plugins: [acme(cloud), acme(beta, 'beta')] });
    beta.fail('default', down());
    expect(await read(host, 'mcm://instances')).toMatchObject({
      incomplete: [{ provider: 'beta', code: 'PROVIDER_ERROR' }],
    });
    expect(await rpcErrorOf(read(host, 'mcm://instances/beta'))).toMatchObject({
      code: -32010,
      data: { uri: 'mcm://instances/beta', code: 'PROVIDER_ERROR', retryable: true },
    });
  });

  it('says how to go on where there are more, and the tool goes on there', async () => {
    const cloud = new Acme(
      ...Array.from({ length: 130 }, (_, n) =>
        server({ id: `i-${String(n)}`, name: `n-${String(1000 + n)}` }),
      ),
    );
    const host = await on(cloud);
    const first = (await read(host, 'mcm://instances/acme')) as { note: string; instances: unknown[] };
    const [, input = ''] =
      /^These are the first 100 of 130 instances\. For the next ones call list_instances with (\{.*\})\.$/.exec(
        first.note,
      ) ?? [];
    const next = await host.client.callTool({
      name: 'list_instances',
      arguments: JSON.parse(input) as Record<string, unknown>,
    });
    expect(first.instances).toHaveLength(100);
    expect((next.structuredContent as { instances: unknown[] }).instances).toHaveLength(30);
  });

  it('has nothing in it that a reader does not see', async () => {
    const cloud = new Acme(server({ id: 'i-1', name: 'web\u202e\u0007-1' }));
    cloud.accounts = ['default', 'other'];
    cloud.fail('other', new McmError('PROVIDER_ERROR', 'The key is \u001b[31mbad.'));
    expect(await read(await on(cloud), 'mcm://instances')).toMatchObject({
      instances: [{ name: 'web-1' }],
      incomplete: [{ message: 'The key is bad.' }],
    });
  });

  it('gives away no secret, and no suggestion does [RULE:NO-SECRET]', async () => {
    const secret = 'k3y-of-the-talker';
    const cloud = new Acme(server({ id: 'i-1', name: `web-${secret}` }));
    const { client } = await connected({
      config: { plugins: [acme(cloud), { use: talker(() => ({ said: 'ok' })) }] },
      env: { TALKER_KEY: secret },
    });
    await client.callTool({ name: 'talk' });
    const { contents } = await client.readResource({ uri: 'mcm://instances' });
    expect(JSON.stringify(contents)).toContain('web-[redacted]');
    const ref = { type: 'ref/prompt', name: 'fleet_review' } as const;
    const { completion } = await client.complete({ ref, argument: { name: 'name', value: 'web' } });
    expect(completion.values).toEqual(['web-[redacted]']);
  });

  it('ends when the client cancels it [RULE:MCP-CANCEL]', async () => {
    const cloud = world();
    const stop = new AbortController();
    const ended = new Promise<void>((resolve) => {
      cloud.before = ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            resolve();
            reject(new Error('aborted'));
          });
          stop.abort();
        });
    });
    const { client } = await on(cloud);
    await rpcErrorOf(client.readResource({ uri: 'mcm://instances' }, { signal: stop.signal }));
    await ended;
  });
});
