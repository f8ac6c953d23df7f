import { withoutEmpty } from '../../config/env-file.js';
import { systemClock } from '../../http/wait.js';
import { addPackage, type Added } from '../../installed/add.js';
import { findNpm, runNpm } from '../../installed/npm.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { wordsIn } from '../../locale/words.js';
import { pluginDirectory, stateDirectory } from '../../state/directory.js';
import type { Io } from '../io.js';
import { parse } from '../options.js';
import { failing } from './failing.js';
import { probe } from './probe.js';
import { packageSpec } from './spec.js';

/** `mcm plugin add SPEC`: installs a plugin or policy package with npm, tries it in another process, and notes what its files are. */
export async function add(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parse(args, {}, ['SPEC']);
  const { spec, path } = await packageSpec(positionals[0] ?? '', io.cwd);
  const env = withoutEmpty(io.env);
  const stateDir = stateDirectory(env, io.platform, io.home);
  return failing(io, async () => {
    const npm = await findNpm({ env, platform: io.platform, node: process.execPath });
    const added = await addPackage(spec, path, {
      pluginDir: pluginDirectory(env, io.platform, io.home),
      clock: systemClock,
      npm: (npmArgs, cwd) => runNpm(npm, npmArgs, cwd, io.env),
      probe: (directory, packageName) => probe(directory, packageName, stateDir, io),
    });
    io.stdout.write(said(added, wordsIn(plugins, io.locale)));
    return 0;
  });
}

function said({ packageName, installed, before }: Added, words: typeof plugins): string {
  const { kind, plugin, version } = installed;
  const other = before === version ? undefined : before;
  return [
    plugin === undefined
      ? words.policyAdded(packageName, version, other)
      : words.pluginAdded(packageName, version, other, plugin),
    words.usedFrom(plugin ?? packageName, kind === 'plugin' ? 'plugins' : 'policies'),
    '',
  ].join('\n');
}
