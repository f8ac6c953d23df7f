import { LOCALES, type Locale } from 'multi-cloud-manager/plugin';
import { localeNamed, localeOf } from '../locale/locale.js';
import type { Env } from './env-file.js';
import { ConfigError } from './error.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';

/** The language that people read: `MCM_LOCALE`, else what the config says, else that of the environment, else English. */
export function localeFor(env: Env, configured: Locale | undefined): Locale {
  const { MCM_LOCALE: wanted } = env;
  if (wanted === undefined) return configured ?? localeOf(env) ?? 'en';
  const locale = localeNamed(wanted);
  if (locale) return locale;
  throw new ConfigError(say(configWords, (words) => words.localeIs(JSON.stringify(wanted), LOCALES)));
}
