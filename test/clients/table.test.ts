import { describe, expect, it } from '@jest/globals';
import { inheritedEnvironment } from '../../src/clients/environment.js';
import { clientFiles, type ClientPlace } from '../../src/clients/table.js';

const filesOf = (place: Partial<ClientPlace>) =>
  clientFiles({ env: {}, platform: 'linux', home: '/home/ada', cwd: '/work/shop', ...place }).map(
    ({ client, file, scope }) => `${client.id} ${scope} ${file}`,
  );

describe('the files of clients [RULE:DOCTOR]', () => {
  it('are known for Linux', () => {
    expect(filesOf({})).toEqual([
      'claude-desktop user /home/ada/.config/Claude/claude_desktop_config.json',
      'claude-code user /home/ada/.claude.json',
      'claude-code project /work/shop/.mcp.json',
      'cursor user /home/ada/.cursor/mcp.json',
      'cursor project /work/shop/.cursor/mcp.json',
      'vscode user /home/ada/.config/Code/User/mcp.json',
      'vscode project /work/shop/.vscode/mcp.json',
      'codex user /home/ada/.codex/config.toml',
      'codex project /work/shop/.codex/config.toml',
    ]);
  });

  it('are not listed twice at home', () => {
    const files = filesOf({ cwd: '/home/ada' });
    expect(files.filter((file) => file.includes('project'))).toEqual([
      'claude-code project /home/ada/.mcp.json',
      'vscode project /home/ada/.vscode/mcp.json',
    ]);
  });

  it('are known for macOS and Windows', () => {
    expect(filesOf({ platform: 'darwin', home: '/Users/ada' })).toEqual(
      expect.arrayContaining([
        'claude-desktop user /Users/ada/Library/Application Support/Claude/claude_desktop_config.json',
        'vscode user /Users/ada/Library/Application Support/Code/User/mcp.json',
      ]),
    );
    const env = { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' };
    expect(filesOf({ platform: 'win32', home: 'C:\\Users\\ada', cwd: 'C:\\shop', env })).toEqual(
      expect.arrayContaining([
        'claude-desktop user C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json',
        'claude-code project C:\\shop\\.mcp.json',
        'cursor user C:\\Users\\ada\\.cursor\\mcp.json',
        'vscode user C:\\Users\\ada\\AppData\\Roaming\\Code\\User\\mcp.json',
      ]),
    );
  });

  it('follow the variables that move them', () => {
    const env = { XDG_CONFIG_HOME: '/cfg', CLAUDE_CONFIG_DIR: '/claude', CODEX_HOME: '/codex' };
    expect(filesOf({ env })).toEqual(
      expect.arrayContaining([
        'claude-desktop user /cfg/Claude/claude_desktop_config.json',
        'claude-code user /claude/.claude.json',
        'vscode user /cfg/Code/User/mcp.json',
        'codex user /codex/config.toml',
      ]),
    );
  });
});

describe('the environment that a client passes on', () => {
  it('has a few names and nothing else', () => {
    const env = { HOME: '/home/ada', PATH: '/bin', DIGITALOCEAN_TOKEN: 'x', SHELL: '() { :; }' };
    expect(inheritedEnvironment(env, 'linux')).toEqual({ HOME: '/home/ada', PATH: '/bin' });
    expect(inheritedEnvironment({ ...env, APPDATA: 'a' }, 'win32')).toEqual({ PATH: '/bin', APPDATA: 'a' });
  });
});
