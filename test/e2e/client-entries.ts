import type { Block } from '../docs/blocks.js';

/** What a client starts. */
export interface Entry {
  /** Where it stands: in JSON, in TOML, or in a command line of Claude Code. */
  readonly form: 'json' | 'toml' | 'sh';
  readonly command: string;
  readonly args: readonly string[];
}

/** The entries of MCP clients among the blocks of a document, in their order. */
export function entriesOf(blocks: readonly Block[]): readonly Entry[] {
  return blocks.flatMap(({ language, text }): Entry[] => {
    if (language === 'json') return ofJson(JSON.parse(text) as Clients);
    if (language === 'toml') {
      const [command, args] = [value(text, 'command') as string, value(text, 'args') as string[]];
      return [{ form: 'toml', command, args }];
    }
    const [, words] = /^claude mcp add .*? -- (.*)$/s.exec(text.replaceAll(/\\\n\s*/g, '')) ?? [];
    if (words === undefined) return [];
    const [command = '', ...args] = words.trim().split(' ');
    return [{ form: 'sh', command, args }];
  });
}

type Clients = Readonly<Partial<Record<'mcpServers' | 'servers', Record<string, Omit<Entry, 'form'>>>>>;

function ofJson({ mcpServers, servers }: Clients): Entry[] {
  return Object.values(mcpServers ?? servers ?? {}).map(({ command, args }) => ({
    form: 'json',
    command,
    args,
  }));
}

/** Strings and lists of strings are the same in TOML and JSON. */
function value(toml: string, key: string): unknown {
  return JSON.parse(new RegExp(`^${key} = (.*)$`, 'm').exec(toml)?.[1] ?? 'null');
}
