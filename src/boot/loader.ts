import { isAscii } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { readCompiled, writeCompiled, type Version } from './compiled.js';

/** What of Node's `require` a file can use. */
export type Require = ((id: string) => unknown) & Pick<NodeJS.Require, 'cache' | 'main' | 'resolve'>;

export interface LoaderOptions {
  /** Node's own, of the program: for everything but the program's files. */
  readonly require: Require;
  /** Where what V8 makes of the files is kept; undefined where nothing is. */
  readonly compiledIn: string | undefined;
}

type Body = (
  this: unknown,
  exports: unknown,
  require: Require,
  module: NodeJS.Module,
  file: string,
  folder: string,
) => void;

const BEFORE = '(function (exports, require, module, __filename, __dirname) { ';
const AFTER = '\n})';

/** Node.js follows an `import()` only in what it compiled itself: the build has put all of them into this file. */
const NATIVE = '/import.cjs';

/**
 * Loads the program's own files, which are CommonJS, as `require` does and into its cache, but with what V8 made of them at an earlier
 * start: compiling them takes a quarter of a start.
 */
export class Loader {
  /** What was compiled anew, and can be kept. */
  readonly #fresh = new Map<string, { readonly script: Script; readonly version: Version }>();

  /** By folder. */
  readonly #requires = new Map<string, Require>();

  constructor(private readonly options: LoaderOptions) {}

  /** What a file exports. */
  load(file: string): unknown {
    const { require } = this.options;
    const known = require.cache[file];
    if (known) return known.exports;
    const folder = dirname(file);
    const module = new Module(file);
    module.filename = file;
    module.paths = [];
    require.cache[file] = module;
    try {
      const body = this.#compile(file).runInThisContext() as Body;
      body.call(module.exports, module.exports, this.#requireOf(folder), module, file, folder);
    } catch (error) {
      // As in Node.js: what did not load can be tried again.
      Reflect.deleteProperty(require.cache, file);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** Keeps what was compiled since, for the next start. Where nothing can be written nothing is kept. */
  keep(): void {
    for (const [file, { script, version }] of this.#fresh)
      try {
        writeCompiled(this.#keptAs(file), version, script.createCachedData());
      } catch {
        break;
      }
    this.#fresh.clear();
  }

  #compile(file: string): Script {
    const version = statSync(file);
    const compiled =
      this.options.compiledIn === undefined ? undefined : readCompiled(this.#keptAs(file), version);
    const script = new Script(BEFORE + textOf(readFileSync(file)) + AFTER, {
      filename: file,
      columnOffset: -BEFORE.length,
      ...(compiled && { cachedData: compiled }),
    });
    if (
      this.options.compiledIn !== undefined &&
      (compiled === undefined || script.cachedDataRejected === true)
    )
      this.#fresh.set(file, { script, version });
    return script;
  }

  /** For all files of a folder, which ask for the same few again and again. */
  #requireOf(folder: string): Require {
    const made = this.#requires.get(folder);
    if (made) return made;
    const { require } = this.options;
    const { cache, main, resolve } = require;
    const files = new Map<string, string>();
    const own = (id: string): unknown => {
      if (!id.startsWith('.')) return require(id);
      const file = files.get(id) ?? join(folder, id);
      files.set(id, file);
      return id.endsWith(NATIVE) ? require(file) : this.load(file);
    };
    const all = Object.assign(own, { cache, main, resolve });
    this.#requires.set(folder, all);
    return all;
  }

  #keptAs(file: string): string {
    return join(this.options.compiledIn ?? '', `${basename(file)}.bin`);
  }
}

/** V8 keeps text in twice the memory as soon as one character is not Latin-1. */
const textOf = (bytes: Buffer): string => (isAscii(bytes) ? bytes.toString('latin1') : bytes.toString());
