import { mkdir, readFile, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';
import { ensureStateDirectory } from '../state/directory.js';
import type { CompiledCache } from './compiled.js';

/**
 * What `import` of these names means in a config, plugin or policy file, wherever it lies: the host's own copy.
 * Each is the absolute path of a module, or a function that imports it.
 */
export type HostModules = Readonly<Record<string, string | (() => Promise<object>)>>;

/** What the loader needs. */
export interface ModuleLoaderOptions {
  readonly hostModules: HostModules;
  /** Where the compiled code of packages of plugins is kept, a directory of mode 0700; undefined: nowhere. */
  readonly cacheDir?: string | undefined;
  /** Where that of the files is kept that are loaded themselves, sealed; undefined: nowhere. */
  readonly compiled?: CompiledCache | undefined;
}

/** Loads a local file in TypeScript or JavaScript; gives its default export, or its namespace where it has none. */
export type ModuleLoader = (file: string) => Promise<unknown>;

async function importHostModules(modules: HostModules): Promise<Record<string, object>> {
  const entries = await Promise.all(
    Object.entries(modules).map(async ([name, source]) => {
      const loaded = typeof source === 'string' ? import(pathToFileURL(source).href) : source();
      return [name, (await loaded) as object] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/**
 * One loader for configs, local plugins and policies. jiti compiles what it loads itself: TypeScript needs no
 * `typescript`, decorators work, and the host's modules are the host's own copies. It writes nothing beside the file.
 *
 * Modules in JavaScript that a loaded file imports are given to Node.js first, and compiled where that fails.
 */
export function createModuleLoader({
  hostModules,
  cacheDir,
  compiled: cache,
}: ModuleLoaderOptions): ModuleLoader {
  let starting: Promise<Jiti> | undefined;
  const virtualModules: Record<string, object> = {};
  /** What the files that are being loaded compile to, by {@link keyOf}; undefined until it is known. */
  const compiling = new Map<string, string | undefined>();
  const start = async (): Promise<Jiti> => {
    const { createJiti } = await import('jiti');
    const compiler = createJiti(import.meta.url, { fsCache: cacheDir ?? false });
    return createJiti(import.meta.url, {
      virtualModules,
      fsCache: false,
      transform: (given) => {
        const key = keyOf(given.filename ?? '', given.source);
        const code = compiling.get(key) ?? compiler.transform(given);
        if (compiling.has(key)) compiling.set(key, code);
        return { code };
      },
      alias: {},
      tryNative: false,
      moduleCache: true,
    });
  };
  const loaded = new Map<string, Promise<unknown>>();

  const load = async (file: string): Promise<unknown> => {
    const source = await readFile(file, 'utf8');
    const key = keyOf(file, source);
    const [jiti] = await Promise.all([
      (starting ??= start()),
      importHostModules(neededBy(source, hostModules, virtualModules)).then((modules) =>
        Object.assign(virtualModules, modules),
      ),
    ]);
    const before = jiti.cache[file];
    if (before?.loaded) return exportOf(before.exports);
    const kept = await cache?.get(file, source);
    compiling.set(key, kept);
    // Compiled even where Node.js could run it, because there another copy of the host's modules may be nearer.
    const module: unknown = await jiti.evalModule(source, {
      id: file,
      filename: file,
      ext: extname(file),
      async: true,
      forceTranspile: true,
    });
    const code = compiling.get(key);
    compiling.delete(key);
    if (kept === undefined && code !== undefined) await cache?.put(file, source, code);
    return exportOf(module);
  };

  return async (file) => {
    const path = await realpath(file);
    const module = loaded.get(path) ?? load(path);
    loaded.set(path, module);
    return module;
  };
}

const keyOf = (file: string, source: string): string => `${file}\0${source}`;

/**
 * The host's modules that a file may ask for and that are not there yet. Where it imports nothing but these, those that it names; a
 * file of somebody's that it imports may name any.
 */
function neededBy(
  source: string,
  modules: HostModules,
  there: Readonly<Record<string, object>>,
): HostModules {
  const named = [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    ([, name = '']) => name,
  );
  const anything =
    /\b(?:import|require)\s*\(\s*[^'"\s]/.test(source) ||
    named.some((name) => !Object.hasOwn(modules, name) && !name.startsWith('node:'));
  return Object.fromEntries(
    Object.entries(modules).filter(
      ([name]) => !Object.hasOwn(there, name) && (anything || named.includes(name)),
    ),
  );
}

const exportOf = (module: unknown): unknown =>
  typeof module === 'object' && module !== null && 'default' in module ? module.default : module;

/** A directory for compiled code inside the state directory, or undefined where it cannot be had. */
export async function moduleCacheDirectory(
  stateDir: string,
  name: 'jiti' | 'compiled' = 'jiti',
): Promise<string | undefined> {
  const directory = join(stateDir, 'cache', name);
  try {
    await ensureStateDirectory(stateDir);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await ensureStateDirectory(directory);
    return directory;
  } catch {
    // Only slower without it; whoever needs the state directory itself says what is wrong with it.
    return undefined;
  }
}
