import { mkdir, readFile, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';
import { ensureStateDirectory } from '../state/directory.js';

/**
 * What `import` of these names means in a config, plugin or policy file, wherever it lies: the host's own copy.
 * Each is the absolute path of a module, or a function that imports it.
 */
export type HostModules = Readonly<Record<string, string | (() => Promise<object>)>>;

/** What the loader needs. */
export interface ModuleLoaderOptions {
  readonly hostModules: HostModules;
  /** Where compiled code is kept, a directory of mode 0700; undefined: nowhere. */
  readonly cacheDir?: string | undefined;
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
export function createModuleLoader({ hostModules, cacheDir }: ModuleLoaderOptions): ModuleLoader {
  let starting: Promise<Jiti> | undefined;
  const start = async (): Promise<Jiti> => {
    const [{ createJiti }, virtualModules] = await Promise.all([
      import('jiti'),
      importHostModules(hostModules),
    ]);
    return createJiti(import.meta.url, {
      virtualModules,
      fsCache: cacheDir ?? false,
      alias: {},
      tryNative: false,
      moduleCache: true,
    });
  };
  const loaded = new Map<string, Promise<unknown>>();

  const load = async (file: string): Promise<unknown> => {
    const jiti = await (starting ??= start());
    const known = jiti.cache[file];
    // Compiled even where Node.js could run it, because there another copy of the host's modules may be nearer.
    const module: unknown = known?.loaded
      ? known.exports
      : await jiti.evalModule(await readFile(file, 'utf8'), {
          id: file,
          filename: file,
          ext: extname(file),
          async: true,
          forceTranspile: true,
        });
    return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
  };

  return async (file) => {
    const path = await realpath(file);
    const module = loaded.get(path) ?? load(path);
    loaded.set(path, module);
    return module;
  };
}

/** The directory for compiled code inside the state directory, or undefined where it cannot be had. */
export async function moduleCacheDirectory(stateDir: string): Promise<string | undefined> {
  const directory = join(stateDir, 'cache', 'jiti');
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
