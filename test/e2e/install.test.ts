import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { PROGRAM, room, run } from './built.js';

let home: Awaited<ReturnType<typeof room>>;
beforeEach(async () => {
  home = await room();
});
afterEach(() => home.remove());

const install = (...args: string[]) => run(['install', ...args], { cwd: home.directory, env: home.env });
const place = (...parts: string[]) => join(home.directory, ...parts);
const put = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
};

const CURSOR = () => place('.cursor', 'mcp.json');

describe('mcm install', () => {
  it.each([
    ['claude-desktop', ['.config', 'Claude', 'claude_desktop_config.json'], 'mcpServers'],
    ['claude-code', ['.claude.json'], 'mcpServers'],
    ['cursor', ['.cursor', 'mcp.json'], 'mcpServers'],
    ['vscode', ['.config', 'Code', 'User', 'mcp.json'], 'servers'],
  ])(
    'tells %s to start mcm, and what it writes starts',
    async (client, parts, key) => {
      await put(place('mcm.env'), '');
      const { code, stdout } = await install('--client', client, '--env-file', 'mcm.env', '--read-only');
      expect([code, stdout.includes('Written.')]).toEqual([0, true]);
      const file = JSON.parse(await readFile(place(...parts), 'utf8')) as Record<
        string,
        { readonly mcm: { readonly command: string; readonly args: string[] } }
      >;
      const entry = file[key]?.mcm;
      expect(entry).toMatchObject({
        command: process.execPath,
        args: [PROGRAM, 'serve', '--hide-unavailable', '--env-file', place('mcm.env'), '--read-only'],
      });
      const session = new Client({ name: 'e2e', version: '1' });
      await session.connect(
        new StdioClientTransport({ ...entry, command: entry?.command ?? '', env: home.env }),
      );
      expect((await session.listTools()).tools.map(({ name }) => name)).toContain('get_instance_info');
      await session.close();
    },
    60_000,
  );

  it('writes TOML for codex, which doctor then starts', async () => {
    await put(place('.codex', 'config.toml'), 'model = "m"\n');
    expect((await install('--client', 'codex')).code).toBe(0);
    const text = await readFile(place('.codex', 'config.toml'), 'utf8');
    expect(text).toMatch(/^model = "m"\n\n\[mcp_servers\.mcm\]\n/);
    const { stdout } = await run(['doctor'], { cwd: home.directory, env: home.env });
    expect(stdout).toMatch(/ok +Codex.*tools/);
  }, 60_000);

  it('keeps what is there, and a copy of it; a second time nothing changes', async () => {
    const before =
      '{\n  // mine\n  "mcpServers": { "other": { "command": "x", "env": { "KEY": "hunter22" } } }\n}\n';
    await put(CURSOR(), before);
    const first = await install('--client', 'cursor');
    expect([first.code, first.stdout.includes('hunter22')]).toEqual([0, false]);
    const after = await readFile(CURSOR(), 'utf8');
    expect(after).toContain('// mine');
    expect(after).toContain('"hunter22"');
    const [copy = ''] = (await readdir(place('.cursor'))).filter((name) => name.includes('before-mcm'));
    expect(await readFile(place('.cursor', copy), 'utf8')).toBe(before);
    expect((await stat(CURSOR())).mode & 0o777).toBe(0o600);
    const second = await install('--client', 'cursor');
    expect(second.stdout).toContain('as it is already');
    expect(await readdir(place('.cursor'))).toHaveLength(2);
  }, 60_000);

  it('only prints with --print', async () => {
    const { code, stdout } = await install('--client', 'cursor', '--print');
    expect([code, stdout.includes('"command"'), stdout.includes('Written')]).toEqual([0, true, false]);
    await expect(stat(CURSOR())).rejects.toThrow('ENOENT');
  }, 30_000);

  it('takes the place of another server only when told, keeps its environment and shows none of its values', async () => {
    const old = { command: 'python', args: ['old.py'], env: { VULTR_API_KEY: 'hunter22' } };
    await put(CURSOR(), JSON.stringify({ mcpServers: { mcm: old, clouds: old } }));
    const refused = await install('--client', 'cursor');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--replace mcm')]);
    const taken = await install('--client', 'cursor', '--replace', 'clouds');
    expect([taken.code, taken.stdout.includes('hunter22')]).toEqual([0, false]);
    expect(taken.stdout).toMatch(/^- +"command": "python"/m);
    const { mcpServers } = JSON.parse(await readFile(CURSOR(), 'utf8')) as {
      readonly mcpServers: Readonly<Record<string, unknown>>;
    };
    expect(mcpServers['mcm']).toEqual(old);
    expect(mcpServers['clouds']).toEqual({
      command: process.execPath,
      args: [PROGRAM, 'serve', '--hide-unavailable'],
      env: old.env,
    });
    const nobody = await install('--client', 'cursor', '--replace', 'nobody');
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('no server "nobody"')]);
  }, 60_000);

  it('leaves a file alone that it cannot read', async () => {
    await put(CURSOR(), '{ "mcpServers": ');
    const { code, stderr } = await install('--client', 'cursor');
    expect([code, stderr]).toEqual([1, expect.stringContaining('Nothing was written.')]);
    expect(await readFile(CURSOR(), 'utf8')).toBe('{ "mcpServers": ');
  }, 30_000);

  it('says which clients there are', async () => {
    const { code, stderr } = await install('--client', 'emacs');
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      'mcm: --client is one of claude-desktop, claude-code, cursor, vscode, codex, not emacs.',
    ]);
  }, 30_000);
});
