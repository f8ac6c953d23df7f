import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { connect, room, ROOT } from './built.js';
import { chartServer, readPage } from './chart/server.js';

/** What the page may weigh, in bytes. */
const BUDGET = 40_000;

describe('the chart of the built program [RULE:CHART]', () => {
  let client: Client;
  let close: () => Promise<void>;
  let page: string;
  beforeAll(async () => {
    ({ client, close } = await chartServer());
    page = await readPage(client);
  });
  afterAll(() => close());

  it('belongs to every monitoring tool, of each cloud', async () => {
    const { tools } = await client.listTools();
    const charted = tools.filter(({ _meta }) => _meta?.['ui'] !== undefined);
    expect(charted.map(({ name, _meta }) => [name, _meta])).toEqual(
      [
        'get_instance_monitoring',
        'get_aws_instance_monitoring',
        'get_digitalocean_droplet_monitoring',
        'get_alibaba_instance_monitoring',
      ].map((name) => [name, { ui: { resourceUri: 'ui://mcm/monitoring' } }]),
    );
  });

  it('is listed last among the resources', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri).at(-1)).toBe('ui://mcm/monitoring');
  });

  it('costs a client without MCP Apps nothing', async () => {
    const { directory, env, remove } = await room();
    const { client: plain } = await connect(['demo', '--serve'], { cwd: directory, env });
    const lists = JSON.stringify([await plain.listTools(), await plain.listResources()]);
    expect(lists).not.toMatch(/_meta|ui:\/\//);
    await plain.close();
    await remove();
  });

  it('is one small page that names no other address and makes no code of text', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(BUDGET);
    const found = (pattern: RegExp, text = page): readonly string[] => [...(text.match(pattern) ?? [])];
    expect(page.slice(0, 15)).toBe('<!doctype html>');
    // The name of SVG, which nothing is loaded from.
    expect(found(/(https?:)?\/\/[\w.-]+\.\w+[^"'`\s]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    const markup = page.replace(/<script>.*<\/script>/s, '');
    expect(found(/\b(src|href|srcset)=|@import|url\(|<(link|img|iframe|script)\b/g, markup)).toEqual([]);
    expect(
      found(/\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|fetch\(|XMLHttp/g),
    ).toEqual([]);
  });

  it('lies in a file of its own, which only the reading of it loads', async () => {
    const chunks = await readdir(join(ROOT, 'dist', 'chunks'));
    const texts = await Promise.all(
      chunks.map((name) => readFile(join(ROOT, 'dist', 'chunks', name), 'utf8')),
    );
    expect(chunks.filter((_, index) => texts[index]?.includes('ui/initialize'))).toEqual([
      expect.stringMatching(/^page-\w+\.cjs$/),
    ]);
  });
});
