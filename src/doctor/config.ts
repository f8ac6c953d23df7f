import { ConfigError } from '../config/error.js';
import type { ConfigSource } from '../config/find.js';
import type { LoadedConfig } from '../config/load.js';
import { failed, lines, ok, warning, type Check } from './check.js';

const FROM: Readonly<Record<ConfigSource, string>> = {
  flag: 'from the command line',
  environment: 'from MCM_CONFIG',
  user: "from your user's config directory",
  'current-directory': 'from this directory',
  none: '',
};

/** The config that would be used, or why none can be. */
export async function readConfig(load: () => Promise<LoadedConfig>): Promise<{
  readonly checks: readonly Check[];
  readonly loaded?: LoadedConfig;
}> {
  try {
    const loaded = await load();
    return { checks: checksOf(loaded), loaded };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      checks: [
        failed('config', {
          ...lines(error.message),
          next: 'Correct it; docs/config.md says what may stand there. mcm does not start before.',
        }),
      ],
    };
  }
}

function checksOf({ config, file, notices, source, untrusted }: LoadedConfig): readonly Check[] {
  const mode = config.readOnly ? '; read-only' : '';
  const found =
    file === undefined
      ? `No config file: the built-in clouds with what the environment says${mode}`
      : `${file}, ${FROM[source]}${mode}`;
  return [
    ok('config', found),
    ...notices.map((notice) =>
      warning('config-notice', {
        found: notice,
        next:
          untrusted !== undefined && notice.includes(untrusted.file)
            ? `Look at ${untrusted.file}, then run \`${untrusted.command}\` in its directory.`
            : 'Leave one config in each place, or name the one you mean with --config.',
      }),
    ),
  ];
}
