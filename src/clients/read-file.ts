import { readFile } from 'node:fs/promises';
import { errorCode } from '../config/error.js';
import type { McpClient } from './table.js';

/** Why a client's file cannot be read, in a sentence that repeats nothing of it: there may be a secret in it. */
export class UnreadableFile extends Error {
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
    throw new UnreadableFile(`it cannot be read (${code ?? 'unknown error'})`);
  }
  const value = await PARSERS[format](text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableFile('it is not one object');
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
  if (fault) throw new UnreadableFile(`it is not valid JSON (${placeOf(text, fault.offset)})`);
  return value;
}

async function parseToml(text: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UnreadableFile(
      `it is not valid TOML (line ${String(error.line)}, column ${String(error.column)})`,
    );
  }
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${String(before.length)}, column ${String((before.at(-1)?.length ?? 0) + 1)}`;
}
