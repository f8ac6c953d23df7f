import { dirname, resolve } from 'node:path';
import type { Text } from 'multi-cloud-manager/plugin';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';
import { pluginDirectory, stateDirectory, userConfigDirectory } from '../state/directory.js';
import { withEnvFile, withoutEmpty, type Env } from './env-file.js';
import { findConfig, type ConfigSource, type FoundConfig } from './find.js';
import { findManaged, managedPlace, type Managed, type ManagedPlace } from './managed/find.js';
import { floored, refuseCode, refuseCodeFile } from './managed/hold.js';
import type { HostModules } from './modules.js';
import { told } from './notices.js';
import { onTop, type Flags } from './on-top.js';
import { parse, withoutConfig } from './parse.js';
import type { Config, ConfigInput } from './schema.js';

/** Where this process runs, what the command line says, and what the program brings along. */
export interface LoadOptions extends Flags {
  readonly cwd: string;
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** `--config` */
  readonly configPath?: string | undefined;
  /** `--config-dir` */
  readonly configDir?: string | undefined;
  /** `--env-file`; it takes the place of `envFile` in the config. */
  readonly envFile?: string | undefined;
  /** Where administrators put a managed config. Default: by platform. */
  readonly managed?: ManagedPlace;
  readonly hostModules: HostModules;
  /** The plugins of a config that names none. */
  readonly builtinNames?: readonly string[];
}

/** Everything the host starts from. */
export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file that was loaded. */
  readonly file?: string;
  /** What relative paths in the config are relative to. */
  readonly directory: string;
  readonly source: ConfigSource;
  readonly stateDir: string;
  /** Where packages lie that `mcm plugin add` installed. Undefined: nowhere. */
  readonly pluginDir?: string;
  /** The environment with the env file in it; no variable is empty. */
  readonly env: Env;
  /** Sentences for stderr, `mcm doctor` and `get_system_status`, in the language of the config too. */
  readonly notices: readonly Text[];
  /** What administrators have fixed; it is in the config already, but for what is said of code. */
  readonly managed?: readonly Managed[];
  /** The config that was found but not loaded, and the command that changes it. */
  readonly untrusted?: { readonly file: string; readonly command: string };
}

const TRUST_COMMAND = 'mcm trust';

/** The modules behind these imports are heavy; a start without a config needs none of them. */
async function contentOf(file: string, hostModules: HostModules, stateDir: string): Promise<unknown> {
  const { isData, readConfigFile } = await import('./read.js');
  const { createModuleLoader, moduleCacheDirectory } = await import('./modules.js');
  const directory = isData(file) ? undefined : await moduleCacheDirectory(stateDir, 'compiled');
  const { CompiledCache } = await import('./compiled.js');
  const compiled = directory === undefined ? undefined : new CompiledCache(directory);
  return readConfigFile(file, createModuleLoader({ hostModules, compiled }));
}

/** Only what lies in the current directory by chance needs trust; the rest was named or put there by the person. */
async function mayLoad({ source, file }: FoundConfig, stateDir: string): Promise<boolean> {
  if (source !== 'current-directory' || file === undefined) return true;
  const { TrustStore } = await import('./trust.js');
  return new TrustStore(stateDir).isTrusted(file);
}

type Machine = Pick<LoadOptions, 'env' | 'platform' | 'home' | 'managed'>;

function stateDirOf(config: Config, directory: string, { env, platform, home }: Machine): string {
  return config.stateDir === undefined || env['MCM_STATE_DIR']
    ? stateDirectory(env, platform, home)
    : resolve(directory, config.stateDir);
}

/**
 * Checks a config that a program brings along: no file is looked for, and no plugin is found that `mcm plugin add` installed.
 *
 * @param directory what relative paths in it are relative to
 */
export async function configInCode(
  input: ConfigInput,
  directory: string,
  machine: Machine,
): Promise<LoadedConfig> {
  const own = withoutEmpty(machine.env);
  const managed = await findManaged(own, machine.managed ?? managedPlace(own, machine.platform));
  refuseCode(managed, (words, by) => words.codeProgram(by));
  return checked(input, { directory, source: 'none' }, own, managed, machine);
}

/**
 * Checks a config that is not in its file yet: what {@link loadConfig} will make of it there, with `--config`.
 *
 * @param file where it will be
 */
export async function configForFile(
  input: ConfigInput,
  file: string,
  machine: Machine,
): Promise<LoadedConfig> {
  const own = withoutEmpty(machine.env);
  const managed = await findManaged(own, machine.managed ?? managedPlace(own, machine.platform));
  await refuseCodeFile(file, managed);
  return checked(input, { file, directory: dirname(file), source: 'flag' }, own, managed, machine);
}

type Place = Pick<LoadedConfig, 'file' | 'directory' | 'source'>;

async function checked(
  input: ConfigInput,
  place: Place,
  own: Env,
  managed: readonly Managed[],
  machine: Machine,
): Promise<LoadedConfig> {
  const { directory, file = '' } = place;
  const config = parse(input, file, undefined);
  const env = config.envFile === undefined ? own : await withEnvFile(own, resolve(directory, config.envFile));
  return {
    ...place,
    config: await floored(onTop(config, env), managed),
    stateDir: stateDirOf(config, directory, { ...machine, env }),
    env,
    notices: [],
    ...(managed.length > 0 && { managed }),
  };
}

/** Finds, reads and checks the config. Throws ConfigError with a complete message; changes nothing outside. */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const { cwd, platform, home, hostModules, builtinNames } = options;
  const own = withoutEmpty(options.env);
  const managed = await findManaged(own, options.managed ?? managedPlace(own, platform));
  const flagEnv = options.envFile === undefined ? own : await withEnvFile(own, resolve(cwd, options.envFile));
  const found = await findConfig({
    cwd,
    configPath: options.configPath,
    configDir: options.configDir,
    environmentPath: own['MCM_CONFIG'],
    userDirectory: userConfigDirectory(own, platform, home),
  });
  // Trust and installed plugins lie where `mcm trust` and `mcm plugin` find them too: neither an env file nor a config moves them.
  const ownStateDir = stateDirectory(own, platform, home);
  const pluginDir = pluginDirectory(own, platform, home);

  if (!(await mayLoad(found, ownStateDir))) {
    const file = String(found.file);
    const config = await floored(
      onTop(withoutConfig(builtinNames), flagEnv, { ...options, readOnly: true }),
      managed,
    );
    const notice = () => say(configWords, (words) => words.notTrusted(file, TRUST_COMMAND));
    return {
      config,
      directory: found.directory,
      source: 'none',
      stateDir: stateDirectory(flagEnv, platform, home),
      pluginDir,
      env: flagEnv,
      notices: await told([...found.notices, notice], config),
      ...(managed.length > 0 && { managed }),
      untrusted: { file, command: TRUST_COMMAND },
    };
  }

  const { file, directory, source, notices } = found;
  if (file !== undefined) await refuseCodeFile(file, managed);
  const read =
    file === undefined
      ? withoutConfig(builtinNames)
      : parse(await contentOf(file, hostModules, ownStateDir), file, builtinNames);
  const env =
    options.envFile === undefined && read.envFile !== undefined
      ? await withEnvFile(own, resolve(directory, read.envFile))
      : flagEnv;
  const config = await floored(onTop(read, env, options), managed);
  return {
    config,
    ...(file === undefined ? {} : { file }),
    directory,
    source,
    stateDir: stateDirOf(read, directory, { env, platform, home }),
    pluginDir,
    env,
    notices: await told(notices, config),
    ...(managed.length > 0 && { managed }),
  };
}
