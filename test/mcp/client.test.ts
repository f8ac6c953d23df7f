import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  ElicitRequestSchema,
  LoggingMessageNotificationSchema,
  type ClientCapabilities,
} from '@modelcontextprotocol/sdk/types.js';
import { serveSession } from '../../src/mcp/session.js';
import { aborted, CAPABILITIES, gate, PRINCIPAL, ScriptedHost, TOOL, UNTITLED } from './wire.js';

/** The SDK's own client, connected over a pair of streams. */
async function attach(host: ScriptedHost, capabilities: ClientCapabilities = {}): Promise<Client> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  await serveSession(host, { input, output, principal: PRINCIPAL, ids: { next: () => 'session-1' } });
  const client = new Client({ name: 'sdk', version: '1.0.0' }, { capabilities });
  // The SDK's server transport is a transport over two streams; a client can stand on it as well.
  await client.connect(new StdioServerTransport(output, input));
  return client;
}

describe("the SDK's client", () => {
  it('learns who serves it and what there is', async () => {
    const client = await attach(new ScriptedHost());
    expect(client.getServerVersion()).toEqual({ name: 'multi-cloud-manager', version: '1.2.3' });
    expect(client.getInstructions()).toBe('Ask before you act.');
    expect(client.getServerCapabilities()).toEqual(CAPABILITIES);
    expect(await client.listTools()).toEqual({ tools: [UNTITLED] });
  });

  it('calls a tool and accepts its content by the published schema', async () => {
    const client = await attach(new ScriptedHost());
    await client.listTools();
    expect(await client.callTool({ name: TOOL.name })).toEqual({
      content: [{ type: 'text', text: 'Ready.' }],
      structuredContent: { status: 'ready' },
      isError: false,
    });
  });

  it('sees progress and cancels', async () => {
    const ended = gate();
    const host = new ScriptedHost(async ({ signal, progress }) => {
      progress?.('waiting', 1, 3);
      await aborted(signal);
      ended.open();
      return { kind: 'result', content: {}, text: '' };
    });
    const client = await attach(host);
    const cancel = new AbortController();
    const reports: unknown[] = [];
    const called = client.callTool({ name: TOOL.name }, undefined, {
      signal: cancel.signal,
      onprogress: (report) => {
        reports.push(report);
        cancel.abort();
      },
    });
    await expect(called).rejects.toThrow();
    await ended.promise;
    expect(reports).toEqual([{ progress: 1, total: 3, message: 'waiting' }]);
  });

  it('answers a form for its person', async () => {
    const host = new ScriptedHost(({ answer }) =>
      answer
        ? { kind: 'result', content: { ...answer.values }, text: 'done' }
        : {
            kind: 'challenge',
            content: {},
            text: 'ask',
            ask: {
              message: 'Reboot?',
              waiting: 'waiting',
              binding: { reference: 'r', seen: {} },
              fields: [{ name: 'name_confirmation', title: 'Name', description: 'Its name' }],
            },
          },
    );
    const client = await attach(host, { elicitation: {} });
    client.setRequestHandler(ElicitRequestSchema, () => ({
      action: 'accept',
      content: { name_confirmation: 'web-1' },
    }));
    expect(await client.callTool({ name: TOOL.name })).toMatchObject({
      structuredContent: { name_confirmation: 'web-1' },
    });
  });

  it('gets the log lines that it asked for', async () => {
    const host = new ScriptedHost();
    const client = await attach(host);
    const line = gate<unknown>();
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      line.open(params);
    });
    await client.setLoggingLevel('info');
    host.log({ level: 'info', logger: 'host', message: 'hello' });
    expect(await line.promise).toEqual({ level: 'info', logger: 'host', data: 'hello' });
  });
});
