import { describe, expect, it } from '@jest/globals';
import { Acme, acme, server } from '../fixtures/acme.js';
import { direct } from '../fixtures/hosts.js';
import { talker } from '../fixtures/talker.js';
import { connect, initialize, open, PONG, type Message } from '../mcp/wire.js';

const call = (id: unknown, name: string, input: object = {}): Message => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: input },
});

/** A whole host on one cloud, as it is served. */
async function served() {
  const cloud = new Acme(server({ id: 'i-1' }));
  const noisy = talker(({ log }) => {
    log.warn('slow today');
    return { said: 'done' };
  });
  const { host } = await direct({ config: { plugins: [acme(cloud), { use: noisy }] } });
  return host;
}

describe('a whole host behind the protocol', () => {
  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'speaks %s, and teaches a model when to use what [RULE:MCP-VERSIONS] [RULE:MCP-INSTRUCTIONS]',
    async (version) => {
      const { wire } = await connect(await served());
      expect(await wire.ask(initialize(version))).toMatchObject({
        result: {
          protocolVersion: version,
          serverInfo: { name: 'multi-cloud-manager' },
          instructions: expect.stringContaining('Never fill in confirmations') as unknown,
        },
      });
    },
  );

  it('answers a tool with structured content and a short text [RULE:MCP-STRUCTURED]', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask(call(1, 'get_instance_info', { ip_address: '203.0.113.7' }))).toMatchObject({
      id: 1,
      result: {
        isError: false,
        structuredContent: { id: 'i-1', name: 'server-i-1' },
        content: [{ type: 'text', text: expect.stringMatching(/^server-i-1 is running/) as unknown }],
      },
    });
  });

  it('answers an error with isError and its code', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask(call(1, 'get_instance_info', { ip_address: '203.0.113.99' }))).toMatchObject({
      result: {
        isError: true,
        structuredContent: { error: { code: 'RESOURCE_NOT_FOUND', retryable: false } },
      },
    });
  });

  it('answers a challenge as no error [RULE:CHALLENGE]', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask(call(1, 'reboot_acme_instance', { instance_id: 'i-1' }))).toMatchObject({
      result: { isError: false, structuredContent: { status: 'confirmation_required' } },
    });
  });

  it('answers an unknown tool with -32602 [RULE:MCP-UNKNOWN-TOOL]', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask(call(1, 'destroy_everything'))).toMatchObject({ id: 1, error: { code: -32602 } });
  });

  it('answers what comes before initialize with an error, and goes on [RULE:MCP-BEFORE-INITIALIZE]', async () => {
    const { wire } = await connect(await served());
    expect(await wire.ask(call('early', 'get_system_status'))).toMatchObject({
      id: 'early',
      error: { code: expect.any(Number) as unknown },
    });
    expect(await wire.ask(initialize())).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  });

  it('answers every request that has an id, malformed ones too [RULE:MCP-MALFORMED-ANSWERED]', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":[]}')).toMatchObject({
      id: 5,
      error: { code: expect.any(Number) as unknown },
    });
    expect(await wire.ask('{"jsonrpc":"1.0","id":6,"method":"ping"}')).toMatchObject({ error: {} });
    expect(await wire.ask('garbage')).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await wire.ping()).toEqual(PONG);
  });

  it('answers batches where the version has them [RULE:MCP-BATCHES]', async () => {
    const { wire } = await open(await served(), '2025-03-26');
    wire.write(JSON.stringify([call(1, 'get_system_status'), call(2, 'get_supported_providers')]));
    const answers = (await wire.reader.next()) as Message[];
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2]);
  });

  it('sends warnings of a plugin to a client, with its name [RULE:MCP-LOGGING]', async () => {
    const { wire } = await open(await served());
    expect(await wire.ask(call(1, 'talk'))).toMatchObject({
      method: 'notifications/message',
      params: { level: 'warning', logger: 'talker' },
    });
    expect(await wire.next()).toMatchObject({ id: 1, result: { structuredContent: { said: 'done' } } });
  });

  it('aborts a read that the client cancels, and does not answer it [RULE:MCP-CANCEL]', async () => {
    let aborted = false;
    const cloud = new Acme();
    const { host } = await direct({ config: { plugins: [acme(cloud)] } });
    const { wire } = await open(host);
    cloud.before = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(new Error('aborted'));
        });
        wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
      });
    wire.write(call(1, 'list_acme_instances'));
    expect(await wire.ping()).toEqual(PONG);
    expect(await wire.ping()).toEqual(PONG);
    expect(aborted).toBe(true);
  });

  it('tells how a power action goes while it is awaited [RULE:MCP-PROGRESS]', async () => {
    const { TestClock } = await import('../fixtures/clock.js');
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress', operationId: 'op-1', percent: 10 });
    cloud.also = { progress: () => Promise.resolve({ state: 'completed', operationId: 'op-1' }) };
    const { host } = await direct({ config: { plugins: [acme(cloud)] }, clock: TestClock.running() });
    const { wire } = await open(host);
    const right = {
      ip_confirmation: '203.0.113.7',
      name_confirmation: 'server-i-1',
      operation_confirmation: 'reboot',
    };
    const request = call(1, 'reboot_acme_instance', { instance_id: 'i-1', ...right });
    wire.write({ ...request, params: { ...(request['params'] as object), _meta: { progressToken: 'p' } } });
    expect(await wire.next()).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 'p', message: 'reboot is under way' },
    });
    expect(await wire.next()).toMatchObject({
      id: 1,
      result: { structuredContent: { status: 'completed' } },
    });
  });
});
