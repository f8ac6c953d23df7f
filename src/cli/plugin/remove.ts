import { withoutEmpty } from '../../config/env-file.js';
import { systemClock } from '../../http/wait.js';
import { removePackage } from '../../installed/remove.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { wordsIn } from '../../locale/words.js';
import { pluginDirectory } from '../../state/directory.js';
import type { Io } from '../io.js';
import { parseWithConfig } from '../options.js';
import { failing } from './failing.js';
import { namedInConfig } from './in-config.js';

/** `mcm plugin remove NAME`: the package's name, or the one that its plugin has in mcm. */
export async function remove(args: readonly string[], io: Io): Promise<number> {
  const { positionals, load } = parseWithConfig(args, {}, ['NAME'], io);
  return failing(io, async () => {
    const pluginDir = pluginDirectory(withoutEmpty(io.env), io.platform, io.home);
    const { packageName, installed } = await removePackage(positionals[0] ?? '', pluginDir, systemClock);
    io.stdout.write(`${wordsIn(plugins, io.locale).removed(packageName, installed.version)}\n`);
    const { file, names } = await namedInConfig(load, io);
    const words = wordsIn(plugins, io.locale);
    const still = [packageName, installed.plugin].find((name) => name !== undefined && names?.has(name));
    if (still !== undefined)
      io.stdout.write(`${words.stillNamed[installed.kind](file ?? words.theConfig, still)}\n`);
    return 0;
  });
}
