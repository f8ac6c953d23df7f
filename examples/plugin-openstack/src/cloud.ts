import { Limiter, type Clock, type HttpClient, type Secrets } from 'multi-cloud-manager/plugin';
import { ComputeClient } from './compute.js';
import type { AccountConfig } from './config.js';
import { NetworkClient } from './network.js';
import { Session } from './session.js';

/** Clouds of this kind set their own limits, and few say which. */
const LIMITS = { concurrent: 8 };

/** One region's services. */
export interface Region {
  readonly compute: ComputeClient;
  readonly network: NetworkClient | undefined;
}

/** One account: its login, and the services that this login leads to. */
export class Cloud {
  readonly #session: Session;
  readonly #limiter: Limiter;
  /** By their addresses, which a new login may change. */
  readonly #clients = new Map<string, Region>();

  constructor(
    private readonly http: HttpClient,
    secrets: Secrets,
    clock: Clock,
    private readonly account: AccountConfig,
  ) {
    this.#session = new Session(http, secrets, clock, account);
    this.#limiter = new Limiter(clock, LIMITS);
  }

  /** Those that the config names, or all that the catalogue has. One that is named and not there is told when it is asked. */
  async regions(signal: AbortSignal): Promise<readonly string[]> {
    const { catalogue } = await this.#session.ticket(signal);
    return this.account.regions ?? catalogue.regions();
  }

  async region(name: string, signal: AbortSignal): Promise<Region> {
    const { catalogue } = await this.#session.ticket(signal);
    const [computeUrl, networkUrl] = [catalogue.compute(name), catalogue.network(name)];
    const key = `${computeUrl} ${networkUrl ?? ''}`;
    const made = this.#clients.get(key);
    if (made) return made;
    const region = {
      compute: new ComputeClient(this.http, this.#session, computeUrl, this.#limiter),
      network:
        networkUrl === undefined
          ? undefined
          : new NetworkClient(this.http, this.#session, networkUrl, this.#limiter),
    };
    this.#clients.set(key, region);
    return region;
  }
}
