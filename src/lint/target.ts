import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config/error.js';
import { lint } from '../locale/en/lint.js';
import { say } from '../locale/words.js';
import type { ManifestFacts, Target } from './facts.js';

/** What a file of a plugin can be. */
export const SOURCE_EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

const names = z.record(z.string(), z.unknown()).catch({}).transform(Object.keys);

const Manifest = z.object({
  name: z.string().catch(''),
  keywords: z.array(z.string()).catch([]),
  main: z.string().optional().catch(undefined),
  exports: z.unknown().optional(),
  files: z.array(z.string()).optional().catch(undefined),
  dependencies: names,
  peerDependencies: names,
  optionalDependencies: names,
  devDependencies: names,
});

/** Finds out what lies at a path. Throws a sentence where it is nothing that could be a plugin. */
export async function findTarget(path: string, cwd: string): Promise<Target> {
  const place = resolve(cwd, path);
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new ConfigError(say(lint, (words) => words.nothingAt(place)));
  if (found.isDirectory()) return packageAt(place);
  if (basename(place) === 'package.json') return packageAt(dirname(place));
  if (!SOURCE_EXTENSIONS.includes(extname(place)))
    throw new ConfigError(say(lint, (words) => words.neither(place, SOURCE_EXTENSIONS)));
  return { subject: path, directory: dirname(place), entry: place, manifest: undefined };
}

async function packageAt(directory: string): Promise<Target> {
  const text = await readFile(join(directory, 'package.json'), 'utf8').catch(() => {
    throw new ConfigError(say(lint, (words) => words.noManifest(directory)));
  });
  const manifest = parseManifest(text, directory);
  const entry = await existing(join(directory, manifest.entry));
  return { subject: manifest.name || directory, directory, entry, manifest };
}

function parseManifest(text: string, directory: string): ManifestFacts {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError(say(lint, (words) => words.manifestNotJson(directory)));
  }
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) throw new ConfigError(say(lint, (words) => words.manifestNotObject(directory)));
  const { name, keywords, files, dependencies, peerDependencies, optionalDependencies, devDependencies } =
    parsed.data;
  return {
    name,
    keywords,
    listed: [...dependencies, ...peerDependencies, ...optionalDependencies],
    dependencies,
    peers: peerDependencies,
    devDependencies,
    files,
    entry: exported(parsed.data.exports) ?? parsed.data.main ?? 'index.js',
  };
}

/** What `import` of the package means, as Node.js reads `exports`. */
function exported(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(exported).find((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const main = Object.entries(value).filter(
    ([key]) => key === '.' || ['node', 'import', 'default', 'module-sync'].includes(key),
  );
  return main.map(([, each]) => exported(each)).find((each) => each !== undefined);
}

/** Node.js adds an ending only to what `main` names; for a wrong `exports` the load then says so. */
async function existing(path: string): Promise<string | undefined> {
  for (const each of [path, `${path}.js`, join(path, 'index.js')])
    if ((await stat(each).catch(() => undefined))?.isFile()) return each;
  return undefined;
}
