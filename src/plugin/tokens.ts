import type { Fleet } from './fleet.js';
import type { HostInfo } from './host-info.js';
import type { HttpClient, Posts } from './http.js';
import type { Network, Permits } from './network.js';
import type { Provider } from './provider.js';
import type { Clock, Environment, Ids, Logger, Secrets } from './settings.js';

/** A key of the container; `T` is what it gives. */
export type Token<T> = symbol & { readonly __gives?: T };

const token = <T>(name: string): Token<T> => Symbol.for(`multi-cloud-manager.${name}`);

/** The plugin's own config, parsed with its schema. */
export const CONFIG: Token<unknown> = token('config');
/** A logger that names the plugin. */
export const LOGGER: Token<Logger> = token('logger');
/** The host's HTTP client. */
export const HTTP: Token<HttpClient> = token('http');
/** The time. */
export const CLOCK: Token<Clock> = token('clock');
/** Ids for requests. */
export const IDS: Token<Ids> = token('ids');
/** The environment that the host was started with. */
export const ENVIRONMENT: Token<Environment> = token('environment');
/** Resolves secret references. */
export const SECRETS: Token<Secrets> = token('secrets');
/** Every instance on every cloud. */
export const FLEET: Token<Fleet> = token('fleet');
/** The plugin's own provider. */
export const PROVIDER: Token<Provider> = token('provider');
/** What the host tells about itself. */
export const HOST_INFO: Token<HostInfo> = token('host-info');
/** How to get out, for SDKs. */
export const NETWORK: Token<Network> = token('network');
/** Where permits are handed in by a plugin that sends through an SDK. */
export const PERMITS: Token<Permits> = token('permits');
/** Where a plugin that declares `posts` sends them. */
export const POSTS: Token<Posts> = token('posts');
