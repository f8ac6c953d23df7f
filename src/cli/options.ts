import { parseArgs, type ParseArgsConfig } from 'node:util';
import { HOST_MODULES } from '../host/modules.js';
import type { Logging } from '../config/logging.js';
import { LOG_FORMATS, LOG_LEVELS } from '../config/schema.js';
import { loadConfig, type LoadedConfig, type LoadOptions } from '../config/load.js';
import type { Io } from './io.js';
import { command } from '../locale/en/command.js';
import { loadLocale, say } from '../locale/words.js';
import { UsageError } from './io.js';
import { wrongOption } from './wrong-option.js';

/** From which level on the log is written. */
export const LEVEL_OPTION = { 'log-level': { type: 'string' } } as const;

/** The options of every command that reads the config. */
const CONFIG_OPTIONS = {
  config: { type: 'string' },
  'config-dir': { type: 'string' },
  'env-file': { type: 'string' },
  'read-only': { type: 'boolean' },
  preset: { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'hide-unavailable': { type: 'boolean' },
  ...LEVEL_OPTION,
} as const satisfies ParseArgsConfig['options'];

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses strictly: an option or argument that does not exist is a usage error. */
export function parse<O extends Options>(
  args: readonly string[],
  options: O,
  positionals: readonly string[] = [],
) {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(wrongOption(error));
  }
  const unexpected = parsed.positionals[positionals.length];
  if (unexpected !== undefined)
    throw new UsageError(say(command, (words) => words.unexpectedArgument(JSON.stringify(unexpected))));
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined && !missing.startsWith('['))
    throw new UsageError(say(command, (words) => words.missingArgument(missing)));
  return parsed;
}

/** The same, with the options that choose a config; and the way to load it. */
export function parseWithConfig<O extends Options>(
  args: readonly string[],
  options: O,
  positionals: readonly string[],
  io: Io,
) {
  const parsed = parse(args, { ...options, ...CONFIG_OPTIONS }, positionals);
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const load = async (env: Io['env'] = io.env): Promise<LoadedConfig> => {
    const loaded = await loadConfig({
      cwd: io.cwd,
      env,
      platform: io.platform,
      home: io.home,
      configPath: text('config'),
      configDir: text('config-dir'),
      envFile: text('env-file'),
      readOnly: values['read-only'] === true,
      tools: toolFlags(values),
      logging: logFlags(values),
      hostModules: HOST_MODULES,
    });
    io.locale = loaded.config.locale ?? io.locale;
    await loadLocale(io.locale);
    return loaded;
  };
  return { values: parsed.values, positionals: parsed.positionals, load };
}

/** A host whose log goes to stderr, to the person, for commands that print something else to stdout. Once the config is loaded. */
export const quiet = (io: Io) => ({
  write: (line: string): void => void io.stderr.write(line),
  logLocale: io.locale,
});

/** How the log of a server looks; what other commands write there are sentences. */
export const FORMAT_OPTION = { 'log-format': { type: 'string' } } as const;

/** What the options say of the log. */
export function logFlags(values: Readonly<Record<string, unknown>>): Partial<Logging> {
  const logLevel = oneOf('log-level', LOG_LEVELS, values);
  const logFormat = oneOf('log-format', LOG_FORMATS, values);
  return { ...(logLevel && { logLevel }), ...(logFormat && { logFormat }) };
}

function oneOf<T extends string>(
  name: string,
  known: readonly T[],
  values: Readonly<Record<string, unknown>>,
): T | undefined {
  const found = known.find((each) => each === values[name]);
  if (values[name] !== undefined && found === undefined)
    throw new UsageError(say(command, (words) => words.oneOf(name, known)));
  return found;
}

type ToolFlags = NonNullable<LoadOptions['tools']>;

function toolFlags(values: Readonly<Record<string, unknown>>): ToolFlags {
  const { preset } = values;
  if (preset !== undefined && preset !== 'full' && preset !== 'unified')
    throw new UsageError(say(command, (words) => words.presets));
  const list = (name: string): string[] => {
    const given = values[name];
    return Array.isArray(given)
      ? given.flatMap((text) => String(text).split(',')).filter((text) => text !== '')
      : [];
  };
  return {
    ...(preset !== undefined && { preset }),
    include: list('include'),
    exclude: list('exclude'),
    hideUnavailable: values['hide-unavailable'] === true,
  };
}
