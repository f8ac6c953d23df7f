import type { Env } from './env-file.js';
import { localeFor } from './locale.js';
import { loggingOf, type Logging } from './logging.js';
import { saysReadOnly } from './read-only.js';
import type { Config } from './schema.js';

/** What the command line can say beside the config. */
export interface Flags {
  /** `--read-only`; it can only tighten what the config says. */
  readonly readOnly?: boolean | undefined;
  /** `--log-level`, `--log-format` */
  readonly logging?: Partial<Logging> | undefined;
  /** `--preset`, `--include`, `--exclude`, `--hide-unavailable`; patterns are added to those of the config. */
  readonly tools?: Partial<Config['tools']> | undefined;
}

/** The config with what the command line and the environment say on top of it. */
export function onTop(config: Config, env: Env, { readOnly, logging, tools = {} }: Flags = {}): Config {
  const own = config.tools;
  return {
    ...config,
    readOnly: config.readOnly || readOnly === true || saysReadOnly(env),
    locale: localeFor(env, config.locale),
    ...loggingOf(env, logging),
    tools: {
      ...own,
      preset: tools.preset ?? own.preset,
      include: [...own.include, ...(tools.include ?? [])],
      exclude: [...own.exclude, ...(tools.exclude ?? [])],
      hideUnavailable: own.hideUnavailable || tools.hideUnavailable === true,
    },
  };
}
