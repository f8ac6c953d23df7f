import { describe, expect, it } from '@jest/globals';
import { PROTOCOL_VERSIONS } from '../../src/mcp/versions.js';
import { gate, open, ScriptedHost } from './wire.js';

const request = (method: string, params?: unknown) => ({ jsonrpc: '2.0', id: 3, method, params });
const error = (code: number, message: unknown = expect.any(String), data?: object) => ({
  jsonrpc: '2.0',
  id: 3,
  error: { code, message, ...(data && { data }) },
});

describe.each(PROTOCOL_VERSIONS)('resources, prompts and completion in %s [RULE:MCP-VERSIONS]', (version) => {
  it('are answered', async () => {
    const { wire } = await open(undefined, version);
    expect(await wire.ask(request('resources/list'))).toMatchObject({
      result: { resources: [{ uri: 'mcm://status', title: 'System status' }] },
    });
    expect(await wire.ask(request('resources/templates/list'))).toMatchObject({
      result: { resourceTemplates: [] },
    });
    expect(await wire.ask(request('resources/read', { uri: 'mcm://status' }))).toEqual({
      jsonrpc: '2.0',
      id: 3,
      result: {
        contents: [{ uri: 'mcm://status', mimeType: 'application/json', text: '{"status":"ready"}' }],
      },
    });
    expect(await wire.ask(request('prompts/list', {}))).toMatchObject({ result: { prompts: [] } });
    expect(await wire.ask(request('prompts/get', { name: 'investigate_ip' }))).toMatchObject({
      error: { code: -32602, message: expect.stringContaining('these tools are not: get_instance_info') },
    });
    const ref = { type: 'ref/resource', uri: 'mcm://status' };
    expect(
      await wire.ask(request('completion/complete', { ref, argument: { name: 'a', value: '' } })),
    ).toEqual(error(-32602, 'params.ref.uri: there is no such template; there are none.'));
  });
});

describe('params that do not fit', () => {
  it.each<[string, string, unknown, string]>([
    [
      'a cursor that nobody gave out',
      'resources/list',
      { cursor: 'page-2' },
      'params.cursor: this list has one page',
    ],
    [
      'a cursor of templates',
      'resources/templates/list',
      { cursor: '' },
      'params.cursor: this list has one page',
    ],
    ['a cursor of prompts', 'prompts/list', { cursor: 'x' }, 'params.cursor: this list has one page'],
    ['a cursor that is a number', 'prompts/list', { cursor: 3 }, 'params.cursor: '],
    ['no URI', 'resources/read', undefined, 'params.uri: '],
    ['a URI that is none', 'resources/read', { uri: ['mcm://status'] }, 'params.uri: '],
    ['no name', 'prompts/get', {}, 'params.name: '],
    [
      'an argument that is a number',
      'prompts/get',
      { name: 'x', arguments: { hours: 3 } },
      'params.arguments.hours: ',
    ],
    [
      'a reference of another kind',
      'completion/complete',
      { ref: { type: 'ref/tool' }, argument: { name: 'a', value: '' } },
      'params.ref.type: ',
    ],
    ['no argument', 'completion/complete', { ref: { type: 'ref/prompt', name: 'x' } }, 'params.argument: '],
    [
      'a context that is a list',
      'completion/complete',
      { ref: { type: 'ref/prompt', name: 'x' }, argument: { name: 'a', value: '' }, context: [] },
      'params.context: ',
    ],
  ])('%s: -32602 names it', async (_, method, params, beginning) => {
    const { wire } = await open();
    expect(await wire.ask(request(method, params))).toEqual(
      error(-32602, expect.stringMatching(`^${beginning}`)),
    );
  });
});

