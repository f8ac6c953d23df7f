import { readFile } from 'node:fs/promises';
import { errorCode } from '../config/error.js';
import { install } from '../locale/en/install.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';
import type { McpClient } from './table.js';

/** Why a client's file cannot be read, in a sentence that repeats nothing of it: there may be a secret in it. */
export class UnreadableFile extends SaidError {
  override readonly name = 'UnreadableFile';
}

/** What a client's file says; undefined where there is no such file. Throws UnreadableFile. */
export async function readClientFile(
  file: string,
  format: McpClient['format'],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UnreadableFile(
      say(install, (words) => (code === undefined ? words.failed : words.cannotBeRead(code))),
    );
  }
  const value = await PARSERS[format](text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableFile(say(install, (words) => words.notOneObject));
  return value as Readonly<Record<string, unknown>>;
}

const PARSERS: Readonly<Record<McpClient['format'], (text: string) => Promise<unknown>>> = {
  json: (text) => parseJson(text, false),
  jsonc: (text) => parseJson(text, true),
  toml: parseToml,
};

/** An empty file says nothing. */
async function parseJson(text: string, lenient: boolean): Promise<unknown> {
  if (text.trim() === '') return {};
  const { parse } = await import('jsonc-parser');
  const faults: { readonly offset: number }[] = [];
  const value: unknown = parse(text, faults as never[], {
    disallowComments: !lenient,
    allowTrailingComma: lenient,
  });
  const [fault] = faults;
  if (fault) {
    const { line, column } = placeOf(text, fault.offset);
    throw new UnreadableFile(say(install, (words) => words.notJson(line, column)));
  }
  return value;
}

async function parseToml(text: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    throw new UnreadableFile(say(install, (words) => words.notToml(line, column)));
  }
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
