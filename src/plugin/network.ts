import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Permit } from './power.js';

/** How to get out, for a cloud's own SDK: proxy, NO_PROXY and own certificates as the host's HTTP client has them. */
export interface Network {
  /** Agents for this end point, proxied if need be. Kept alive and closed by the host, unless `fresh`. */
  agents(
    url: string,
    options?: { readonly fresh?: boolean },
  ): Promise<{ readonly http?: HttpAgent; readonly https?: HttpsAgent }>;
  /** The proxy for this end point, or undefined to go directly. It may hold a password. */
  proxy(url: string): string | undefined;
  /** Certificate authorities to trust instead of the default ones, as PEM; undefined leaves the default. */
  certificates(): Promise<readonly string[] | undefined>;
}

/** Where a plugin that sends a power action through an SDK of its own hands the permit in, right before it sends. */
export interface Permits {
  /** Uses the permit up; throws when it is not the host's, is for another provider, or was used before. Then send nothing. */
  spend(permit: Permit): void;
}
