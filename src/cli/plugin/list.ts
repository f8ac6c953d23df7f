import { textIn } from 'multi-cloud-manager/plugin';
import { withoutEmpty } from '../../config/env-file.js';
import { contentState, type ContentState } from '../../installed/content.js';
import { readLock, type InstalledPackage } from '../../installed/lock.js';
import { pluginDirectory } from '../../state/directory.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { wordsIn } from '../../locale/words.js';
import { aligned } from '../hand/table.js';
import type { Io } from '../io.js';
import { parseWithConfig } from '../options.js';
import { namedInConfig } from './in-config.js';

/** One installed package, as `--json` shows it. */
interface Row {
  readonly package: string;
  readonly version: string;
  readonly kind: InstalledPackage['kind'];
  readonly plugin: string | undefined;
  readonly from: string;
  readonly state: ContentState;
  /** Null where the config could not be read. */
  readonly in_config: boolean | null;
  readonly integrity: string | undefined;
  readonly content: string;
}

/** `mcm plugin list`: what is installed, whether its files are still those that were, and whether the config names it. */
export async function list(args: readonly string[], io: Io): Promise<number> {
  const { values, load } = parseWithConfig(args, { json: { type: 'boolean' } }, [], io);
  const directory = pluginDirectory(withoutEmpty(io.env), io.platform, io.home);
  const lock = await readLock(directory);
  const { names, reason } = await namedInConfig(load, io);
  const rows: Row[] = [];
  for (const [packageName, installed] of lock) {
    const { kind, plugin, version, from, integrity, content } = installed;
    const state = await contentState(directory, installed);
    const named = names && (names.has(packageName) || (plugin !== undefined && names.has(plugin)));
    rows.push({
      ...{ package: packageName, version, kind, plugin, from, state },
      ...{ in_config: named ?? null, integrity, content },
    });
  }
  if (values.json === true) {
    io.stdout.write(`${JSON.stringify({ directory, packages: rows }, null, 2)}\n`);
    return 0;
  }
  const words = wordsIn(plugins, io.locale);
  if (reason !== undefined) io.stderr.write(`mcm: ${words.configUnread(textIn(reason, io.locale))}\n`);
  io.stdout.write(rows.length === 0 ? `${words.nothingInstalled(directory)}\n` : table(rows, words));
  for (const { package: name, state, from } of rows)
    if (state !== 'ok') io.stdout.write(`\n${words.notLoaded[state](name, from)}\n`);
  return 0;
}

const table = (rows: readonly Row[], words: typeof plugins): string =>
  aligned(
    rows.map(({ package: name, version, plugin, state, in_config: named }) => [
      `${name} ${version}`,
      plugin === undefined ? words.aPolicy : words.aPlugin(plugin),
      words.states[state],
      named === null ? '' : named ? words.inConfig : words.notInConfig,
    ]),
  );
