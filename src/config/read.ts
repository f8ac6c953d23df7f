import { extname } from 'node:path';
import { ConfigError, errorCode, errorMessage } from './error.js';
import { jsonErrorPosition } from './json-position.js';
import type { ModuleLoader } from './modules.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';

type Loader = (file: string, content: string) => unknown;

/** The part of cosmiconfig's Explorer that is used; its own types leave the class out. */
interface ExplorerModule {
  readonly Explorer: new (options: Readonly<Record<string, unknown>>) => {
    load(file: string): Promise<{ readonly config?: unknown } | null>;
  };
}

const firstLine = (error: unknown): string => errorMessage(error).split('\n')[0]?.trim() ?? '';

function readJson(file: string, content: string): unknown {
  // Editors on Windows may put a byte order mark in front.
  const text = content.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Without the parser's own words: they quote the text, which may hold a secret.
    throw new ConfigError(say(configWords, (words) => words.notJson(`${file}:${jsonErrorPosition(text)}`)));
  }
}

async function readYaml(file: string, content: string): Promise<unknown> {
  const { load, YAMLException } = await import('js-yaml');
  try {
    return load(content);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark;
    // Up to where the parser quotes the text: an unquoted secret that begins with * or ! is taken for an alias or a tag.
    const reason = /^[^"<:]*/.exec(error.reason)?.[0].replace(/[\s!]+$/, '') ?? '';
    throw new ConfigError(
      say(configWords, (words) => words.notYaml(`${file}:${line + 1}:${column + 1}`, reason)),
    );
  }
}

/** jiti puts the place of a syntax error at the end of its message, and counts columns from 0. */
function codeError(file: string, error: unknown): ConfigError {
  const syntax = /ParseError: (.*?)\s*\n\s*(.+):(\d+)\s*$/s.exec(errorMessage(error));
  if (syntax) {
    return new ConfigError(`${syntax[2]}:${Number(syntax[3]) + 1}: ${syntax[1]}`, { cause: error });
  }
  const code = errorCode(error);
  const reason = firstLine(error);
  const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return new ConfigError(
    say(configWords, (words) => {
      if (isMissing) return words.missingImport(file, reason);
      return reason === '' ? words.codeFailed(file) : `${file}: ${reason}`;
    }),
    { cause: error },
  );
}

function loaders(load: ModuleLoader): Record<string, Loader> {
  const code: Loader = async (file) => {
    try {
      return await load(file);
    } catch (error) {
      throw codeError(file, error);
    }
  };
  const data: Record<string, Loader> = { '.json': readJson, '.yaml': readYaml, '.yml': readYaml };
  const all = { ...data, '.ts': code, '.mts': code, '.js': code, '.mjs': code, '.cjs': code };
  return Object.fromEntries(
    Object.entries(all).map(([extension, loader]) => [extension, refuseImport(loader)]),
  );
}

/** cosmiconfig would load the files that `$import` names, which nobody has looked at. */
function refuseImport(loader: Loader): Loader {
  return async (file, content) => {
    const value = await loader(file, content);
    if (typeof value === 'object' && value !== null && '$import' in value) {
      throw new ConfigError(say(configWords, (words) => words.noImportKey(file)));
    }
    return value;
  };
}

/** What a config file says, unchecked; an empty file says nothing. */
export async function readConfigFile(file: string, load: ModuleLoader): Promise<unknown> {
  // Not `cosmiconfig()` itself: that first runs `.config/config.*` of the current directory.
  const { Explorer } = (await import('cosmiconfig/dist/Explorer.js')) as unknown as ExplorerModule;
  const explorer = new Explorer({
    moduleName: 'mcm',
    searchPlaces: [],
    searchStrategy: 'none',
    metaConfigFilePath: null,
    loaders: loaders(load),
    transform: (result: unknown) => result,
    cache: false,
    ignoreEmptySearchPlaces: true,
    mergeImportArrays: true,
    mergeSearchPlaces: true,
  });
  try {
    return (await explorer.load(file))?.config ?? {};
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = errorCode(error) ?? firstLine(error);
    throw new ConfigError(
      say(configWords, (words) => words.unreadable(file, reason)),
      { cause: error },
    );
  }
}

/** Whether a config is data, so that its strings can be read without running it. */
export const isData = (file: string): boolean => ['.json', '.yaml', '.yml'].includes(extname(file));

/** The value of a config in JSON or YAML. */
export async function parseData(file: string, content: string): Promise<unknown> {
  return extname(file) === '.json' ? readJson(file, content) : readYaml(file, content);
}
