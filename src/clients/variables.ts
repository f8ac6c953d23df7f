import path from 'node:path';
import type { McpClient } from './table.js';

/** What variables in an entry can stand for. */
export interface Known {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The directory that is open in the client. */
  readonly workspace: string;
}

/** A text with its variables filled in, and those that only the client itself can fill in. */
export interface Expanded {
  readonly text: string;
  readonly open: readonly string[];
}

/** Fills in the variables that this client would fill in. */
export function expand(text: string, kind: McpClient['variables'], known: Known): Expanded {
  if (kind === 'none') return { text, open: [] };
  const open: string[] = [];
  const valueOf = kind === 'shell' ? shellValue : editorValue;
  const expanded = text.replace(/\$\{([^${}]+)\}/g, (whole, name: string) => {
    const value = valueOf(name, known);
    if (value === undefined) open.push(whole);
    return value ?? whole;
  });
  return { text: expanded, open };
}

/** `NAME`, or `NAME:-else`. */
function shellValue(name: string, { env }: Known): string | undefined {
  const [, variable = name, fallback] = /^(\w+):-(.*)$/s.exec(name) ?? [];
  return env[variable] || fallback;
}

/** What VS Code and its relatives know; `input:` asks the person. */
function editorValue(name: string, { env, home, workspace }: Known): string | undefined {
  if (name.startsWith('env:')) return env[name.slice('env:'.length)] ?? '';
  const values: Readonly<Record<string, string>> = {
    workspaceFolder: workspace,
    workspaceFolderBasename: path.basename(workspace),
    userHome: home,
    pathSeparator: path.sep,
    '/': path.sep,
  };
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
