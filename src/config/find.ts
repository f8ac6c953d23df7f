import { stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { ConfigError, errorCode } from './error.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';
import type { Notice } from './notices.js';

/** The names of a config file; the first that a directory has is used. */
export const CONFIG_NAMES = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map(
  (extension) => `mcm.config.${extension}`,
);

const EXTENSIONS: readonly string[] = CONFIG_NAMES.map((name) => extname(name));

/** Which rule found the config. */
export type ConfigSource = 'flag' | 'environment' | 'user' | 'current-directory' | 'none';

/** A config file, or none, and what to tell the person about the search. */
export interface FoundConfig {
  readonly source: ConfigSource;
  readonly file?: string;
  /** What relative paths in the config are relative to. */
  readonly directory: string;
  readonly notices: readonly Notice[];
}

/** Where to look. */
export interface FindOptions {
  readonly cwd: string;
  readonly configPath?: string | undefined;
  readonly configDir?: string | undefined;
  /** The value of MCM_CONFIG. */
  readonly environmentPath?: string | undefined;
  readonly userDirectory: string;
}

async function kindOf(path: string): Promise<'file' | 'directory' | undefined> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError(
      say(configWords, (words) => words.cannotLookAt(path, code)),
      { cause: error },
    );
  }
}

/** The config file of one directory alone, and a notice when there is more than one. */
export async function findInDirectory(
  directory: string,
): Promise<{ file: string; notices: readonly Notice[] } | undefined> {
  const kinds = await Promise.all(CONFIG_NAMES.map((name) => kindOf(join(directory, name))));
  const [used, ...ignored] = CONFIG_NAMES.filter((_, index) => kinds[index] === 'file');
  if (used === undefined) return undefined;
  const notices =
    ignored.length === 0
      ? []
      : [() => say(configWords, (words) => words.severalConfigs(directory, used, ignored))];
  return { file: join(directory, used), notices };
}

async function namedFile(path: string, from: string): Promise<string> {
  const kind = await kindOf(path);
  if (kind === undefined) throw new ConfigError(say(configWords, (words) => words.noFile(path, from)));
  if (kind === 'directory') {
    throw new ConfigError(say(configWords, (words) => words.isDirectory(path, from)));
  }
  if (!EXTENSIONS.includes(extname(path))) {
    throw new ConfigError(say(configWords, (words) => words.noConfigFile(path, from, EXTENSIONS)));
  }
  return path;
}

/**
 * The config to use: `--config` or `--config-dir`, then MCM_CONFIG, then the user's config directory, then the current
 * directory alone. Never a directory above.
 */
export async function findConfig(options: FindOptions): Promise<FoundConfig> {
  const { cwd, configPath, configDir, environmentPath, userDirectory } = options;
  const notices: Notice[] = [];
  const found = (source: ConfigSource, file: string, more: readonly Notice[] = []): FoundConfig => ({
    source,
    file,
    directory: dirname(file),
    notices: [...notices, ...more],
  });

  if (configPath !== undefined && configDir !== undefined) {
    throw new ConfigError(say(configWords, (words) => words.notBoth));
  }
  if (configPath !== undefined) return found('flag', await namedFile(resolve(cwd, configPath), '--config'));
  if (configDir !== undefined) {
    const directory = resolve(cwd, configDir);
    if ((await kindOf(directory)) !== 'directory') {
      throw new ConfigError(say(configWords, (words) => words.noDirectory(directory)));
    }
    const inside = await findInDirectory(directory);
    if (inside) return found('flag', inside.file, inside.notices);
    notices.push(() => say(configWords, (words) => words.lookingFurther(directory, String(CONFIG_NAMES[0]))));
  }
  if (environmentPath) {
    return found('environment', await namedFile(resolve(cwd, environmentPath), 'MCM_CONFIG'));
  }
  const users = await findInDirectory(userDirectory);
  if (users) return found('user', users.file, users.notices);
  const current = await findInDirectory(cwd);
  if (current) return found('current-directory', current.file, current.notices);
  return { source: 'none', directory: cwd, notices };
}
