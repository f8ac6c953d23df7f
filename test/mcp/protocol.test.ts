import { describe, expect, it } from '@jest/globals';
import {
  call,
  CAPABILITIES,
  connect,
  gate,
  INITIALIZED,
  initialize,
  open,
  PONG,
  ScriptedHost,
  TOOL,
} from './wire.js';

const error = (id: unknown, code: number, message: unknown = expect.any(String)) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

describe('before initialize', () => {
  it('answers ping', async () => {
    const { wire } = await connect();
    expect(await wire.ping()).toEqual(PONG);
  });

  it.each(['tools/list', 'tools/call', 'logging/setLevel', 'resources/list', 'made/up'])(
    'answers %s with what to do first',
    async (method) => {
      const { wire } = await connect();
      expect(await wire.ask({ jsonrpc: '2.0', id: 5, method })).toEqual(
        error(5, -32600, 'Send initialize first.'),
      );
    },
  );

  it('answers initialize without usable params and stays closed', async () => {
    const { wire } = await connect();
    expect(await wire.ask({ jsonrpc: '2.0', id: 1, method: 'initialize' })).toEqual(error(1, -32602));
    expect(await wire.ask({ jsonrpc: '2.0', id: 2, method: 'tools/list' })).toEqual(error(2, -32600));
  });

  it('refuses a batch, also one with initialize in it', async () => {
    const { wire } = await connect();
    expect(await wire.ask([initialize()])).toEqual(error(null, -32600));
  });

  it('drops notifications', async () => {
    const host = new ScriptedHost();
    const { wire } = await connect(host);
    wire.write(INITIALIZED);
    expect(await wire.ping()).toEqual(PONG);
    expect(host.listeners.size).toBe(0);
  });
});

describe('initialize', () => {
  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])('agrees on %s', async (version) => {
    const { wire } = await connect();
    expect(await wire.ask(initialize(version))).toEqual({
      jsonrpc: '2.0',
      id: 0,
      result: {
        protocolVersion: version,
        capabilities: CAPABILITIES,
        serverInfo: { name: 'multi-cloud-manager', version: '1.2.3' },
        instructions: 'Ask before you act.',
      },
    });
  });

  it.each(['2024-10-07', '2031-01-01', 'latest'])('offers the latest version for %s', async (version) => {
    const { wire } = await connect();
    expect(await wire.ask(initialize(version))).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  });

  it('is refused a second time', async () => {
    const { wire } = await open();
    expect(await wire.ask(initialize())).toEqual(error(0, -32600, 'This session is initialized already.'));
  });

  it('lets a client send everything in one go', async () => {
    const { wire } = await connect();
    const all = [initialize(), INITIALIZED, call(1), { jsonrpc: '2.0', id: 2, method: 'ping' }];
    wire.input.write(all.map((message) => `${JSON.stringify(message)}\n`).join(''));
    const ids = [await wire.next(), await wire.next(), await wire.next()].map(({ id }) => id);
    expect(ids.sort()).toEqual([0, 1, 2]);
  });
});

