// tsyringe wants it before itself, whatever loads first.
import 'reflect-metadata';
import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  FLEET,
  HOST_INFO,
  HTTP,
  IDS,
  LOGGER,
  NETWORK,
  PERMITS,
  POSTS,
  PROVIDER,
  SECRETS,
  injectable,
  type Clock,
  type Constructor,
  type Environment,
  type Fleet,
  type HostInfo,
  type HttpClient,
  type Ids,
  type Logger,
  type Network,
  type Permits,
  type PluginDefinition,
  type Posts,
  type Provider,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import { container, Lifecycle, type DependencyContainer } from 'tsyringe';
import type { OfferedPorts } from './ports/ports.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';

/** What every plugin of a host can have injected. */
export interface Furniture {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly environment: Environment;
  readonly secrets: Secrets;
  readonly fleet: Fleet;
  readonly hostInfo: HostInfo;
}

/** What is made for one plugin alone. */
export interface Fixtures {
  readonly http: HttpClient;
  readonly logger: Logger;
  readonly network: Network;
  readonly permits: Permits;
  /** Where the plugin declares any. */
  readonly posts: Posts | undefined;
}

/** A plugin that was built: its provider, its tool objects, what it fills ports with, and its own container. */
export interface Room {
  readonly provider: Provider | undefined;
  readonly tools: readonly { readonly constructor: Constructor; readonly instance: object }[];
  readonly ports: OfferedPorts;
  dispose(): Promise<void>;
}

/** Builds a plugin in a child container of its own. Throws what its constructors throw. */
export function furnish(
  definition: PluginDefinition,
  config: unknown,
  own: Fixtures,
  furniture: Furniture,
): Room {
  const child = container.createChildContainer();
  const values: readonly (readonly [symbol, unknown])[] = [
    [CONFIG, config],
    [LOGGER, own.logger],
    [HTTP, own.http],
    [NETWORK, own.network],
    [PERMITS, own.permits],
    [CLOCK, furniture.clock],
    [IDS, furniture.ids],
    [ENVIRONMENT, furniture.environment],
    [SECRETS, furniture.secrets],
    [FLEET, furniture.fleet],
    [HOST_INFO, furniture.hostInfo],
  ];
  for (const [token, useValue] of values) child.register(token, { useValue });
  child.register(POSTS, {
    useFactory: () => {
      if (own.posts) return own.posts;
      throw new SaidError(say(loading, (words) => words.noPosts));
    },
  });
  const dispose = async (): Promise<void> => {
    await child.dispose();
  };
  try {
    const provider = definition.provider && single(child, definition.provider, PROVIDER);
    const tools = (definition.tools ?? []).map((constructor) => ({
      constructor,
      instance: single(child, constructor),
    }));
    const every = <T extends object>(classes: readonly Constructor<T>[] = []): readonly T[] =>
      classes.map((each) => single(child, each));
    const ports = {
      auditSinks: every(definition.auditSinks),
      confirmers: every(definition.confirmers),
      secretSources: every(definition.secretSources),
      stateStores: every(definition.stateStores),
    };
    return { provider, tools, ports, dispose };
  } catch (error) {
    // What was built before the one that failed is closed again.
    void dispose();
    throw error;
  }
}

/** One object a container, also under the token. A class that another copy of tsyringe decorated is registered anew. */
function single<T extends object>(
  child: DependencyContainer,
  constructor: Constructor<T>,
  token?: symbol,
): T {
  injectable()(constructor);
  const useClass = constructor as unknown as new () => T;
  child.register(useClass, { useClass }, { lifecycle: Lifecycle.ContainerScoped });
  if (token !== undefined) child.register(token, { useFactory: (from) => from.resolve(useClass) });
  return child.resolve<T>(useClass);
}
