import type { PluginDefinition, StateStore } from 'multi-cloud-manager/plugin';
import { alone, type TestProviderOptions } from './alone.js';

/** A plugin's state store by itself. */
export interface TestStateStore {
  readonly store: StateStore;
  /** Closes its connections and removes its files. */
  close(): Promise<void>;
}

/** Builds the first state store of a plugin as a host would. This is what `stateStoreContract` is to be run on. */
export async function createTestStateStore(
  plugin: PluginDefinition,
  options: TestProviderOptions = {},
): Promise<TestStateStore> {
  const built = await alone(plugin, options);
  const [store] = built.room.ports.stateStores;
  if (store) return { store, close: () => built.close() };
  await built.close();
  throw new Error(`The plugin ${plugin.name} has no state store.`);
}
