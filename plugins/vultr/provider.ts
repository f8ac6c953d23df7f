import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  HTTP,
  inject,
  injectable,
  Limiter,
  McmError,
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
import { daysBack, daysOf, toMetrics, type BandwidthDay } from './bandwidth.js';
import { LIMITS, nextCursor, VultrClient } from './client.js';
import { credentials, settingsOf, type Credentials, type VultrConfig } from './config.js';
import { consequencesOf } from './consequences.js';
import { Following, refuseMisfit } from './following.js';
import { LEAST_PRIVILEGE } from './least-privilege.js';
import { toInstance } from './map.js';
import { searchAddress } from './search.js';
import { verified } from './verified.js';
import { WholeInstances } from './whole.js';
import { say } from './words.js';

/** Vultr: one scope an account, for one list has the instances of every region. */
@injectable()
export class VultrProvider implements Provider {
  readonly displayName = 'Vultr';
  readonly description = 'Cloud instances: details, bandwidth by day and power. No bare metal.';
  readonly actions = ['power_on', 'power_off', 'reboot'] as const;
  readonly canForceReboot = false;
  readonly idForm = say((words) => words.idForm);
  readonly leastPrivilege = LEAST_PRIVILEGE;
  readonly #accounts: readonly Credentials[];
  readonly #clients = new Map<string, VultrClient>();
  readonly #limiter: Limiter;
  readonly #following: Following;
  readonly #whole = new WholeInstances();

  constructor(
    @inject(CONFIG) private readonly config: VultrConfig,
    @inject(HTTP) private readonly http: HttpClient,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(CLOCK) clock: Clock,
  ) {
    this.#accounts = credentials(config, environment);
    // Vultr counts by address, not by key: one limiter for all accounts.
    this.#limiter = new Limiter(clock, LIMITS);
    this.#following = new Following(() => clock.now());
  }

  settings(): readonly Setting[] {
    return settingsOf(this.#accounts, this.secrets, this.environment);
  }

  /** Accounts that the config names are there even without their key, so that their absence shows; the nameless one is not. */
  accounts(): readonly Account[] {
    const named = this.config.accounts !== undefined;
    return this.#accounts
      .filter(({ apiKey }) => named || this.secrets.has(apiKey))
      .map(({ name }) => ({ name }));
  }

  scopes(account: Account): Promise<readonly Scope[]> {
    return Promise.resolve([{ account: account.name }]);
  }

  regions(account: Account, { signal }: RequestContext): Promise<readonly string[]> {
    return this.client(account.name).regions(signal);
  }

  async verify(account: Account, { signal }: RequestContext): Promise<Verification> {
    const { account: seen } = await this.client(account.name).account(signal);
    return verified(seen.acls ?? []);
  }

  parseId(text: string): string | undefined {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(text.trim())?.[0].toLowerCase();
  }

  async listPage(
    scope: Scope,
    token: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    if (token !== undefined && !/^[\x21-\x7e]{1,1000}$/.test(token))
      throw new McmError(
        'VALIDATION_FAILED',
        say((words) => words.pageToken),
      );
    const { instances, meta } = await this.client(scope.account).instances({ cursor: token }, signal);
    const next = nextCursor(meta);
    const total = meta?.total ?? undefined;
    return {
      items: instances.map((instance) => toInstance(instance, scope.account)),
      ...(next !== undefined && { next }),
      ...(total !== undefined && { total }),
    };
  }

  get(scope: Scope, id: string, context: RequestContext): Promise<Instance | undefined> {
    return this.#whole.get(this.client(scope.account), scope, id, context);
  }

  async findByAddress(scope: Scope, address: string, context: RequestContext): Promise<readonly Instance[]> {
    const client = this.client(scope.account);
    const found = await searchAddress(client, address, context.signal);
    return this.#whole.complete(client, scope, found, context);
  }

  async metrics(
    scope: Scope,
    instance: Instance,
    range: MetricRange,
    context: RequestContext,
  ): Promise<Metrics> {
    return toMetrics(await this.bandwidth(scope, instance.id, daysBack(range), context), range);
  }

  /** Bytes by day, oldest first, so many days back from today. */
  async bandwidth(
    scope: Scope,
    id: string,
    days: number,
    { signal }: RequestContext,
  ): Promise<readonly BandwidthDay[]> {
    const { bandwidth } = await this.client(scope.account).bandwidth(id, days, signal);
    return daysOf(bandwidth);
  }

  async power(scope: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    refuseMisfit(permit);
    await this.client(scope.account).act(permit, signal);
    return this.#following.begin(permit);
  }

  async progress(
    scope: Scope,
    permit: Permit,
    _last: PowerProgress,
    { signal }: RequestContext,
  ): Promise<PowerProgress> {
    const { instance } = await this.client(scope.account).instance(permit.instance.id, signal);
    return this.#following.look(permit, instance);
  }

  consequences(action: PowerAction, _force: boolean, instance: Instance): readonly Text[] {
    return consequencesOf(action, instance);
  }

  private client(account: string): VultrClient {
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
    const client = new VultrClient(this.http, this.secrets, found, this.#limiter);
    this.#clients.set(account, client);
    return client;
  }
}
