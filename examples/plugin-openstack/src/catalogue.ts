import { McmError } from 'multi-cloud-manager/plugin';
import type { AccountConfig } from './config.js';
import type { WireService } from './wire.js';
import { say } from './words.js';

/** A region's name reaches people and models. */
const REGION = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;

/**
 * Which services there are, in which regions, and where. It comes from the network, and the token goes wherever it says: so it is
 * believed only about hosts that the config names. That they are https, or on loopback, is what the host's HTTP client sees to.
 */
export class Catalogue {
  constructor(
    private readonly services: readonly WireService[],
    private readonly account: AccountConfig,
  ) {}

  /** The regions that have servers. */
  regions(): readonly string[] {
    const regions = [...this.#endpoints('compute').keys()];
    if (regions.length === 0)
      throw new McmError(
        'PROVIDER_NOT_AVAILABLE',
        say((words) => words.noCompute(this.account.interface)),
        { suggestion: say((words) => words.checkRole) },
      );
    const odd = regions.findIndex((region) => !REGION.test(region));
    if (odd >= 0)
      throw new McmError(
        'PROVIDER_ERROR',
        say((words) => words.oddRegion),
        { retryable: false },
      );
    return regions;
  }

  /** Where Nova is in a region. */
  compute(region: string): string {
    const url = this.#endpoints('compute').get(region);
    if (url === undefined)
      throw new McmError(
        'VALIDATION_FAILED',
        say((words) => words.noComputeThere(this.regions())),
      );
    const checked = this.#checked(url, 'compute');
    // Some catalogues leave the version to whoever asks.
    return /\/v2(\.\d+)?(\/|$)/.test(new URL(checked).pathname) ? checked : `${checked}/v2.1`;
  }

  /** Where Neutron is in a region, without its version; undefined where there is none. */
  network(region: string): string | undefined {
    const url = this.#endpoints('network').get(region);
    return url === undefined ? undefined : this.#checked(url, 'network').replace(/\/v2\.0$/, '');
  }

  /** Region → URL. */
  #endpoints(type: string): ReadonlyMap<string, string> {
    return new Map(
      this.services
        .filter((service) => service.type === type)
        .flatMap(({ endpoints }) => endpoints ?? [])
        .filter((endpoint) => endpoint.interface === this.account.interface)
        .flatMap(({ region_id, region, url }) => {
          const name = region_id ?? region;
          return name && url ? [[name, url] as const] : [];
        }),
    );
  }

  #checked(text: string, service: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !isAllowed(url.hostname, this.account))
      throw new McmError(
        'PROVIDER_NOT_AVAILABLE',
        say((words) => words.foreignHost(service, url?.hostname || undefined)),
        { suggestion: say((words) => words.allowHost) },
      );
    return text.replace(/\/+$/, '');
  }
}

/** Keystone's own host, and those that the config names. */
function isAllowed(host: string, { authUrl, hosts }: AccountConfig): boolean {
  return [new URL(authUrl).hostname, ...hosts].some((allowed) => {
    const name = allowed.toLowerCase();
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
  });
}
