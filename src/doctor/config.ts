import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../config/error.js';
import type { LoadedConfig } from '../config/load.js';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { spoken } from '../locale/error-in.js';
import { failed, lines, ok, warning, type Check } from './check.js';
import type { Facts } from './facts.js';

/** The config that would be used, or why none can be. */
export async function readConfig({ load, locale }: Pick<Facts, 'load' | 'locale'>): Promise<{
  readonly checks: readonly Check[];
  readonly loaded?: LoadedConfig;
}> {
  try {
    const loaded = await load();
    return { checks: checksOf(loaded, locale), loaded };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      checks: [
        failed('config', {
          ...lines(spoken(error, locale)),
          next: wordsIn(doctor, locale).config.correct,
        }),
      ],
    };
  }
}

function checksOf(
  { config, file, notices, source, untrusted }: LoadedConfig,
  locale: Locale,
): readonly Check[] {
  const words = wordsIn(doctor, locale).config;
  const found = file === undefined || source === 'none' ? words.none : words.from[source](file);
  return [
    ok('config', config.readOnly ? words.readOnly(found) : found),
    ...notices.map((notice) =>
      warning('config-notice', {
        found: textIn(notice, locale),
        next:
          untrusted !== undefined && textIn(notice, locale).includes(untrusted.file)
            ? words.trust(untrusted.file, untrusted.command)
            : words.leaveOne,
      }),
    ),
  ];
}
