import { access } from 'node:fs/promises';
import { isAbsolute, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { errorCode } from '../config/error.js';
import { createModuleLoader, moduleCacheDirectory, type ModuleLoader } from '../config/modules.js';
import { BUILTINS } from './builtins.js';
import { HOST_MODULES } from './modules.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';

/** What is about to be loaded: the name in the config, and the file behind it where it is not built in. */
export interface Named {
  readonly name: string;
  readonly kind: 'builtin' | 'file' | 'package';
  readonly file?: string;
}

/** How a resolver loads. */
export interface ResolverOptions {
  /** Throws a sentence for what must not be loaded. Default: everything may. */
  readonly check?: (named: Named) => Promise<void>;
  /** Where compiled code is kept. Default: nowhere. */
  readonly stateDir?: string;
  /** Where `mcm plugin add` keeps packages. Default: nowhere. */
  readonly pluginDir?: string;
}

/**
 * Finds what a config names: a built-in, a file beside the config, a package that `mcm plugin add` installed, or an npm package. Nothing
 * is scanned for, and no name that could mean two packages means one of them.
 */
export class Resolver {
  #loader: Promise<ModuleLoader> | undefined;

  constructor(
    private readonly directory: string,
    private readonly options: ResolverOptions = {},
  ) {}

  /** The default export of what is named. */
  async load(name: string): Promise<unknown> {
    const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name as keyof typeof BUILTINS] : undefined;
    const { check } = this.options;
    if (builtin) {
      await check?.({ name, kind: 'builtin' });
      return (await builtin()).default;
    }
    if (name.startsWith('./') || name.startsWith('../') || isAbsolute(name)) {
      const file = resolvePath(this.directory, name);
      await check?.({ name, kind: 'file', file });
      if (!(await isThere(file))) throw new SaidError(say(loading, (words) => words.noFile(file)));
      return this.#file(file);
    }
    return this.#package(name);
  }

  /** The default export of a package in a directory that mcm made for it. It gets the host's own plugin API, as a local file does. */
  async loadInstalled(directory: string, packageName: string): Promise<unknown> {
    const found = await resolvePackage(packageName, [pathToFileURL(resolvePath(directory, 'from.js')).href]);
    if (found === undefined) throw new SaidError(say(loading, (words) => words.nothingToImport(packageName)));
    const file = fileURLToPath(found);
    await this.options.check?.({ name: packageName, kind: 'package', file });
    return this.#file(file);
  }

  async #file(path: string): Promise<unknown> {
    this.#loader ??= this.#makeLoader();
    return (await this.#loader)(path);
  }

  async #makeLoader(): Promise<ModuleLoader> {
    const { stateDir } = this.options;
    const cacheDir = stateDir === undefined ? undefined : await moduleCacheDirectory(stateDir);
    return createModuleLoader({ hostModules: HOST_MODULES, cacheDir });
  }

  /** One that is installed; else as if imported from beside the config, or from where mcm itself is installed. */
  async #package(name: string): Promise<unknown> {
    const { findInstalled } = await import('./installed.js');
    const installed = await findInstalled(name, this.options.pluginDir);
    const beside = await resolvePackage(name, [
      pathToFileURL(resolvePath(this.directory, 'mcm.config.js')).href,
      import.meta.url,
    ]);
    if (installed) {
      if (beside !== undefined) throw installed.ambiguous(fileURLToPath(beside));
      return this.loadInstalled(await installed.checked(), installed.packageName);
    }
    if (beside === undefined)
      throw new SaidError(say(loading, (words) => words.notFound(name, this.directory)));
    await this.options.check?.({ name, kind: 'package', file: fileURLToPath(beside) });
    return importDefault(beside);
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: unknown) => errorCode(error) !== 'ENOENT',
  );
}

/** The URL of what a package has to import, as the first of these files would find it. */
async function resolvePackage(name: string, from: readonly string[]): Promise<string | undefined> {
  const { createJiti } = await import('jiti');
  for (const base of from) {
    const found = createJiti(base, { fsCache: false }).esmResolve(name, { try: true });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The default export of a file or `file:` URL, as Node.js imports it. */
export async function importDefault(file: string): Promise<unknown> {
  const module = (await import(isAbsolute(file) ? pathToFileURL(file).href : file)) as { default?: unknown };
  const exported = module.default;
  // CommonJS compiled from TypeScript has its own `default` inside.
  return exported instanceof Object && 'default' in exported ? exported.default : exported;
}
