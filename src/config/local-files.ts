import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isData, parseData } from './read.js';

const SOURCE_EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];
const IMPLIED_EXTENSIONS = [...SOURCE_EXTENSIONS, '.json'];
const LONGEST_PATH = 1024;

/** What a string literal says, escapes resolved; good enough for paths. */
function unescape(literal: string): string {
  return literal.replace(
    /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gi,
    (_, braced?: string, four?: string, two?: string, other?: string) => {
      const hex = braced ?? four ?? two;
      if (hex === undefined) return other ?? '';
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
}

/**
 * Everything in source code that could be a string literal. Each quote is tried as the beginning of one, so that no
 * comment, template or regular expression can hide a literal: too many are found, never too few.
 */
export function stringLiterals(source: string): string[] {
  const found = new Set<string>();
  for (const { index, 0: quote } of source.matchAll(/["'`]/g)) {
    for (let end = index + 1; end < source.length && end - index <= LONGEST_PATH; end += 1) {
      const character = source[end];
      if (character === '\\') end += 1;
      else if (character === '\n' && quote !== '`') break;
      else if (character === quote) {
        const text = unescape(source.slice(index + 1, end));
        if (!isSecretFile(text, source.slice(0, index))) found.add(text);
        break;
      }
    }
  }
  return [...found];
}

/** `file('…')` names a secret, which is rotated and is no code; what could be code counts all the same. */
const isSecretFile = (text: string, before: string): boolean =>
  /\bfile\(\s*$/.test(before) && !IMPLIED_EXTENSIONS.includes(extname(text));

function allStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  // A reference to a secret, as file() returns it.
  if (typeof value === 'object' && value !== null && Object.keys(value).join() === 'file') return [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(allStrings) : [];
}

async function mentioned(file: string, content: string): Promise<string[]> {
  if (isData(file)) {
    // A file that does not parse can name nothing; that it is broken is said when it is loaded.
    const value = await parseData(file, content).catch(() => undefined);
    return allStrings(value);
  }
  return SOURCE_EXTENSIONS.includes(extname(file)) ? stringLiterals(content) : [];
}

/** All files that an import or a path could mean. All count, because adding a nearer one changes what is loaded. */
function candidates(text: string, base: string): string[] {
  if (text === '' || text.length > LONGEST_PATH || text.includes('\0')) return [];
  let path: string;
  try {
    path = text.startsWith('file:') ? fileURLToPath(text) : resolve(base, text);
  } catch {
    return [];
  }
  if (!/^(\.{1,2}([\\/]|$)|[\\/]|file:|[a-z]:[\\/])/i.test(text)) return [path];
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  return [
    path,
    ...IMPLIED_EXTENSIONS.flatMap((extension) => [
      path + extension,
      stem + extension,
      resolve(path, `index${extension}`),
    ]),
  ];
}

async function realFile(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).isFile() ? await realpath(path) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The content of a config and of every local file that it imports or names, directly or through another of them: modules,
 * plugins, policies, env and CA files; not the files of secrets, which change when they are rotated. Not followed, because it cannot be known without running the code: a path that is
 * put together at run time, a package by name, and a name from `imports` of package.json.
 */
export async function localFiles(config: string): Promise<ReadonlyMap<string, Buffer>> {
  const start = await realpath(config);
  const files = new Map<string, Buffer>();
  const queue = [start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) continue;
    const content = await readFile(file);
    files.set(file, content);
    const texts = await mentioned(file, content.toString('utf8'));
    // A plugin's path is relative to the config, an import to the file it stands in.
    const bases = new Set([dirname(file), dirname(start), dirname(config)]);
    const paths = new Set(texts.flatMap((text) => [...bases].flatMap((base) => candidates(text, base))));
    for (const path of paths) {
      const named = await realFile(path);
      if (named !== undefined && !files.has(named)) queue.push(named);
    }
  }
  return files;
}
