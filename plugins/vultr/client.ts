import type {
  ApiClient,
  HttpClient,
  Limiter,
  Permit,
  PowerRequests,
  Secrets,
} from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { Credentials } from './config.js';
import { toError } from './errors.js';
import type {
  AccountAnswer,
  BandwidthAnswer,
  InstanceAnswer,
  InstancesAnswer,
  WireIpv4,
  WireMeta,
  WireReservedIp,
} from './wire.js';

/** The schemas of the answers. Making them takes longer than all else of the plugin, so it waits for the first request. */
const wire = () => import('./wire.js');

const action = (name: string) => ({ method: 'POST', path: `/v2/instances/{id}/${name}` }) as const;

/** Every mutating request that this plugin can send. */
export const POWER_REQUESTS: PowerRequests = {
  power_on: action('start'),
  power_off: action('halt'),
  reboot: action('reboot'),
};

/**
 * Vultr takes 30 requests a second from one address, whichever keys they carry; some are left for whatever else runs here.
 * https://docs.vultr.com/support/platform/api/what-rate-limits-apply-to-the-vultr-api
 */
export const LIMITS = { perSecond: 25, concurrent: 8 } as const;

/** The most that the API gives at once. */
export const PER_PAGE = 500;
/** More pages than any list has. */
const MOST_PAGES = 10_000;

/** Which instances to list. */
export interface InstancesQuery {
  readonly cursor?: string | undefined;
  readonly main_ip?: string;
  readonly per_page?: number;
}

/** Vultr's API v2 with one account's key, as far as the plugin uses it. */
export class VultrClient {
  readonly #api: ApiClient;

  constructor(http: HttpClient, secrets: Secrets, account: Credentials, limiter: Limiter) {
    this.#api = http.api({
      baseUrl: account.endpoint,
      headers: async (options) => ({
        authorization: `Bearer ${await secrets.resolve(account.apiKey, options)}`,
      }),
      limiter,
      mapError: toError,
    });
  }

  async account(signal: AbortSignal): Promise<z.output<typeof AccountAnswer>> {
    const schema = (await wire()).AccountAnswer;
    return this.#api.get('/v2/account', schema, { signal });
  }

  /** The ids of every region. */
  async regions(signal: AbortSignal): Promise<readonly string[]> {
    const { RegionsAnswer } = await wire();
    const regions = await everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get('/v2/regions', RegionsAnswer, { query, signal });
      return { items: answer.regions, meta: answer.meta };
    });
    return regions.map(({ id }) => id);
  }

  async instances(query: InstancesQuery, signal: AbortSignal): Promise<z.output<typeof InstancesAnswer>> {
    const schema = (await wire()).InstancesAnswer;
    return this.#api.get('/v2/instances', schema, {
      query: { per_page: PER_PAGE, ...query },
      signal,
    });
  }

  async instance(id: string, signal: AbortSignal): Promise<z.output<typeof InstanceAnswer>> {
    const schema = (await wire()).InstanceAnswer;
    return this.#api.get(`/v2/instances/${id}`, schema, { signal });
  }

  /** Every IPv4 address of an instance, the additional ones too. */
  async ipv4(id: string, signal: AbortSignal): Promise<readonly WireIpv4[]> {
    const { Ipv4Answer } = await wire();
    return everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get(`/v2/instances/${id}/ipv4`, Ipv4Answer, { query, signal });
      return { items: answer.ipv4s, meta: answer.meta };
    });
  }

  /** Every reserved IP of the account. */
  async reservedIps(signal: AbortSignal): Promise<readonly WireReservedIp[]> {
    const { ReservedIpsAnswer } = await wire();
    return everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get('/v2/reserved-ips', ReservedIpsAnswer, { query, signal });
      return { items: answer.reserved_ips, meta: answer.meta };
    });
  }

  /** Bytes by day, counted back from today. */
  async bandwidth(id: string, days: number, signal: AbortSignal): Promise<z.output<typeof BandwidthAnswer>> {
    const schema = (await wire()).BandwidthAnswer;
    const query = { date_range: days };
    return this.#api.get(`/v2/instances/${id}/bandwidth`, schema, { query, signal });
  }

  async act(permit: Permit, signal: AbortSignal): Promise<undefined> {
    const { NoAnswer } = await wire();
    return this.#api.act(permit, NoAnswer, { signal });
  }
}

/** The cursor of the next page; undefined on the last. */
export const nextCursor = (meta: WireMeta): string | undefined => meta?.links?.next || undefined;

async function everyPage<T>(
  ask: (cursor: string | undefined) => Promise<{ items: readonly T[]; meta: WireMeta }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { items, meta } = await ask(cursor);
    all.push(...items);
    const next = nextCursor(meta);
    if (next === undefined || next === cursor) break;
    cursor = next;
  }
  return all;
}
