import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { textIn } from 'multi-cloud-manager/plugin';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findRegistrations } from '../../src/clients/registrations.js';
import { startsMcm } from '../../src/clients/starts-mcm.js';
import { expand } from '../../src/clients/variables.js';
import { Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const find = (program = '') =>
  findRegistrations({ env: {}, platform: 'linux', home: workspace.home, cwd: workspace.project }, program);
const entry = { command: 'npx', args: ['-y', 'multi-cloud-manager'] };

describe('the registrations of mcm [RULE:DOCTOR]', () => {
  it('are read from the file of every client, in its own format', async () => {
    await workspace.write(
      'home/.config/Claude/claude_desktop_config.json',
      JSON.stringify({
        mcpServers: { mcm: entry, other: { command: 'other' }, web: { url: 'https://x.example' } },
      }),
    );
    await workspace.write(
      'home/.claude.json',
      JSON.stringify({
        mcpServers: { 'mcm-user': entry },
        projects: {
          '/work/shop': { mcpServers: { 'mcm-shop': { ...entry, env: { A: 1 } } } },
          '/work/none': {},
        },
      }),
    );
    await workspace.write(
      'home/.config/Code/User/mcp.json',
      `{
        // the clouds
        "servers": { "mcm": { "type": "stdio", "command": "mcm", "args": ["serve"], "envFile": "/x.env", }, },
      }`,
    );
    await workspace.write(
      'home/.codex/config.toml',
      'model = "x"\n[mcp_servers.mcm]\ncommand = "mcm"\nenabled = false\n[mcp_servers.mcm.env]\nB = "2"\n',
    );
    await workspace.write(
      'open/project/.cursor/mcp.json',
      JSON.stringify({ mcpServers: { mcm: { ...entry, cwd: '/c' } } }),
    );
    const { found, unreadable } = await find();
    expect(unreadable).toEqual([]);
    expect(
      found.map(({ client, scope, name, command, env, envFile, directory, disabled }) => ({
        at: `${client.id} ${scope} ${name}`,
        ...{ command, env, envFile, directory, disabled },
      })),
    ).toEqual([
      { at: 'claude-desktop user mcm', command: 'npx', env: {}, disabled: false },
      { at: 'claude-code user mcm-user', command: 'npx', env: {}, disabled: false },
      {
        ...{ at: 'claude-code user mcm-shop', command: 'npx', env: { A: '1' } },
        ...{ directory: '/work/shop', disabled: false },
      },
      { at: 'cursor project mcm', command: 'npx', env: {}, directory: '/c', disabled: false },
      { at: 'vscode user mcm', command: 'mcm', env: {}, envFile: '/x.env', disabled: false },
      { at: 'codex user mcm', command: 'mcm', env: { B: '2' }, disabled: true },
    ]);
  });

  it('are told apart from a file that no client can read, of which nothing is repeated', async () => {
    const secret = 'a-token-in-a-broken-file';
    await workspace.write('home/.cursor/mcp.json', `{ "mcpServers": {} ${secret}`);
    await workspace.write('home/.claude.json', '{ "mcpServers": {}, }');
    await workspace.write('home/.codex/config.toml', `[mcp_servers.mcm]\ncommand = ${secret}\n`);
    await workspace.write('home/.config/Claude/claude_desktop_config.json', '[]');
    await workspace.write('home/.config/Code/User/mcp.json', '');
    const { found, unreadable } = await find();
    expect(found).toEqual([]);
    expect(unreadable.map(({ client, why }) => `${client.id}: ${textIn(why, 'en')}`)).toEqual([
      'claude-desktop: it is not one object',
      'claude-code: it is not valid JSON (line 1, column 21)',
      'cursor: it is not valid JSON (line 1, column 20)',
      'codex: it is not valid TOML (line 2, column 11)',
    ]);
  });
});

describe('an entry starts mcm', () => {
  it.each([
    ['mcm', ['serve']],
    ['C:\\Users\\ada\\AppData\\Roaming\\npm\\mcm.cmd', []],
    ['npx', ['-y', 'multi-cloud-manager@1.2.3', 'serve']],
    ['npx', ['-p', 'multi-cloud-manager', 'mcm']],
    ['cmd', ['/c', 'npx', 'multi-cloud-manager']],
    ['node', ['/home/ada/multi-cloud-manager/dist/cli.cjs', 'serve']],
    ['node', ['--enable-source-maps', '/usr/local/bin/mcm']],
    ['node', ['C:\\src\\multi-cloud-manager\\dist\\cli.cjs']],
  ])('with %s %j', async (command, args) => {
    expect(await startsMcm({ command, args }, '')).toBe(true);
  });

  it.each([
    ['npx', ['-y', '@modelcontextprotocol/server-filesystem', '/home/ada/mcm']],
    ['node', ['/srv/other/dist/cli.cjs']],
    ['node', ['/srv/server.js', '--out', '/srv/mcm']],
    ['mcm-other', []],
    ['npx', ['multi-cloud-manager-else']],
  ])('not with %s %j', async (command, args) => {
    expect(await startsMcm({ command, args }, '')).toBe(false);
  });

  it('with a link to the script that runs', async () => {
    const program = await workspace.write('opt/tool/cli.js', '');
    const link = join(workspace.root, 'bin', 'clouds');
    await mkdir(dirname(link));
    await symlink(program, link);
    expect(await startsMcm({ command: link, args: [] }, program)).toBe(true);
    expect(await startsMcm({ command: link, args: [] }, '')).toBe(false);
  });
});

describe('the variables of an entry', () => {
  const known = { env: { A: 'one', EMPTY: '' }, home: '/home/ada', workspace: '/work/shop' };

  it.each([
    ['none', '${A} ${env:A}', '${A} ${env:A}', []],
    ['shell', '${A}/${B:-two}/${EMPTY:-three}', 'one/two/three', []],
    ['shell', '$A ${B} ${env:A}', '$A ${B} ${env:A}', ['${B}', '${env:A}']],
    ['editor', '${env:A}-${env:B}-${userHome}', 'one--/home/ada', []],
    ['editor', '${workspaceFolder} ${workspaceFolderBasename}', '/work/shop shop', []],
    [
      'editor',
      '${input:token} ${command:x}',
      '${input:token} ${command:x}',
      ['${input:token}', '${command:x}'],
    ],
  ] as const)('of the kind %s in %s', (kind, text, expanded, open) => {
    expect(expand(text, kind, known)).toEqual({ text: expanded, open });
  });
});
