import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { call, connect, PROGRAM, room, ROOT, run } from './built.js';

/** The text of a resource, read as JSON. */
async function read(client: Client, uri: string): Promise<unknown> {
  const { contents } = await client.readResource({ uri });
  return JSON.parse(contents.map((each) => ('text' in each ? each.text : '')).join(''));
}

describe('resources, prompts and completion of the built program, on the simulated clouds', () => {
  it('are listed, read, written and completed [RULE:RESOURCES]', async () => {
    const { directory, env, remove } = await room();
    const { client } = await connect(['demo', '--serve'], { cwd: directory, env });
    try {
      const { resources } = await client.listResources();
      expect(resources.map(({ uri }) => uri)).toEqual([
        'mcm://status',
        'mcm://instances',
        'mcm://audit/recent',
        ...['aws', 'digitalocean', 'vultr', 'alibaba'].map((name) => `mcm://instances/${name}`),
      ]);
      const { resourceTemplates } = await client.listResourceTemplates();
      expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
        'mcm://instances/{provider}',
        'mcm://instances/{provider}/{id}',
      ]);

      expect(await read(client, 'mcm://status')).toMatchObject({ status: 'operational' });
      const all = await read(client, 'mcm://instances');
      expect(all).toEqual(await call(client, 'list_instances'));
      expect(await read(client, 'mcm://instances/digitalocean/123456')).toMatchObject({
        name: 'web-server-01',
      });
      await expect(client.readResource({ uri: 'mcm://instances/../..' })).rejects.toMatchObject({
        code: -32002,
        data: { uri: 'mcm://instances/../..' },
      });

      const { prompts } = await client.listPrompts();
      expect(prompts.map(({ name }) => name)).toContain('safe_reboot');
      const { messages } = await client.getPrompt({
        name: 'safe_reboot',
        arguments: { instance: 'web-server-01' },
      });
      expect(JSON.stringify(messages)).toContain('Without a clear yes stop here.');

      const ref = { type: 'ref/prompt', name: 'safe_reboot' } as const;
      const { completion } = await client.complete({ ref, argument: { name: 'instance', value: 'web-s' } });
      expect(completion).toEqual({ values: ['web-server-01'], total: 1, hasMore: false });
    } finally {
      await client.close();
    }
    await remove();
  }, 30_000);

  it('leave a record that says it was a resource [RULE:AUDIT]', async () => {
    const { directory, env, remove } = await room();
    const { client } = await connect(['serve'], { cwd: directory, env });
    await read(client, 'mcm://status');
    await client.close();
    const { stdout } = await run(['audit', 'list', '--json'], { cwd: directory, env });
    expect(stdout).toMatch(/"resource":\s*"mcm:\/\/status"/);
    await remove();
  }, 30_000);

  it('without power are without the prompt that reboots [RULE:PROMPTS]', async () => {
    const { directory, env, remove } = await room();
    const { client } = await connect(['serve', '--read-only'], { cwd: directory, env });
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'investigate_ip',
      'fleet_review',
      'post_incident_report',
    ]);
    await client.close();
    await remove();
  }, 30_000);

  it('are loaded by the first request of their kind', async () => {
    const { directory, env, remove } = await room();
    const list = join(directory, 'loaded');
    const client = new Client({ name: 'e2e', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: ['--import', pathToFileURL(join(ROOT, 'test', 'e2e', 'loaded.mjs')).href, PROGRAM, 'serve'],
        cwd: directory,
        env: { ...env, MCM_TEST_LOADED: list },
      }),
    );
    const loaded = async (): Promise<readonly string[]> =>
      (await readFile(list, 'utf8'))
        .split('\n')
        .filter((url) => url.startsWith('file:'))
        .map((url) => relative(join(ROOT, 'dist', 'chunks'), fileURLToPath(url)))
        .filter((name) => /^(resources|prompts|completion|suggesting)-/.test(name))
        .map((name) => name.replace(/-.*/, ''));
    await client.listTools();
    expect(await loaded()).toEqual([]);
    await client.listPrompts();
    expect(await loaded()).toEqual(['prompts']);
    await client.listResources();
    expect(await loaded()).toEqual(['prompts', 'resources']);
    await client.close();
    await remove();
  }, 30_000);
});
