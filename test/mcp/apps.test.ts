import { describe, expect, it } from '@jest/globals';
import { open, ScriptedHost } from './wire.js';

const URI = 'ui://mcm/monitoring';
const PAGE = 'text/html;profile=mcp-app';
const withPages = (settings: object) => ({ extensions: { 'io.modelcontextprotocol/ui': settings } });
const request = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 7, method, params });

describe('a client that shows pages (MCP Apps) [RULE:CHART]', () => {
  it.each([
    ['with its list of types', { mimeTypes: ['text/plain', PAGE] }],
    ['without a list', {}],
  ])('%s is told the page of each tool, and finds it among the resources', async (_, settings) => {
    const { wire } = await open(new ScriptedHost(), '2025-11-25', withPages(settings));
    expect(await wire.ask(request('tools/list'))).toMatchObject({
      result: { tools: [{ name: 'get_system_status', _meta: { ui: { resourceUri: URI } } }] },
    });
    expect(await wire.ask(request('resources/list'))).toMatchObject({
      result: {
        resources: [
          { uri: 'mcm://status' },
          {
            uri: URI,
            name: 'monitoring-chart',
            mimeType: PAGE,
            _meta: { ui: { csp: {}, prefersBorder: true } },
          },
        ],
      },
    });
  });

  it('reads it without a call of a tool', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host, '2025-11-25', withPages({ mimeTypes: [PAGE] }));
    expect(await wire.ask(request('resources/read', { uri: URI }))).toMatchObject({
      result: {
        contents: [
          {
            uri: URI,
            mimeType: PAGE,
            text: expect.stringMatching(/^<!doctype html>/),
            _meta: { ui: { csp: {}, prefersBorder: true } },
          },
        ],
      },
    });
    expect(host.calls).toEqual([]);
  });

  it('does not find it where no tool that is offered has it', async () => {
    const host = new ScriptedHost();
    host.view = () => undefined;
    const { wire } = await open(host, '2025-11-25', withPages({ mimeTypes: [PAGE] }));
    const { result } = await wire.ask(request('resources/list'));
    expect(result).toMatchObject({ resources: [{ uri: 'mcm://status' }] });
    expect(JSON.stringify(await wire.ask(request('tools/list')))).not.toContain('_meta');
  });

  it('gets no other page', async () => {
    const { wire } = await open(new ScriptedHost(), '2025-11-25', withPages({ mimeTypes: [PAGE] }));
    expect(await wire.ask(request('resources/read', { uri: `${URI}/../status` }))).toMatchObject({
      error: { code: -32002, message: `There is no such resource. There are: mcm://status, ${URI}.` },
    });
  });
});

describe('any other client', () => {
  it.each([
    ['without extensions', {}],
    ['with other extensions', { extensions: { 'com.example/ui': { mimeTypes: [PAGE] } } }],
    ['that shows pages of other types', withPages({ mimeTypes: ['text/html'] })],
    ['whose list of types is none', withPages({ mimeTypes: PAGE })],
  ])('%s is told nothing of it', async (_, capabilities) => {
    const { wire } = await open(new ScriptedHost(), '2025-11-25', capabilities);
    const lists = [await wire.ask(request('tools/list')), await wire.ask(request('resources/list'))];
    expect(lists).toMatchObject([{ result: { tools: [{}] } }, { result: { resources: [{}] } }]);
    expect(JSON.stringify(lists)).not.toMatch(/_meta|ui:/);
  });
});
