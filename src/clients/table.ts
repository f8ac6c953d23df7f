import path from 'node:path';

/** Where clients are looked for. */
export interface ClientPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The directory whose own files count, as a client that was opened there would have it. */
  readonly cwd: string;
}

/** An MCP client and where it keeps the servers that it starts. */
export interface McpClient {
  readonly id: 'claude-desktop' | 'claude-code' | 'cursor' | 'vscode' | 'codex';
  /** As people call it. */
  readonly name: string;
  /** `jsonc` is JSON with comments and trailing commas. */
  readonly format: 'json' | 'jsonc' | 'toml';
  /** The table in the file that has an entry for each server. */
  readonly key: string;
  /** Which variables in an entry it fills in: none, `${NAME}` and `${NAME:-else}`, or `${env:NAME}`, `${workspaceFolder}` and the like. */
  readonly variables: 'none' | 'shell' | 'editor';
  /** Whether it is started from the desktop and does not ask a shell for its PATH. */
  readonly ownPath: boolean;
  /** The user's own file. */
  readonly userFile: (place: ClientPlace) => string;
  /** The file of a project, from its directory, where the client has such. */
  readonly projectFile?: readonly string[];
}

/** Every client that mcm knows, as their documentation had it in November 2026. */
export const CLIENTS: readonly McpClient[] = [
  {
    ...{ id: 'claude-desktop', name: 'Claude Desktop', format: 'json', key: 'mcpServers' },
    ...{ variables: 'none', ownPath: true },
    userFile: (place) => join(place, applicationData(place), 'Claude', 'claude_desktop_config.json'),
  },
  {
    ...{ id: 'claude-code', name: 'Claude Code', format: 'json', key: 'mcpServers' },
    ...{ variables: 'shell', ownPath: false },
    userFile: (place) => join(place, place.env['CLAUDE_CONFIG_DIR'] || place.home, '.claude.json'),
    projectFile: ['.mcp.json'],
  },
  {
    ...{ id: 'cursor', name: 'Cursor', format: 'jsonc', key: 'mcpServers' },
    ...{ variables: 'editor', ownPath: false },
    userFile: (place) => join(place, place.home, '.cursor', 'mcp.json'),
    projectFile: ['.cursor', 'mcp.json'],
  },
  {
    ...{ id: 'vscode', name: 'VS Code', format: 'jsonc', key: 'servers' },
    ...{ variables: 'editor', ownPath: false },
    userFile: (place) => join(place, applicationData(place), 'Code', 'User', 'mcp.json'),
    projectFile: ['.vscode', 'mcp.json'],
  },
  {
    ...{ id: 'codex', name: 'Codex', format: 'toml', key: 'mcp_servers' },
    ...{ variables: 'none', ownPath: false },
    userFile: (place) =>
      join(place, place.env['CODEX_HOME'] || join(place, place.home, '.codex'), 'config.toml'),
    projectFile: ['.codex', 'config.toml'],
  },
];

/** A file of a client: the user's own, or one that lies in the directory and that anybody may have put there. */
export interface ClientFile {
  readonly client: McpClient;
  readonly file: string;
  readonly scope: 'user' | 'project';
}

/** Every file in which a client may be told of a server, whether it is there or not. */
export function clientFiles(place: ClientPlace): readonly ClientFile[] {
  return CLIENTS.flatMap((client) => {
    const { projectFile, userFile } = client;
    const own: ClientFile = { client, file: userFile(place), scope: 'user' };
    if (projectFile === undefined) return [own];
    const file = join(place, place.cwd, ...projectFile);
    // In the home directory they may be the same.
    return file === own.file ? [own] : [own, { client, file, scope: 'project' as const }];
  });
}

/** As the platform does it, whatever platform this runs on. */
const join = ({ platform }: ClientPlace, ...parts: readonly string[]): string =>
  (platform === 'win32' ? path.win32 : path.posix).join(...parts);

function applicationData(place: ClientPlace): string {
  const { env, home, platform } = place;
  if (platform === 'win32') return env['APPDATA'] || join(place, home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(place, home, 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] || join(place, home, '.config');
}
