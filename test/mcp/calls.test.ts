import { describe, expect, it } from '@jest/globals';
import { PROTOCOL_VERSIONS } from '../../src/mcp/versions.js';
import type { CallOutcome } from '../../src/call/request.js';
import type { PublishedTool } from '../../src/call/served.js';
import { aborted, call, gate, open, PONG, PRINCIPAL, ScriptedHost, TOOL, UNTITLED } from './wire.js';

const returning = (outcome: CallOutcome) => new ScriptedHost(() => outcome);

describe('tools/list', () => {
  const power: PublishedTool = { ...TOOL, title: 'Cut the power', annotations: { destructiveHint: true } };
  class PowerHost extends ScriptedHost {
    override tools(): readonly PublishedTool[] {
      return [power];
    }
  }

  it('publishes each tool, with a title where a person decides on the call', async () => {
    const { wire } = await open();
    expect(await wire.ask({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: { tools: [UNTITLED] },
    });
    const { wire: other } = await open(new PowerHost());
    expect(await other.ask({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).toMatchObject({
      result: { tools: [power] },
    });
  });

  it('is made anew when a tool comes, goes or changes, and is the same text until then', async () => {
    const other: PublishedTool = { ...TOOL, name: 'list_instances' };
    class ChangingHost extends ScriptedHost {
      offered: PublishedTool[] = [TOOL];
      override tools(): readonly PublishedTool[] {
        return this.offered;
      }
    }
    const host = new ChangingHost();
    const { wire } = await open(host);
    const named = async (id: string | number) => {
      const answer = await wire.ask({ jsonrpc: '2.0', id, method: 'tools/list' });
      const { tools } = answer['result'] as { tools: PublishedTool[] };
      return { id: answer['id'], names: tools.map(({ name }) => name), says: tools[0]?.description };
    };
    const first = { names: ['get_system_status'], says: 'Says what is loaded.' };
    expect(await named(1)).toEqual({ id: 1, ...first });
    expect(await named('a "second"')).toEqual({ id: 'a "second"', ...first });
    host.offered.push(other);
    expect(await named(3)).toMatchObject({ names: ['get_system_status', 'list_instances'] });
    host.offered = [other];
    expect(await named(4)).toMatchObject({ names: ['list_instances'] });
    host.offered = [{ ...other, description: 'Says what there is.' }];
    expect(await named(5)).toMatchObject({ names: ['list_instances'], says: 'Says what there is.' });
  });

  it('says the title as an annotation where the version has no other place for it', async () => {
    const { wire } = await open(new PowerHost(), '2025-03-26');
    expect(await wire.ask({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).toMatchObject({
      result: { tools: [{ annotations: { title: 'Cut the power', destructiveHint: true } }] },
    });
  });
});

describe('tools/call', () => {
  it('hands the call to the host with who is behind it', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    await wire.ask(call(1));
    expect(host.calls).toHaveLength(1);
    expect(host.calls[0]).toMatchObject({
      tool: 'get_system_status',
      arguments: { verbose: true },
      session: {
        id: 'session-1',
        principal: PRINCIPAL,
        client: { name: 'inspector', version: '9.9.9' },
        canAsk: false,
      },
    });
    expect(host.calls[0]).not.toHaveProperty('progress');
  });

  it('hands over an empty object where there are no arguments', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    await wire.ask({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: TOOL.name } });
    expect(host.calls[0]?.arguments).toEqual({});
  });

  it('answers a result with its text and its content', async () => {
    const { wire } = await open(returning({ kind: 'result', content: { status: 'ready' }, text: 'Ready.' }));
    expect(await wire.ask(call(1))).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: {
        content: [{ type: 'text', text: 'Ready.' }],
        structuredContent: { status: 'ready' },
        isError: false,
      },
    });
  });

  it('answers a challenge as no error', async () => {
    const content = { status: 'confirmation_required' };
    const { wire } = await open(returning({ kind: 'challenge', content, text: 'Ask the user.' }));
    expect(await wire.ask(call(1))).toMatchObject({
      result: {
        content: [{ type: 'text', text: 'Ask the user.' }],
        structuredContent: content,
        isError: false,
      },
    });
  });

  it('answers an error with isError and the error alone', async () => {
    const error = { code: 'RATE_LIMITED', message: 'Wait 3 s.', retryable: true } as const;
    const { wire } = await open(returning({ kind: 'error', error, text: 'RATE_LIMITED: Wait 3 s.' }));
    expect(await wire.ask(call(1))).toMatchObject({
      result: {
        content: [{ type: 'text', text: 'RATE_LIMITED: Wait 3 s.' }],
        structuredContent: { error },
        isError: true,
      },
    });
  });

  it.each(PROTOCOL_VERSIONS)('gives the whole content to a client of %s', async (version) => {
    const { wire } = await open(
      returning({ kind: 'result', content: { status: 'ready' }, text: 'Ready.' }),
      version,
    );
    const answer = await wire.ask(call(1));
    const json = { type: 'text', text: '{"status":"ready"}' };
    const old = version === '2024-11-05' || version === '2025-03-26';
    expect(answer['result']).toEqual({
      content: [{ type: 'text', text: 'Ready.' }, ...(old ? [json] : [])],
      structuredContent: { status: 'ready' },
      isError: false,
    });
  });
});

describe('cancellation', () => {
  it.each([7, 0, ''])('aborts the call with the id %j and is not answered', async (id) => {
    const started = gate();
    const ended = gate();
    const { wire } = await open(
      new ScriptedHost(async ({ signal }) => {
        started.open();
        await aborted(signal);
        ended.open();
        return { kind: 'result', content: {}, text: 'too late' };
      }),
    );
    wire.write(call(id));
    await started.promise;
    wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
    await ended.promise;
    expect(await wire.ping()).toEqual(PONG);
  });
});

describe('progress', () => {
  it('rises with every report and ends with the call', async () => {
    const after = gate<() => void>();
    const { wire } = await open(
      new ScriptedHost(({ progress }) => {
        progress?.('sent');
        progress?.('half', 50, 100);
        progress?.('still half', 50, 100);
        progress?.('unknown', Number.NaN);
        after.open(() => progress?.('too late', 100, 100));
        return { kind: 'result', content: {}, text: 'done' };
      }),
    );
    wire.write(call(1, { progressToken: 'p-1' }));
    const report = (params: object) => ({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'p-1', ...params },
    });
    expect(await wire.next()).toEqual(report({ progress: 0, message: 'sent' }));
    expect(await wire.next()).toEqual(report({ progress: 50, total: 100, message: 'half' }));
    expect(await wire.next()).toEqual(report({ progress: 50.001, total: 100, message: 'still half' }));
    expect(await wire.next()).toEqual(report({ progress: 51.001, message: 'unknown' }));
    expect(await wire.next()).toMatchObject({ id: 1, result: {} });
    (await after.promise)();
    expect(await wire.ping()).toEqual(PONG);
  });
});
