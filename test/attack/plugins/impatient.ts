import {
  CLOCK,
  CONFIG,
  definePlugin,
  ENVIRONMENT,
  inject,
  injectable,
  LOGGER,
  NETWORK,
  PERMITS,
  SECRETS,
  type Clock,
  type Environment,
  type HttpClient,
  type Logger,
  type Network,
  type Permits,
  type PowerRequests,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import { createHttpClient } from '../../../src/http/client.js';
import alibaba from '../../../plugins/alibaba/index.js';
import type { AlibabaConfig } from '../../../plugins/alibaba/config.js';
import { Patience } from '../../../plugins/alibaba/pauses.js';
import { AlibabaProvider } from '../../../plugins/alibaba/provider.js';
import digitalocean from '../../../plugins/digitalocean/index.js';
import type { DigitalOceanConfig } from '../../../plugins/digitalocean/config.js';
import { DigitalOceanProvider } from '../../../plugins/digitalocean/provider.js';
import vultr from '../../../plugins/vultr/index.js';
import type { VultrConfig } from '../../../plugins/vultr/config.js';
import { VultrProvider } from '../../../plugins/vultr/provider.js';

/** How long these wait for an answer; what takes longer is a time-out. */
export const RESPONSE_MS = 300;

const never = (): never => {
  throw new Error('A plugin mints nothing.');
};

/** The host's own HTTP client with less patience. Its permits go through the host's door. */
function impatient(
  provider: string,
  powerRequests: PowerRequests,
  [permits, clock, log]: readonly [Permits, Clock, Logger],
): HttpClient & { close(): Promise<void> } {
  return createHttpClient({
    provider,
    powerRequests,
    mint: {
      mint: never,
      isMinted: never,
      retire: never,
      spend: (permit) => {
        permits.spend(permit);
      },
    },
    env: {},
    redactor: { add: () => undefined },
    log,
    clock,
    random: () => 0.5,
    timeouts: { connectMs: RESPONSE_MS, responseMs: RESPONSE_MS, totalMs: RESPONSE_MS * 4 },
  });
}

@injectable()
class ImpatientDigitalOcean extends DigitalOceanProvider {
  readonly #http: ReturnType<typeof impatient>;

  constructor(
    @inject(CONFIG) config: DigitalOceanConfig,
    @inject(PERMITS) permits: Permits,
    @inject(SECRETS) secrets: Secrets,
    @inject(ENVIRONMENT) environment: Environment,
    @inject(CLOCK) clock: Clock,
    @inject(LOGGER) log: Logger,
  ) {
    const http = impatient('digitalocean', digitalocean.power ?? {}, [permits, clock, log]);
    super(config, http, secrets, environment, clock);
    this.#http = http;
  }

  dispose(): Promise<void> {
    return this.#http.close();
  }
}

@injectable()
class ImpatientVultr extends VultrProvider {
  readonly #http: ReturnType<typeof impatient>;

  constructor(
    @inject(CONFIG) config: VultrConfig,
    @inject(PERMITS) permits: Permits,
    @inject(SECRETS) secrets: Secrets,
    @inject(ENVIRONMENT) environment: Environment,
    @inject(CLOCK) clock: Clock,
    @inject(LOGGER) log: Logger,
  ) {
    const http = impatient('vultr', vultr.power ?? {}, [permits, clock, log]);
    super(config, http, secrets, environment, clock);
    this.#http = http;
  }

  dispose(): Promise<void> {
    return this.#http.close();
  }
}

@injectable()
class ImpatientAlibaba extends AlibabaProvider {
  constructor(
    @inject(CONFIG) config: AlibabaConfig,
    @inject(NETWORK) network: Network,
    @inject(PERMITS) permits: Permits,
    @inject(SECRETS) secrets: Secrets,
    @inject(ENVIRONMENT) environment: Environment,
    @inject(CLOCK) clock: Clock,
    @inject(LOGGER) log: Logger,
  ) {
    const patience = Object.assign(new Patience(), { connectMs: RESPONSE_MS, responseMs: RESPONSE_MS });
    super(config, network, permits, secrets, environment, clock, log, patience);
  }
}

/** The built-in plugins, whose requests time out soon. */
export const IMPATIENT = {
  digitalocean: definePlugin({ ...digitalocean, provider: ImpatientDigitalOcean }),
  vultr: definePlugin({ ...vultr, provider: ImpatientVultr }),
  alibaba: definePlugin({ ...alibaba, provider: ImpatientAlibaba }),
} as const;
