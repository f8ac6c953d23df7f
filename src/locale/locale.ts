import type { Locale } from 'multi-cloud-manager/plugin';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language that the environment asks for: `MCM_LOCALE`, else what POSIX programs go by. Undefined where it names none that mcm
 * speaks.
 */
export function localeOf(env: Environment): Locale | undefined {
  const named = ['MCM_LOCALE', 'LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => env[name]?.trim());
  return localeNamed(named.find((value) => value !== undefined && value !== '') ?? '');
}

/** `zh_CN.UTF-8`, `zh-Hans-SG` and the like. Traditional Chinese is another script, which mcm does not write. */
export function localeNamed(name: string): Locale | undefined {
  const [language, ...rest] = name.toLowerCase().split(/[._@-]/);
  if (language === 'en' || language === 'c' || language === 'posix') return 'en';
  if (language !== 'zh') return undefined;
  const traditional = ['hant', 'tw', 'hk', 'mo'].some((part) => rest.includes(part));
  return traditional && !rest.includes('hans') ? undefined : 'zh-CN';
}
