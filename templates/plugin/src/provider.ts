import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  HTTP,
  inject,
  injectable,
  Limiter,
  McmError,
  secretPlace,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import type {
  Account,
  ApiClient,
  Clock,
  Environment,
  HttpClient,
  Instance,
  Page,
  Permit,
  PowerProgress,
  Provider,
  RequestContext,
  Scope,
  SecretRef,
  Secrets,
  Setting,
  Verification,
} from 'multi-cloud-manager/plugin';
import { API_URL, TOKEN_VARIABLE, URL_VARIABLE, type Config } from './config.js';
import { Action, detailsOf, Owner, Server, ServerPage, toInstance, toProgress } from './wire.js';

interface Credentials {
  readonly name: string;
  readonly token: SecretRef;
  readonly api: ApiClient;
}

/** Template Cloud, one account at a time. Every request goes through mcm's HTTP client; use nothing else. */
@injectable()
export class TemplateCloudProvider implements Provider {
  readonly displayName = 'Template Cloud';
  readonly description = 'Servers at Template Cloud: details and power.';
  readonly actions = ['power_on', 'power_off', 'reboot'] as const;
  readonly idForm = 'a word like srv-1';
  readonly #accounts: readonly Credentials[];

  constructor(
    @inject(CONFIG) private readonly config: Config,
    @inject(HTTP) http: HttpClient,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(CLOCK) clock: Clock,
  ) {
    const accounts = config.accounts ?? [{ name: 'default', token: { env: TOKEN_VARIABLE } }];
    this.#accounts = accounts.map(({ name, token }) => ({
      name,
      token,
      api: http.api({
        baseUrl: config.endpoint ?? environment.get(URL_VARIABLE) ?? API_URL,
        // Asked for each request, and once more with `fresh` after a 401: do not keep the value.
        headers: async ({ fresh }) => ({
          authorization: `Bearer ${await secrets.resolve(token, { fresh })}`,
        }),
        // DECIDE: how fast your cloud takes requests, and whether it counts them by account (as here) or by address.
        limiter: new Limiter(clock, { perSecond: 10 }),
      }),
    }));
  }

  settings(): readonly Setting[] {
    const tokens = this.#accounts.map(({ token }, index) => ({
      name: secretPlace(token, `accounts[${String(index)}].token`),
      required: true,
      present: this.secrets.has(token),
    }));
    const present = this.environment.get(URL_VARIABLE) !== undefined;
    return [...tokens, { name: URL_VARIABLE, required: false, present }];
  }

  /** Accounts that the config names are there even without their token; the nameless one only with it. */
  accounts(): readonly Account[] {
    return this.#accounts.filter(({ token }) => this.config.accounts ?? this.secrets.has(token));
  }

  /** DECIDE: with regions that are asked one by one, a scope for each. */
  async scopes({ name }: Account): Promise<readonly Scope[]> {
    return [{ account: name }];
  }

  async verify({ name }: Account, { signal }: RequestContext): Promise<Verification> {
    const owner = await this.#api(name).get('/v1/account', Owner, { signal });
    return { summary: `The token is right; the account is ${owner.name}.` };
  }

  /** Tells without a request what cannot be an id; an address must not pass for one. */
  parseId(text: string): string | undefined {
    const id = text.trim().toLowerCase();
    return /^srv-\d+$/.test(id) ? id : undefined;
  }

  async listPage(
    { account }: Scope,
    from: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    const query = { from };
    const { servers, next } = await this.#api(account).get('/v1/servers', ServerPage, { query, signal });
    return {
      items: servers.map((server) => toInstance(account, server)),
      ...(next !== undefined && { next }),
    };
  }

  async get({ account }: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    try {
      const server = await this.#api(account).get(`/v1/servers/${id}`, Server, { signal });
      return { ...toInstance(account, server), details: detailsOf(server) };
    } catch (error) {
      // Not there is an answer; whatever else went wrong is an error and must not look like one.
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** Sends what `power` in index.ts declares for the permit's action. There is no way to send anything else. */
  async power({ account }: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    return toProgress(await this.#api(account).act(permit, Action, { signal }));
  }

  /** DECIDE: leave it out where a cloud has no actions to look at; mcm then watches the server's status. */
  async progress(
    { account }: Scope,
    _permit: Permit,
    last: PowerProgress,
    { signal }: RequestContext,
  ): Promise<PowerProgress> {
    const id = last.operationId ?? '';
    return toProgress(await this.#api(account).get(`/v1/actions/${id}`, Action, { signal }));
  }

  // DECIDE: `findByAddress` where the cloud can search (else mcm looks through the pages), `metrics` where it has any,
  // `consequences` where an action does more than its name says.

  #api(account: string): ApiClient {
    const found = this.#accounts.find(({ name }) => name === account);
    if (!found) throw new McmError('VALIDATION_FAILED', `account: there is no ${account}.`);
    return found.api;
  }
}
