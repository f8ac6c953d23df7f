import { API_VERSION, type Clock, type PluginDefinition } from 'multi-cloud-manager/plugin';
import { within } from '../call/within.js';
import { ConfigError } from '../config/error.js';
import { explainConfig } from '../config/explain.js';
import type { Config } from '../config/schema.js';
import { faultOfPosts } from '../http/posts.js';
import { isPlugin } from '../plugin/define.js';
import { BUILTINS } from './builtins.js';
import { READY_CONFIGS } from './ready-schemas.js';
import type { Resolver } from './resolve.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';

/** A plugin that is ready to be built: what it is, where it came from, and its checked config. */
export interface LoadedPlugin {
  readonly definition: PluginDefinition;
  readonly source: string;
  readonly config: unknown;
}

type Entry = Config['plugins'][number];

/** What the config calls an entry, for sentences about it. */
export function nameOf(entry: Entry): string {
  const use = typeof entry === 'string' ? entry : entry.use;
  if (typeof use === 'string') return use;
  // A plugin in plain JavaScript may lack even its name.
  const name: unknown = use.name;
  return typeof name === 'string' ? name : 'without a name';
}

/** Loads one plugin and checks all that can be checked before it is built. Throws a sentence; a ConfigError for a wrong config block. */
export async function loadPlugin(
  entry: Entry,
  index: number,
  resolver: Resolver,
  clock: Clock,
  seconds: number,
  file: string,
): Promise<LoadedPlugin> {
  const { use, config } = typeof entry === 'string' ? { use: entry, config: undefined } : entry;
  // One that never finishes loading costs its own tools, not the start.
  const late = () => new SaidError(say(loading, (words) => words.late(seconds)));
  const definition =
    typeof use === 'string' ? await within(resolver.load(use), seconds * 1000, clock, late) : use;
  checkPlugin(definition);
  const source = typeof use === 'string' ? use : `plugins[${String(index)}]`;
  const ready = config === undefined && isOurs(definition, source) ? READY_CONFIGS[source] : undefined;
  return {
    definition,
    source,
    config: ready === undefined ? checkConfig(definition, config, index, file) : structuredClone(ready),
  };
}

/** Whether a plugin came with mcm, whatever another calls itself. */
export const isOurs = ({ name }: PluginDefinition, source: string): boolean =>
  Object.hasOwn(BUILTINS, source) && source === name;

/** Throws a sentence for what is no plugin, or one that no config could make usable. */
export function checkPlugin(definition: unknown): asserts definition is PluginDefinition {
  if (!isPlugin(definition)) throw new SaidError(say(loading, (words) => words.noPlugin));
  checkVersion(definition);
  const name: unknown = definition.name;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,31}$/.test(name))
    throw new SaidError(say(loading, (words) => words.name));
  checkPosts(definition);
}

function checkVersion({ apiVersion }: PluginDefinition): void {
  if (apiVersion === API_VERSION) return;
  const [its, ours] = [String(apiVersion), String(API_VERSION)];
  throw new SaidError(
    say(loading, (words) =>
      apiVersion > API_VERSION ? words.updateMcm(its, ours) : words.updatePlugin(its, ours),
    ),
  );
}

/** What a plugin that has a cloud or tools can send is declared for each power action, or reads. */
function checkPosts({ posts, provider, power, tools = [] }: PluginDefinition): void {
  if (posts === undefined) return;
  if (provider !== undefined || power !== undefined || tools.length > 0)
    throw new SaidError(say(loading, (words) => words.postsBeside));
  const fault = faultOfPosts(posts);
  if (fault !== undefined) throw new SaidError(fault);
}

/** A config block that is wrong is a wrong config: it stops the start, where everything else costs only this plugin. */
function checkConfig(definition: PluginDefinition, config: unknown, index: number, file: string): unknown {
  const prefix = `plugins[${String(index)}].config`;
  if (!definition.config) {
    if (config === undefined) return {};
    throw new ConfigError(
      say(configWords, (words) =>
        [file, prefix, words.takesNoConfig(definition.name)].filter(Boolean).join(': '),
      ),
    );
  }
  if (!('_zod' in definition.config)) throw new SaidError(say(loading, (words) => words.zod3Config));
  const parsed = definition.config.safeParse(config ?? {}, { jitless: true });
  if (!parsed.success) throw explainConfig(file, parsed.error, { prefix, shape: definition.config });
  return parsed.data;
}