describe('reading a resource', () => {
  const read = request('resources/read', { uri: 'mcm://status' });

  it('is a call for the session, under its URI', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    await wire.ask(read);
    expect(host.calls).toMatchObject([
      {
        tool: 'get_system_status',
        arguments: {},
        resource: 'mcm://status',
        session: { id: 'session-1', principal: { id: 'ada' }, client: { name: 'inspector' } },
      },
    ]);
  });

  it('calls nothing for a URI that is unknown, and repeats no more than a part of it', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    const uri = `mcm://\u202e${'x'.repeat(300)}`;
    const answer = await wire.ask(request('resources/read', { uri }));
    expect(answer).toEqual(
      error(-32002, 'There is no such resource. There are: mcm://status.', {
        uri: `mcm://${'x'.repeat(194)}… [307 characters]`,
      }),
    );
    expect(host.calls).toEqual([]);
  });

  it('is refused where a policy wants it confirmed: nobody can be asked', async () => {
    const { wire } = await open(new ScriptedHost(() => ({ kind: 'challenge', content: {}, text: 'Sure?' })));
    expect(await wire.ask(read)).toEqual(
      error(
        -32010,
        expect.stringMatching(/^A policy wants this confirmed.*Call get_system_status instead\.$/),
        {
          uri: 'mcm://status',
          code: 'POLICY_DENIED',
          retryable: false,
        },
      ),
    );
  });

  it('says in the error what the call says', async () => {
    const { wire } = await open(
      new ScriptedHost(() => ({
        kind: 'error',
        text: '',
        error: {
          code: 'PROVIDER_NOT_AVAILABLE',
          message: 'Acme is not configured.',
          suggestion: 'Set ACME_KEY.',
          provider: 'acme',
          details: { missing: ['ACME_KEY'] },
          retryable: false,
        },
      })),
    );
    expect(await wire.ask(read)).toEqual(
      error(-32010, 'Acme is not configured. Set ACME_KEY.', {
        uri: 'mcm://status',
        code: 'PROVIDER_NOT_AVAILABLE',
        suggestion: 'Set ACME_KEY.',
        provider: 'acme',
        details: { missing: ['ACME_KEY'] },
        retryable: false,
      }),
    );
  });

  it('does not say what was thrown', async () => {
    const { wire } = await open(
      new ScriptedHost(() => {
        throw new Error('password=hunter2');
      }),
    );
    expect(await wire.ask(read)).toEqual(error(-32603, 'mcm could not answer this request.'));
  });

  it('tells its progress to a client that asked for it [RULE:MCP-PROGRESS]', async () => {
    const { wire } = await open(
      new ScriptedHost(({ progress }) => {
        progress?.('7 instances so far', 7);
        return { kind: 'result', content: {}, text: '' };
      }),
    );
    const params = { uri: 'mcm://status', _meta: { progressToken: 'p' } };
    expect(await wire.ask(request('resources/read', params))).toEqual({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'p', progress: 7, message: '7 instances so far' },
    });
    expect(await wire.next()).toMatchObject({ id: 3, result: { contents: [{ text: '{}' }] } });
  });

  it('is answered before the session ends', async () => {
    const [started, hold] = [gate(), gate()];
    const { wire, session } = await open(
      new ScriptedHost(async () => {
        started.open();
        await hold.promise;
        return { kind: 'result', content: {}, text: '' };
      }),
    );
    wire.write(read);
    wire.input.end();
    await started.promise;
    hold.open();
    await session.finish();
    expect(await wire.next()).toMatchObject({ id: 3, result: { contents: [{ text: '{}' }] } });
  });

  it('that was cancelled comes to its end before the session is finished', async () => {
    const [started, hold] = [gate(), gate()];
    let ended = false;
    const { wire, session } = await open(
      new ScriptedHost(async () => {
        started.open();
        await hold.promise;
        ended = true;
        return { kind: 'result', content: {}, text: '' };
      }),
    );
    wire.write(read);
    await started.promise;
    wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 3 } });
    wire.input.end();
    await session.ended;
    const finished = session.finish().then(() => ended);
    await new Promise((resolve) => setImmediate(resolve));
    hold.open();
    expect(await finished).toBe(true);
    expect(wire.reader.drain()).toEqual([]);
  });
});
