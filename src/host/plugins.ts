import { textIn, type HostInfo, type PluginDefinition } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../config/error.js';
import { createHttpClient } from '../http/client.js';
import { createNetwork } from '../http/network.js';
import { createPosts } from '../http/posts.js';
import { config as configWords } from '../locale/en/config.js';
import { loading } from '../locale/en/loading.js';
import { textOf } from '../locale/error-in.js';
import { SaidError } from '../locale/said-error.js';
import { say, wordsIn } from '../locale/words.js';
import { permitsOf } from '../power/permit.js';
import { generalTools } from '../tools/index.js';
import type { Catalogue } from './catalogue.js';
import type { Ground } from './ground.js';
import { isOurs, loadPlugin, nameOf } from './load-plugin.js';
import { sourceRefsIn, type PlacedRef } from './ports/source-refs.js';
import type { Resolver } from './resolve.js';
import { READY_SCHEMAS } from './ready-schemas.js';
import { furnish, type Room } from './rooms.js';
import type { ToolSchemas } from './tool-schemas.js';

/** The plugins of one host: built one by one, taken down in reverse. */
export class Plugins {
  readonly #closers: (() => Promise<void>)[] = [];
  /** Plugin name → where it came from. */
  readonly #sources = new Map<string, string>();
  readonly #refs: PlacedRef[] = [];

  constructor(
    private readonly ground: Ground,
    private readonly catalogue: Catalogue,
    private readonly hostInfo: HostInfo,
  ) {}

  /** The references to secret sources in the configs of the plugins that were built. */
  get refs(): readonly PlacedRef[] {
    return this.#refs;
  }

  /** Those that were built, in order. */
  get names(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /**
   * Loads what the config names, all at once; one that is broken costs its own tools and a line in the status.
   *
   * @param wrongConfig what to do about one whose block of the config is wrong, beside that. Default: throw it
   */
  async load(
    resolver: Resolver,
    wrongConfig: (error: ConfigError, plugin: string) => void = rethrow,
  ): Promise<void> {
    const { config, clock, roster, log, logLocale, redactor } = this.ground;
    const { plugins, timeouts } = config.config;
    const loaded = await Promise.allSettled(
      plugins.map((entry, index) =>
        loadPlugin(entry, index, resolver, clock, timeouts.pluginLoadSeconds, config.file ?? ''),
      ),
    );
    for (const [index, entry] of plugins.entries()) {
      try {
        const result = loaded[index];
        if (result?.status !== 'fulfilled') throw result?.reason;
        this.build(result.value.definition, result.value.config, result.value.source);
        this.#refs.push(...sourceRefsIn(result.value.config, `plugins[${String(index)}].config`));
      } catch (error) {
        const name = nameOf(entry);
        if (error instanceof ConfigError) wrongConfig(error, name);
        const reason = redactor.json(textOf(error));
        roster.fail({ name, reason });
        const words = wordsIn(configWords, logLocale);
        log.named('host').warn(words.pluginNotLoaded(name, textIn(reason, logLocale)));
      }
    }
  }

  /** Builds one plugin in its own container. Throws a sentence, and leaves nothing behind. */
  build(definition: PluginDefinition, config: unknown, source: string): void {
    const other = this.#sources.get(definition.name);
    if (other !== undefined)
      throw new SaidError(say(loading, (words) => words.nameTaken(definition.name, other)));
    const { ground } = this;
    const logger = ground.log.named(definition.name);
    const http = createHttpClient({
      provider: definition.name,
      powerRequests: definition.power ?? {},
      login: definition.login,
      mint: ground.mint,
      env: ground.config.env,
      proxySettings: ground.config.config.http,
      redactor: ground.redactor,
      log: logger,
      clock: ground.clock,
    });
    const network = createNetwork({
      env: ground.config.env,
      proxySettings: ground.config.config.http,
      redactor: ground.redactor,
    });
    const permits = permitsOf(definition.name, ground.mint);
    const { cloudEndPoints, ports } = ground;
    const isCloud = definition.provider !== undefined;
    const posts =
      definition.posts &&
      createPosts({
        declared: definition.posts,
        isCloud: (origin) => cloudEndPoints.has(origin),
        env: ground.config.env,
        proxySettings: ground.config.config.http,
        redactor: ground.redactor,
        log: logger,
        clock: ground.clock,
      });
    let room: Room | undefined;
    const takeDown = async (): Promise<void> => {
      await room?.dispose();
      await http.close();
      await network.close();
      await posts?.close();
    };
    try {
      room = furnish(
        definition,
        config,
        {
          http: isCloud ? cloudEndPoints.ofHttp(http) : http,
          network: isCloud ? cloudEndPoints.ofNetwork(network) : network,
          logger,
          permits,
          posts,
        },
        { ...ground, hostInfo: this.hostInfo },
      );
      ports.check(definition.name, room.ports);
      this.catalogue.add(definition.name, room.tools, readySchemasOf(definition, source));
      ports.add(definition.name, room.ports);
    } catch (error) {
      takeDown().catch((cause: unknown) => {
        logger.warn(`could not be taken down: ${String(cause)}`);
      });
      throw error;
    }
    if (room.provider)
      ground.roster.add({
        name: definition.name,
        provider: room.provider,
        power: definition.power ?? {},
        log: logger,
      });
    this.#sources.set(definition.name, source);
    this.#closers.push(takeDown);
  }

  /** Disposes in reverse order; one that fails does not keep the others. */
  async close(): Promise<void> {
    for (const takeDown of this.#closers.splice(0).toReversed())
      await takeDown().catch((error: unknown) => {
        this.ground.log.named('host').warn(`A plugin could not be closed: ${String(error)}`);
      });
  }
}

/** Only a plugin that came with mcm has schemas ready, whatever another calls itself. */
function readySchemasOf(
  definition: PluginDefinition,
  source: string,
): Readonly<Record<string, ToolSchemas>> | undefined {
  const ours = definition === generalTools || isOurs(definition, source);
  return ours ? READY_SCHEMAS[definition.name] : undefined;
}

const rethrow = (error: ConfigError): never => {
  throw error;
};
