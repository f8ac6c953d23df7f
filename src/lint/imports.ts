import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Facts, ImportedPackage } from './facts.js';
import { SOURCE_EXTENSIONS } from './target.js';

/** What is longer was put together by a bundler, which has taken in what it imports. */
const LONGEST = 1024 * 1024;

/** What compiled code loads, types and comments gone. */
const LOADS = /\b(?:jitiImport|require)\((["'])([^"'\\]+)\1\)/g;

type Compile = (source: string, file: string) => string;

/** Follows the imports of a plugin through its own files, without running any. What is put together at run time is not seen. */
export async function importsOf(entry: string, directory: string): Promise<Facts['imports']> {
  const compile = await compiler();
  const seen = new Set([entry]);
  const packages = new Map<string, ImportedPackage>();
  for (const file of seen) {
    for (const name of await namedBy(file, compile)) {
      if (name.startsWith('.')) {
        const next = await fileAt(resolve(dirname(file), name));
        if (next !== undefined && isInside(directory, next)) seen.add(next);
      } else if (/^[@a-z\d]/i.test(name) && !isBuiltin(name)) {
        const known = packageOf(name);
        if (!packages.has(known)) packages.set(known, { name: known, file: relative(directory, file) });
      }
    }
  }
  return { files: seen.size, packages: [...packages.values()] };
}

/** The compiler that mcm loads plugins with, so that both see the same. */
async function compiler(): Promise<Compile> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { fsCache: false });
  return (source, filename) =>
    jiti.transform({
      source,
      filename,
      ts: /\.[cm]?ts$/.test(filename),
      async: true,
      babel: { comments: false },
    });
}

async function namedBy(file: string, compile: Compile): Promise<readonly string[]> {
  const source = await readFile(file, 'utf8');
  if (source.length > LONGEST) return [];
  try {
    return [...compile(source, file).matchAll(LOADS)].map(([, , name = '']) => name);
  } catch {
    // What does not parse does not load either, and that says why.
    return [];
  }
}

/** `./a.js` may mean a.ts, `./a` a.js or a/index.js. */
async function fileAt(path: string): Promise<string | undefined> {
  const stem = path.replace(/\.([cm]?)js$/, '.$1ts');
  const all = [path, stem, ...SOURCE_EXTENSIONS.flatMap((end) => [path + end, join(path, `index${end}`)])];
  for (const each of all)
    if (
      SOURCE_EXTENSIONS.includes(extname(each)) &&
      (await stat(each).catch(() => undefined))?.isFile() === true
    )
      return each;
  return undefined;
}

const isInside = (directory: string, file: string): boolean =>
  file.startsWith(directory + sep) && !file.slice(directory.length).includes(`${sep}node_modules${sep}`);

/** `@scope/name/sub` is of the package `@scope/name`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
