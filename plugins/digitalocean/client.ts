import { Limiter } from 'multi-cloud-manager/plugin';
import type {
  ApiClient,
  Clock,
  HttpClient,
  Permit,
  PowerRequests,
  Secrets,
} from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { Credentials } from './config.js';
import { toError } from './errors.js';
import type {
  AccountAnswer,
  ActionAnswer,
  ActionsAnswer,
  DropletAnswer,
  DropletsAnswer,
  MetricAnswer,
} from './wire.js';

/** The schemas of the answers. Making them takes longer than all else of the plugin, so it waits for the first request. */
const wire = () => import('./wire.js');

const action = (type: string) =>
  ({ method: 'POST', path: '/v2/droplets/{id}/actions', body: { type } }) as const;

/** Every mutating request that this plugin can send. The same path also rebuilds and resizes; those bodies are not here. */
export const POWER_REQUESTS: PowerRequests = {
  power_on: action('power_on'),
  power_off: action('power_off'),
  shutdown: action('shutdown'),
  reboot: action('reboot'),
  force_reboot: action('power_cycle'),
};

/** DigitalOcean takes 250 requests a minute (and 5,000 an hour) of one account. */
const LIMITS = { perMinute: 240, concurrent: 16 };

/** The most that the API gives at once. */
export const PER_PAGE = 200;

/** Droplets with a GPU are listed apart. */
export type DropletKind = 'droplets' | 'gpus';

/** DigitalOcean's API v2 with one account's token, as far as the plugin uses it. */
export class DigitalOceanClient {
  readonly #api: ApiClient;

  constructor(http: HttpClient, secrets: Secrets, account: Credentials, clock: Clock) {
    this.#api = http.api({
      baseUrl: account.endpoint,
      headers: async (options) => ({
        authorization: `Bearer ${await secrets.resolve(account.token, options)}`,
      }),
      mapError: toError,
      limiter: new Limiter(clock, LIMITS),
    });
  }

  async account(signal: AbortSignal): Promise<z.output<typeof AccountAnswer>> {
    const schema = (await wire()).AccountAnswer;
    return this.#api.get('/v2/account', schema, { signal });
  }

  async regions(signal: AbortSignal): Promise<readonly string[]> {
    const query = { per_page: PER_PAGE };
    const { RegionsAnswer } = await wire();
    const { regions } = await this.#api.get('/v2/regions', RegionsAnswer, { query, signal });
    return regions.map(({ slug }) => slug);
  }

  async droplets(
    type: DropletKind,
    page: number,
    signal: AbortSignal,
    perPage = PER_PAGE,
  ): Promise<z.output<typeof DropletsAnswer>> {
    const schema = (await wire()).DropletsAnswer;
    return this.#api.get('/v2/droplets', schema, {
      query: { type, per_page: perPage, page },
      signal,
    });
  }

  async droplet(id: string, signal: AbortSignal): Promise<z.output<typeof DropletAnswer>> {
    const schema = (await wire()).DropletAnswer;
    return this.#api.get(`/v2/droplets/${id}`, schema, { signal });
  }

  async actions(id: string, page: number, signal: AbortSignal): Promise<z.output<typeof ActionsAnswer>> {
    const schema = (await wire()).ActionsAnswer;
    const query = { per_page: PER_PAGE, page };
    return this.#api.get(`/v2/droplets/${id}/actions`, schema, { query, signal });
  }

  async action(id: string, actionId: string, signal: AbortSignal): Promise<z.output<typeof ActionAnswer>> {
    const schema = (await wire()).ActionAnswer;
    return this.#api.get(`/v2/droplets/${id}/actions/${actionId}`, schema, { signal });
  }

  async metric(
    name: string,
    query: Readonly<Record<string, string | number>>,
    signal: AbortSignal,
  ): Promise<z.output<typeof MetricAnswer>> {
    const schema = (await wire()).MetricAnswer;
    return this.#api.get(`/v2/monitoring/metrics/droplet/${name}`, schema, { query, signal });
  }

  async act(permit: Permit, signal: AbortSignal): Promise<z.output<typeof ActionAnswer>> {
    const schema = (await wire()).ActionAnswer;
    return this.#api.act(permit, schema, { signal });
  }
}
