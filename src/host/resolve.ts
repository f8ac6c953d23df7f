import { isAbsolute, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createModuleLoader, moduleCacheDirectory, type ModuleLoader } from '../config/modules.js';
import { BUILTINS } from './builtins.js';
import { HOST_MODULES } from './modules.js';

/** Finds what a config names: a built-in, a file beside the config, or an npm package. Nothing is scanned for. */
export class Resolver {
  #loader: Promise<ModuleLoader> | undefined;

  constructor(
    private readonly directory: string,
    private readonly stateDir: string,
  ) {}

  /** The default export of what is named. */
  async load(name: string): Promise<unknown> {
    const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name as keyof typeof BUILTINS] : undefined;
    if (builtin) return (await builtin()).default;
    if (name.startsWith('./') || name.startsWith('../') || isAbsolute(name))
      return this.#file(resolvePath(this.directory, name));
    return this.#package(name);
  }

  async #file(path: string): Promise<unknown> {
    this.#loader ??= moduleCacheDirectory(this.stateDir).then((cacheDir) =>
      createModuleLoader({ hostModules: HOST_MODULES, cacheDir }),
    );
    return (await this.#loader)(path);
  }

  /** As if imported from beside the config; else from where mcm itself is installed. */
  async #package(name: string): Promise<unknown> {
    const { createJiti } = await import('jiti');
    const from = (base: string) => createJiti(base, { fsCache: false }).esmResolve(name, { try: true });
    const found =
      from(pathToFileURL(resolvePath(this.directory, 'mcm.config.js')).href) ?? from(import.meta.url);
    if (found === undefined)
      throw new Error(
        `there is no built-in, and no npm package that can be found from ${this.directory}, called ${name}; a file's path starts with ./ or ../`,
      );
    return importDefault(found);
  }
}

/** The default export of a file or `file:` URL, as Node.js imports it. */
export async function importDefault(file: string): Promise<unknown> {
  const module = (await import(isAbsolute(file) ? pathToFileURL(file).href : file)) as { default?: unknown };
  const exported = module.default;
  // CommonJS compiled from TypeScript has its own `default` inside.
  return exported instanceof Object && 'default' in exported ? exported.default : exported;
}
