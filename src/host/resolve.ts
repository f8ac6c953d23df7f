import { isAbsolute, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createModuleLoader, moduleCacheDirectory, type ModuleLoader } from '../config/modules.js';
import { BUILTINS } from './builtins.js';
import { HOST_MODULES } from './modules.js';

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
}

/** Finds what a config names: a built-in, a file beside the config, or an npm package. Nothing is scanned for. */
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
      return this.#file(file);
    }
    return this.#package(name);
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
    await this.options.check?.({ name, kind: 'package', file: fileURLToPath(found) });
    const module = (await import(found)) as { default?: unknown };
    const exported = module.default;
    // CommonJS compiled from TypeScript has its own `default` inside.
    return exported instanceof Object && 'default' in exported ? exported.default : exported;
  }
}
