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
import {
  AccountAnswer,
  BandwidthAnswer,
  InstanceAnswer,
  InstancesAnswer,
  Ipv4Answer,
  NoAnswer,
  RegionsAnswer,
  ReservedIpsAnswer,
  type WireIpv4,
  type WireMeta,
  type WireReservedIp,
} from './wire.js';

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

  account(signal: AbortSignal): Promise<z.output<typeof AccountAnswer>> {
    return this.#api.get('/v2/account', AccountAnswer, { signal });
  }

  /** The ids of every region. */
  async regions(signal: AbortSignal): Promise<readonly string[]> {
    const regions = await everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get('/v2/regions', RegionsAnswer, { query, signal });
      return { items: answer.regions, meta: answer.meta };
    });
    return regions.map(({ id }) => id);
  }

  instances(query: InstancesQuery, signal: AbortSignal): Promise<z.output<typeof InstancesAnswer>> {
    return this.#api.get('/v2/instances', InstancesAnswer, {
      query: { per_page: PER_PAGE, ...query },
      signal,
    });
  }

  instance(id: string, signal: AbortSignal): Promise<z.output<typeof InstanceAnswer>> {
    return this.#api.get(`/v2/instances/${id}`, InstanceAnswer, { signal });
  }

  /** Every IPv4 address of an instance, the additional ones too. */
  ipv4(id: string, signal: AbortSignal): Promise<readonly WireIpv4[]> {
    return everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get(`/v2/instances/${id}/ipv4`, Ipv4Answer, { query, signal });
      return { items: answer.ipv4s, meta: answer.meta };
    });
  }

  /** Every reserved IP of the account. */
  reservedIps(signal: AbortSignal): Promise<readonly WireReservedIp[]> {
    return everyPage(async (cursor) => {
      const query = { per_page: PER_PAGE, cursor };
      const answer = await this.#api.get('/v2/reserved-ips', ReservedIpsAnswer, { query, signal });
      return { items: answer.reserved_ips, meta: answer.meta };
    });
  }

  /** Bytes by day, counted back from today. */
  bandwidth(id: string, days: number, signal: AbortSignal): Promise<z.output<typeof BandwidthAnswer>> {
    const query = { date_range: days };
    return this.#api.get(`/v2/instances/${id}/bandwidth`, BandwidthAnswer, { query, signal });
  }

  act(permit: Permit, signal: AbortSignal): Promise<undefined> {
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
