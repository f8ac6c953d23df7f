/** A whole cloud: with this, every general tool works on Acme's servers. Acme's API is invented. */
import {
  CONFIG,
  definePlugin,
  HTTP,
  inject,
  injectable,
  McmError,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import { SecretRef } from 'multi-cloud-manager/plugin';
import type {
  ApiClient,
  HttpClient,
  Instance,
  Page,
  Permit,
  PowerProgress,
  Provider,
  RequestContext,
  Scope,
  Secrets,
  Verification,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Config = z.strictObject({ endpoint: z.url(), token: SecretRef.default({ env: 'ACME_TOKEN' }) });

/** What the API answers, as far as it is used: anything else in an answer is ignored. */
const WireServer = z.object({ id: z.string(), label: z.string(), on: z.boolean(), ip: z.string() });
const WirePage = z.object({ servers: z.array(WireServer), next: z.string().optional() });
const WireNothing = z.object({});

const toInstance = ({ id, label, on, ip }: z.output<typeof WireServer>): Instance => ({
  provider: 'acme',
  account: 'default',
  id,
  name: label,
  status: on ? 'running' : 'stopped',
  provider_status: on ? 'on' : 'off',
  region: 'main',
  type: 'standard',
  public_ips: [ip],
  private_ips: [],
  tags: {},
});

@injectable()
class AcmeProvider implements Provider {
  readonly displayName = 'Acme';
  readonly description = 'Servers at Acme';
  readonly actions = ['power_on', 'power_off'] as const;
  readonly idForm = 'a word like srv-7';
  readonly #api: ApiClient;

  constructor(
    @inject(CONFIG) private readonly config: z.output<typeof Config>,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(HTTP) http: HttpClient,
  ) {
    this.#api = http.api({
      baseUrl: config.endpoint,
      headers: async ({ fresh }) => ({
        authorization: `Bearer ${await secrets.resolve(config.token, { fresh })}`,
      }),
    });
  }

  settings() {
    return [{ name: 'ACME_TOKEN', required: true, present: this.secrets.has(this.config.token) }];
  }
  accounts() {
    return this.secrets.has(this.config.token) ? [{ name: 'default' }] : [];
  }
  async scopes(): Promise<readonly Scope[]> {
    return [{ account: 'default' }];
  }
  async verify(_account: unknown, { signal }: RequestContext): Promise<Verification> {
    await this.#api.get('/servers', WirePage, { signal });
    return { summary: 'The token works.' };
  }
  parseId(text: string): string | undefined {
    return /^srv-\d+$/.exec(text.trim())?.[0];
  }
  async listPage(
    _scope: Scope,
    from: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    const { servers, next } = await this.#api.get('/servers', WirePage, { query: { from }, signal });
    return { items: servers.map(toInstance), ...(next !== undefined && { next }) };
  }
  async get(_scope: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    try {
      return toInstance(await this.#api.get(`/servers/${id}`, WireServer, { signal }));
    } catch (error) {
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  }
  async power(_scope: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    await this.#api.act(permit, WireNothing, { signal });
    return { state: 'completed' };
  }
}

export default definePlugin({
  name: 'acme',
  apiVersion: 1,
  config: Config,
  provider: AcmeProvider,
  // The only two mutating requests that this plugin can send.
  power: {
    power_on: { method: 'POST', path: '/servers/{id}/power', body: { on: true } },
    power_off: { method: 'POST', path: '/servers/{id}/power', body: { on: false } },
  },
});
