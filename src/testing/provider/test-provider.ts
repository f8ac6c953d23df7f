import type { Instance, Permit, PluginDefinition, PowerAction, Provider } from 'multi-cloud-manager/plugin';
import { alone, type TestProviderOptions } from './alone.js';

export type { TestProviderOptions } from './alone.js';

/** A plugin's provider by itself. */
export interface TestProvider {
  readonly provider: Provider;
  /** A fresh permit, good for one request, without the checks that a host makes before it gives one. */
  readonly permit: (instance: Instance, action: PowerAction, force?: boolean) => Permit;
  /** Closes its connections and removes its files. */
  close(): Promise<void>;
}

/**
 * Builds the provider of a plugin as a host would: its config checked, its classes injected, with the host's own HTTP client. Pauses
 * (a limiter's, those between retries) take no time. This is what `providerContract` is to be run on.
 */
export async function createTestProvider(
  plugin: PluginDefinition,
  options: TestProviderOptions = {},
): Promise<TestProvider> {
  const { name } = plugin;
  const built = await alone(plugin, options);
  const { provider } = built.room;
  if (provider)
    return {
      provider,
      permit: (instance, action, force = false) =>
        built.mint.mint({
          provider: name,
          account: instance.account,
          instance,
          action,
          force,
          variant: force && action === 'reboot' ? 'force_reboot' : action,
          callId: 'test',
        }),
      close: () => built.close(),
    };
  await built.close();
  throw new Error(`The plugin ${name} has no provider.`);
}
