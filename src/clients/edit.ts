import { isDeepStrictEqual } from 'node:util';
import { install } from '../locale/en/install.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';
import type { McpClient } from './table.js';

/** An entry of a client's file: how it starts a server, and whatever else stands there. */
export type Entry = Readonly<Record<string, unknown>>;

/** The text of a client's file with this entry in it; everything else in it stays as it is, comments too. */
export async function withEntry(
  text: string,
  { format, key }: Pick<McpClient, 'format' | 'key'>,
  name: string,
  entry: Entry,
): Promise<string> {
  return format === 'toml' ? tomlWith(text, [key, name], entry) : jsonWith(text, [key, name], entry);
}

async function jsonWith(text: string, path: readonly string[], entry: Entry): Promise<string> {
  const { applyEdits, modify } = await import('jsonc-parser');
  const indent = /^( +|\t)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: indent !== '\t',
    tabSize: indent === '\t' ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const whole = text.trim() === '' ? '{}\n' : text;
  return applyEdits(whole, modify(whole, [...path], entry, { formattingOptions }));
}

/** A table is from its heading to the next that is not below it; it is put in its place, or at the end. */
async function tomlWith(text: string, path: readonly string[], entry: Entry): Promise<string> {
  const { parse, stringify } = await import('smol-toml');
  const [key = '', name = ''] = path;
  const written = stringify({ [key]: { [name]: entry } });
  const lines = text === '' ? [] : text.replace(/\n*$/, '\n').split(/(?<=\n)/);
  const heads = lines.map((line) => headOf(line));
  const isOurs = (head: readonly string[] | undefined): boolean =>
    head !== undefined && path.every((part, index) => head[index] === part);
  const kept = lines.filter(
    (_, index) => !isOurs(heads.slice(0, index + 1).findLast((head) => head !== undefined)),
  );
  const rest = kept.join('');
  const whole = rest.trim() === '' ? written : `${rest.replace(/\n*$/, '\n')}\n${written}`;
  const result = `${whole.replace(/\n*$/, '')}\n`;
  // What stands elsewhere, in one line or with dots, is not found by its heading.
  const expected = { ...parse(text) };
  expected[key] = { ...(expected[key] as object | undefined), [name]: entry } as never;
  if (!isDeepStrictEqual(plain(parse(result)), plain(expected)))
    throw new SaidError(say(install, (words) => words.strange(`${key}.${name}`)));
  return result;
}

/** Without the prototypes that parsers give their tables. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
    : Array.isArray(value)
      ? value.map(plain)
      : value;

/** The parts of a heading of TOML such as `[mcp_servers."my server".env]`. */
function headOf(line: string): readonly string[] | undefined {
  const [, inside] = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line.trimEnd()) ?? [];
  if (inside === undefined) return undefined;
  return [...inside.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
