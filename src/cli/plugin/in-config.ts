import type { Text } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../../config/error.js';
import type { LoadedConfig } from '../../config/load.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { textOf } from '../../locale/error-in.js';
import { say } from '../../locale/words.js';
import type { Io } from '../io.js';
import { withStdoutClaimed } from '../stdout.js';

/** What a config names as a text. */
export interface NamedInConfig {
  /** Undefined where the config could not be read. */
  readonly names?: ReadonlySet<string>;
  readonly file?: string;
  /** Why it could not be read. */
  readonly reason?: Text;
}

/** Reads the config, which may run code and print: stdout is not its own. */
export function namedInConfig(load: () => Promise<LoadedConfig>, io: Io): Promise<NamedInConfig> {
  return withStdoutClaimed(io, async () => {
    try {
      const { config, file, untrusted } = await load();
      if (untrusted) return { reason: say(plugins, (words) => words.untrusted(untrusted.file)) };
      const used = [...config.plugins, ...config.policies].map((entry) =>
        typeof entry === 'object' && 'use' in entry ? entry.use : entry,
      );
      const names = new Set(used.filter((use) => typeof use === 'string'));
      return { names, ...(file !== undefined && { file }) };
    } catch (error) {
      if (error instanceof ConfigError) return { reason: textOf(error) };
      throw error;
    }
  });
}
