import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  HTTP,
  inject,
  injectable,
  McmError,
  POWER_ACTIONS,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import type {
  Account,
  Clock,
  Environment,
  HttpClient,
  Instance,
  MetricRange,
  Metrics,
  Page,
  Permit,
  PowerAction,
  PowerProgress,
  Provider,
  RequestContext,
  Scope,
  Secrets,
  Setting,
  Text,
  Verification,
} from 'multi-cloud-manager/plugin';
import { DigitalOceanClient } from './client.js';
import { credentials, settingsOf, type Credentials, type DigitalOceanConfig } from './config.js';
import { consequencesOf } from './consequences.js';
import { LEAST_PRIVILEGE } from './least-privilege.js';
import { toInstance, toProgress } from './map.js';
import { readMetrics } from './metrics.js';
import { nextToken, parseToken } from './pages.js';
import { verifyAccount } from './verification.js';
import type { WireAction } from './wire.js';
import { say } from './words.js';

/** DigitalOcean: one scope an account, for its API has no regions to ask apart. */
@injectable()
export class DigitalOceanProvider implements Provider {
  readonly displayName = 'DigitalOcean';
  readonly description = 'Droplets, GPU droplets too: details, metrics, action history and power.';
  readonly actions = POWER_ACTIONS;
  readonly canForceReboot = true;
  readonly idForm = say((words) => words.idForm);
  readonly leastPrivilege = LEAST_PRIVILEGE;
  readonly #accounts: readonly Credentials[];
  readonly #clients = new Map<string, DigitalOceanClient>();

  constructor(
    @inject(CONFIG) private readonly config: DigitalOceanConfig,
    @inject(HTTP) private readonly http: HttpClient,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#accounts = credentials(config, environment);
  }

  settings(): readonly Setting[] {
    return settingsOf(this.#accounts, this.secrets, this.environment);
  }

  /** Accounts that the config names are there even without their token, so that their absence shows; the nameless one is not. */
  accounts(): readonly Account[] {
    const named = this.config.accounts !== undefined;
    return this.#accounts
      .filter(({ token }) => named || this.secrets.has(token))
      .map(({ name }) => ({ name }));
  }

  scopes(account: Account): Promise<readonly Scope[]> {
    return Promise.resolve([{ account: account.name }]);
  }

  /** Needs `regions:read`. */
  regions(account: Account, { signal }: RequestContext): Promise<readonly string[]> {
    return this.client(account.name).regions(signal);
  }

  verify(account: Account, { signal }: RequestContext): Promise<Verification> {
    return verifyAccount(this.client(account.name), signal);
  }

  parseId(text: string): string | undefined {
    return /^0*([1-9]\d{0,14})$/.exec(text.trim())?.[1];
  }

  async listPage(
    scope: Scope,
    token: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    const { kind, page } = parseToken(token);
    const { droplets, links } = await this.client(scope.account).droplets(kind, page, signal);
    const next = nextToken(kind, page, Boolean(links?.pages?.next));
    return {
      items: droplets.map((droplet) => toInstance(droplet, scope.account)),
      ...(next === undefined ? {} : { next }),
    };
  }

  async get(scope: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    try {
      const { droplet } = await this.client(scope.account).droplet(id, signal);
      return toInstance(droplet, scope.account, true);
    } catch (error) {
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  metrics(
    scope: Scope,
    instance: Instance,
    range: MetricRange,
    { signal }: RequestContext,
  ): Promise<Metrics> {
    return readMetrics(this.client(scope.account), instance.id, range, signal);
  }

  async power(scope: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    const { action } = await this.client(scope.account).act(permit, signal);
    return toProgress(action);
  }

  async progress(
    scope: Scope,
    permit: Permit,
    last: PowerProgress,
    { signal }: RequestContext,
  ): Promise<PowerProgress> {
    if (last.operationId === undefined) return last;
    const { action } = await this.client(scope.account).action(permit.instance.id, last.operationId, signal);
    return toProgress(action);
  }

  consequences(action: PowerAction, force: boolean, instance: Instance): readonly Text[] {
    return consequencesOf(action, force, instance);
  }

  /** The newest actions of a droplet, newest first, and how many there are altogether. */
  async history(
    scope: Scope,
    id: string,
    limit: number,
    { signal }: RequestContext,
  ): Promise<{ actions: readonly WireAction[]; total: number }> {
    const actions: WireAction[] = [];
    for (let page = 1; ; page++) {
      const answer = await this.client(scope.account).actions(id, page, signal);
      actions.push(...answer.actions);
      const more = Boolean(answer.links?.pages?.next) && answer.actions.length > 0;
      if (actions.length >= limit || !more) {
        return { actions: actions.slice(0, limit), total: answer.meta?.total ?? actions.length };
      }
    }
  }

  private client(account: string): DigitalOceanClient {
    const made = this.#clients.get(account);
    if (made) return made;
    const found = this.#accounts.find(({ name }) => name === account);
    if (!found) {
      const names = this.#accounts.map(({ name }) => name);
      throw new McmError(
        'VALIDATION_FAILED',
        say((words) => words.noAccount(account, names)),
      );
    }
    const client = new DigitalOceanClient(this.http, this.secrets, found, this.clock);
    this.#clients.set(account, client);
    return client;
  }
}
