import type { Env } from './env-file.js';
import { ConfigError } from './error.js';
import { LOG_FORMATS, LOG_LEVELS, type Config } from './schema.js';

/** What can be said of the log outside of the config too. */
export type Logging = Pick<Config, 'logLevel' | 'logFormat'>;

/** What flags and, without them, the environment say of the log; the rest is as the config has it. */
export function loggingOf(env: Env, flags: Partial<Logging> = {}): Partial<Logging> {
  const logLevel = flags.logLevel ?? oneOf('MCM_LOG_LEVEL', LOG_LEVELS, env);
  const logFormat = flags.logFormat ?? oneOf('MCM_LOG_FORMAT', LOG_FORMATS, env);
  return { ...(logLevel && { logLevel }), ...(logFormat && { logFormat }) };
}

function oneOf<T extends string>(name: string, known: readonly T[], env: Env): T | undefined {
  const said = env[name];
  const found = known.find((each) => each === said);
  if (said !== undefined && found === undefined)
    throw new ConfigError(`${name} is one of ${known.join(', ')}, not ${JSON.stringify(said)}.`);
  return found;
}
