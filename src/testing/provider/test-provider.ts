import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instance, Permit, PluginDefinition, PowerAction, Provider } from 'multi-cloud-manager/plugin';
import { configSchema } from '../../config/schema.js';
import { layGround } from '../../host/ground.js';
import { furnish } from '../../host/rooms.js';
import { createHttpClient } from '../../http/client.js';
import { createNetwork } from '../../http/network.js';
import { permitsOf } from '../../power/permit.js';
import type { SimulatorClock } from '../simulator/clock.js';
import { noHostInfo } from './no-host-info.js';
import { hurriedClock } from './hurried-clock.js';

/** What a test provider is made of. */
export interface TestProviderOptions {
  /** The plugin's `config` block. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The simulator's clock, so that both have the same time. Default: the real time. */
  readonly clock?: SimulatorClock;
  /** How long one try may wait for an answer. Default: 10 seconds. */
  readonly timeoutMs?: number;
}

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
  const { name, power = {}, login } = plugin;
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-test-'));
  const clock = hurriedClock(options.clock);
  const config = configSchema().parse({ plugins: [] });
  const env = options.env ?? {};
  const ground = layGround(
    { config, directory: stateDir, source: 'none', stateDir, env, notices: [] },
    { clock, write: () => undefined },
  );
  const { mint, redactor } = ground;
  const logger = ground.log.named(name);
  const http = createHttpClient({
    provider: name,
    powerRequests: power,
    login,
    mint,
    env,
    redactor,
    log: logger,
    clock,
    timeouts: { responseMs: options.timeoutMs ?? 10_000 },
    retry: { baseMs: 0 },
  });
  const network = createNetwork({ env, proxySettings: {}, redactor });
  const close = async (): Promise<void> => {
    await http.close();
    await network.close();
    await ground.close();
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    const room = furnish(
      // Its tools are tried on a whole host.
      { ...plugin, tools: [] },
      plugin.config?.parse(options.config ?? {}) ?? {},
      { http, logger, network, permits: permitsOf(name, mint), posts: undefined },
      { ...ground, hostInfo: noHostInfo },
    );
    if (!room.provider) throw new Error(`The plugin ${name} has no provider.`);
    return {
      provider: room.provider,
      permit: (instance, action, force = false) =>
        mint.mint({
          provider: name,
          account: instance.account,
          instance,
          action,
          force,
          variant: force && action === 'reboot' ? 'force_reboot' : action,
          callId: 'test',
        }),
      async close() {
        await room.dispose();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
