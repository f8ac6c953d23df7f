import { textIn, type Text } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../../config/error.js';
import type { Ports } from './ports.js';
import type { Named, Registry } from './registry.js';
import type { PlacedRef } from './source-refs.js';
import { config as configWords } from '../../locale/en/config.js';
import { say } from '../../locale/words.js';

/** The plugins that did not load, and why. */
export type FailedPlugins = readonly { readonly name: string; readonly reason: Text }[];

/**
 * Fills the slots of what the config names, once the plugins have loaded. What is not there stops the start, also where it is missing
 * because its plugin did not load: a host without it would do less than its config says. A secret source that is missing for that reason
 * costs its secrets, and what needs them; the rest goes on.
 *
 * @param refs the references to secret sources in the config
 */
export function settlePorts(ports: Ports, failed: FailedPlugins, refs: readonly PlacedRef[]): void {
  const { auditSinks, secretSources, sinkSlots, sources, stateStores, storeSlot } = ports;
  // First, so that what waits for a secret goes on, whatever else is missing.
  sources.settle((name) => named(secretSources, name, 'A secret cannot be read', failed));
  for (const [name, slot] of sinkSlots) slot.fill(named(auditSinks, name, 'audit.sinks', failed));
  if (storeSlot) storeSlot.slot.fill(named(stateStores, storeSlot.name, 'stateStore', failed));
  if (failed.length === 0)
    for (const { source, path } of refs)
      if (!secretSources.kind.own.includes(source)) named(secretSources, source, path, failed);
}

/** What a plugin offers under this name; throws a ConfigError that says what there is instead. */
export function named<T extends Named>(
  registry: Registry<T>,
  name: string,
  setting: string,
  failed: FailedPlugins,
): T {
  const found = registry.get(name);
  if (found) return found;
  const { what } = registry.kind;
  const names = registry.names();
  throw new ConfigError(
    say(configWords, (words, locale) => {
      const there = names.length > 0 ? words.thereAre(names) : words.noneHere;
      const why = failed.map((plugin) => words.notLoaded(plugin.name, textIn(plugin.reason, locale)));
      return `${words.noSuch(setting, what, JSON.stringify(name), there)}${why.join('')}`;
    }),
  );
}
