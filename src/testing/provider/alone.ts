import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import { configSchema } from '../../config/schema.js';
import { layGround } from '../../host/ground.js';
import { furnish, type Room } from '../../host/rooms.js';
import { createHttpClient } from '../../http/client.js';
import { createNetwork } from '../../http/network.js';
import { createPosts } from '../../http/posts.js';
import { permitsOf, type Mint } from '../../power/permit.js';
import type { SimulatorClock } from '../simulator/clock.js';
import { noHostInfo } from './no-host-info.js';
import { hurriedClock } from './hurried-clock.js';

/** What a plugin by itself is made of. */
export interface TestProviderOptions {
  /** The plugin's `config` block. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The simulator's clock, so that both have the same time. Default: the real time. */
  readonly clock?: SimulatorClock;
  /** How long one try may wait for an answer. Default: 10 seconds. */
  readonly timeoutMs?: number;
}

/** A plugin that was built without a host around it. */
export interface Alone {
  readonly room: Room;
  readonly mint: Mint;
  /** Closes its connections and removes its files. */
  close(): Promise<void>;
}

/** Builds a plugin as a host would, but for its tools. Pauses (a limiter's, those between retries) take no time. */
export async function alone(plugin: PluginDefinition, options: TestProviderOptions): Promise<Alone> {
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
  const log = ground.log.named(name);
  const http = createHttpClient({
    provider: name,
    powerRequests: power,
    login,
    mint,
    env,
    redactor,
    log,
    clock,
    timeouts: { responseMs: options.timeoutMs ?? 10_000 },
    retry: { baseMs: 0 },
  });
  const network = createNetwork({ env, proxySettings: {}, redactor });
  const posts =
    plugin.posts &&
    createPosts({
      declared: plugin.posts,
      isCloud: () => false,
      env,
      proxySettings: {},
      redactor,
      log,
      clock,
    });
  const close = async (): Promise<void> => {
    await http.close();
    await network.close();
    await posts?.close();
    await ground.close();
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    const room = furnish(
      // Its tools are tried on a whole host.
      { ...plugin, tools: [] },
      plugin.config?.parse(options.config ?? {}) ?? {},
      { http, logger: log, network, permits: permitsOf(name, mint), posts },
      { ...ground, hostInfo: noHostInfo },
    );
    return {
      room,
      mint,
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