describe('requests', () => {
  it.each(['resources/subscribe', 'prompts/make', 'sampling/createMessage', 'tasks/list', '', '__proto__'])(
    'answers the unknown method %j with -32601',
    async (method) => {
      const { wire } = await open();
      expect(await wire.ask({ jsonrpc: '2.0', id: 3, method })).toEqual(error(3, -32601, 'Method not found'));
    },
  );

  it.each([
    ['tools/call without a name', 'tools/call', {}],
    ['tools/call with arguments in an array', 'tools/call', { name: TOOL.name, arguments: [] }],
    ['tools/list with a number as cursor', 'tools/list', { cursor: 3 }],
    ['tools/list with a cursor', 'tools/list', { cursor: 'page-2' }],
    ['an invalid log level', 'logging/setLevel', { level: 'loud' }],
    ['params in an array', 'tools/list', []],
  ])('answers %s with -32602', async (_, method, params) => {
    const { wire } = await open();
    expect(await wire.ask({ jsonrpc: '2.0', id: 3, method, params })).toEqual(error(3, -32602));
  });

  it('names the param that is wrong', async () => {
    const { wire } = await open();
    expect(await wire.ask({ jsonrpc: '2.0', id: 3, method: 'tools/call', params: {} })).toMatchObject({
      error: { message: expect.stringContaining('params.name: ') },
    });
  });

  it('answers an unknown tool with -32602, and the host knows of it for its audit', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    const params = { name: 'destroy_everything' };
    expect(await wire.ask({ jsonrpc: '2.0', id: 3, method: 'tools/call', params })).toEqual(
      error(3, -32602, 'Unknown tool: destroy_everything'),
    );
    expect(host.calls.map(({ tool }) => tool)).toEqual(['destroy_everything']);
  });

  it('hands a tool that exists but is not offered to the host, which says why', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    await wire.ask({ jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'excluded_tool' } });
    expect(host.calls.map(({ tool }) => tool)).toEqual(['excluded_tool']);
  });

  it('gives each answer the id of its request, 0 and "" and "1" beside 1 too', async () => {
    const { wire } = await open();
    const ids = [0, '', 1, '1', -5];
    wire.write(...ids.map((id) => call(id)));
    for (const id of ids) expect(await wire.next()).toMatchObject({ id });
  });

  it('refuses an id that is in flight and still answers the first request', async () => {
    const hold = gate();
    const { wire } = await open(
      new ScriptedHost(async () => {
        await hold.promise;
        return { kind: 'result', content: {}, text: 'first' };
      }),
    );
    expect(await wire.ask(call(8), call(8))).toEqual(
      error(8, -32600, 'A request with this id is still being answered.'),
    );
    hold.open();
    expect(await wire.next()).toMatchObject({ id: 8, result: { content: [{ text: 'first' }] } });
    expect(await wire.ask(call(8))).toMatchObject({ id: 8, result: {} });
  });

  it('ignores what asks for a task, as a server without tasks must', async () => {
    const { wire } = await open();
    const params = {
      name: TOOL.name,
      task: { ttl: 1 },
      _meta: { 'io.modelcontextprotocol/related-task': 'nonsense' },
    };
    expect(await wire.ask({ jsonrpc: '2.0', id: 3, method: 'tools/call', params })).toMatchObject({
      id: 3,
      result: { structuredContent: { status: 'ready' } },
    });
  });

  it('says nothing to responses that it did not ask for and to unknown notifications', async () => {
    const { wire } = await open();
    wire.write(
      { jsonrpc: '2.0', id: 0, result: {} },
      { jsonrpc: '2.0', id: 'x', error: { code: 1, message: 'no' } },
      { jsonrpc: '2.0', method: 'notifications/made_up', params: { _meta: 5 } },
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 99 } },
      { jsonrpc: '2.0', method: 'notifications/cancelled' },
    );
    expect(await wire.ping()).toEqual(PONG);
  });

  it('answers a call even when the host throws, without what was thrown', async () => {
    const { wire } = await open(
      new ScriptedHost(() => {
        throw new Error('password=hunter2');
      }),
    );
    expect(await wire.ask(call(4))).toEqual(error(4, -32603, 'mcm could not carry out this call.'));
  });

  it('answers a call even when its result is no JSON', async () => {
    const { wire } = await open(
      new ScriptedHost(() => ({ kind: 'result', content: { size: 1n }, text: 'big' })),
    );
    expect(await wire.ask(call(4))).toEqual(error(4, -32603, 'The answer could not be written as JSON.'));
  });
});

describe('batches', () => {
  it('are answered with one array in 2025-03-26', async () => {
    const { wire } = await open(undefined, '2025-03-26');
    const answers = await wire.ask([
      { jsonrpc: '2.0', id: 1, method: 'ping' },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      call('two'),
      { jsonrpc: '2.0', id: 3, method: 'made/up' },
      { jsonrpc: '2.0', id: 0, result: {} },
      7,
      { ...initialize(), id: 4 },
    ]);
    expect(answers).toHaveLength(5);
    expect(answers).toEqual(
      expect.arrayContaining([
        { jsonrpc: '2.0', id: 1, result: {} },
        expect.objectContaining({ id: 'two', result: expect.any(Object) }),
        error(3, -32601),
        error(null, -32600),
        error(4, -32600, 'initialize cannot be part of a batch.'),
      ]),
    );
  });

  it('of notifications are answered with silence', async () => {
    const { wire } = await open(undefined, '2025-03-26');
    wire.write([INITIALIZED, INITIALIZED]);
    expect(await wire.ping()).toEqual(PONG);
  });

  it('leave out what was cancelled', async () => {
    const started = gate();
    const hold = gate();
    const { wire } = await open(
      new ScriptedHost(async () => {
        started.open();
        await hold.promise;
        return { kind: 'result', content: {}, text: '' };
      }),
      '2025-03-26',
    );
    wire.write([call(1), { jsonrpc: '2.0', id: 2, method: 'ping' }]);
    await started.promise;
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    expect(await wire.ask(cancelled)).toEqual([{ jsonrpc: '2.0', id: 2, result: {} }]);
    hold.open();
    expect(await wire.ping()).toEqual(PONG);
  });

  it('that are empty are refused', async () => {
    const { wire } = await open(undefined, '2025-03-26');
    expect(await wire.ask('[]')).toEqual(error(null, -32600, 'The batch is empty.'));
  });

  it.each(['2024-11-05', '2025-06-18', '2025-11-25'])('are refused in %s', async (version) => {
    const { wire } = await open(undefined, version);
    expect(await wire.ask([{ jsonrpc: '2.0', id: 1, method: 'ping' }])).toEqual(error(null, -32600));
  });
});
