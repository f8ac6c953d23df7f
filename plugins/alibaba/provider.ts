import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  inject,
  injectable,
  LOGGER,
  McmError,
  NETWORK,
  PERMITS,
  POWER_ACTIONS,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import type {
  Account,
  Clock,
  Environment,
  Instance,
  Logger,
  MetricRange,
  Metrics,
  Network,
  Page,
  Permit,
  Permits,
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
import { EcsAccount } from './account.js';
import { filtersFor } from './addresses.js';
import { credentials, settingsOf, type AlibabaConfig, type Credentials } from './config.js';
import { consequencesOf } from './consequences.js';
import { judge, traceOf, type Trace } from './following.js';
import { LEAST_PRIVILEGE } from './least-privilege.js';
import { toInstance } from './map.js';
import { spansOf, toMetrics } from './metrics.js';
import { Patience } from './pauses.js';
import { verifyAccount } from './verification.js';
import { say } from './words.js';

/** Alibaba Cloud ECS: one scope a region of an account. */
@injectable()
export class AlibabaProvider implements Provider {
  readonly displayName = 'Alibaba Cloud ECS';
  readonly description = 'ECS instances in every region: details, metrics and power.';
  readonly actions = POWER_ACTIONS;
  readonly canForceReboot = true;
  readonly idForm = say((words) => words.idForm);
  readonly leastPrivilege = LEAST_PRIVILEGE;
  readonly #accounts: readonly Credentials[];
  readonly #opened = new Map<string, EcsAccount>();
  readonly #traces = new WeakMap<Permit, Trace>();

  constructor(
    @inject(CONFIG) private readonly config: AlibabaConfig,
    @inject(NETWORK) private readonly network: Network,
    @inject(PERMITS) private readonly permits: Permits,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly log: Logger,
    @inject(Patience) private readonly patience: Patience,
  ) {
    this.#accounts = credentials(config, environment);
  }

  settings(): readonly Setting[] {
    return settingsOf(this.#accounts, this.secrets, this.environment);
  }

  /** Accounts that the config names are there even without their key, so that its absence shows; the nameless one is not. */
  accounts(): readonly Account[] {
    const named = this.config.accounts !== undefined;
    return this.#accounts
      .filter(
        (each) => named || (this.secrets.has(each.accessKeyId) && this.secrets.has(each.accessKeySecret)),
      )
      .map(({ name }) => ({ name }));
  }

  async scopes(account: Account, { signal }: RequestContext): Promise<readonly Scope[]> {
    const regions = await this.account(account.name).regions.toAsk(signal);
    return regions.map((region) => ({ account: account.name, region }));
  }

  verify(account: Account, { signal }: RequestContext): Promise<Verification> {
    return verifyAccount(this.account(account.name), this.credentialsOf(account.name), signal);
  }

  parseId(text: string): string | undefined {
    return /^i-[a-z0-9]{10,60}$/.exec(text.trim())?.[0];
  }

  async listPage(
    scope: Scope,
    token: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    const place = this.placeOf(scope);
    const body = await this.account(scope.account).page(place.region, token, signal);
    return {
      items: body.Instances.Instance.map((each) => toInstance(each, place)),
      ...(body.NextToken ? { next: body.NextToken } : {}),
    };
  }

  async get(scope: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    const place = this.placeOf(scope);
    const found = await this.account(scope.account).find(place.region, [{ ids: [id] }], signal);
    const wire = found.find(({ InstanceId }) => InstanceId === id);
    return wire && toInstance(wire, place, true);
  }

  async findByAddress(
    scope: Scope,
    address: string,
    { signal }: RequestContext,
  ): Promise<readonly Instance[]> {
    const place = this.placeOf(scope);
    const found = await this.account(scope.account).find(place.region, filtersFor(address), signal);
    return found
      .map((each) => toInstance(each, place, true))
      .filter(({ public_ips, private_ips }) => [...public_ips, ...private_ips].includes(address));
  }

  async metrics(
    scope: Scope,
    instance: Instance,
    range: MetricRange,
    { signal }: RequestContext,
  ): Promise<Metrics> {
    const { region } = this.placeOf(scope);
    const { client } = this.account(scope.account);
    const spans = spansOf(range);
    const answers = await Promise.all(
      spans.map((span) => client.monitorData(region, { id: instance.id, ...span }, signal)),
    );
    const points = answers.flatMap(({ MonitorData }) => MonitorData.InstanceMonitorData);
    return toMetrics(points, spans[0]?.period ?? 60, range);
  }

  async power(scope: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    const { requestId } = await this.account(scope.account).client.act(permit, signal);
    this.#traces.set(permit, traceOf(permit, this.clock.now()));
    return { state: 'in_progress', requestId };
  }

  async progress(
    scope: Scope,
    permit: Permit,
    last: PowerProgress,
    context: RequestContext,
  ): Promise<PowerProgress> {
    const trace = this.#traces.get(permit);
    const seen = await this.get(scope, permit.instance.id, context);
    return trace && seen ? judge(permit, trace, seen.provider_status, last, this.clock.now()) : last;
  }

  consequences(action: PowerAction, force: boolean, instance: Instance): readonly Text[] {
    return consequencesOf(action, force, instance);
  }

  private placeOf(scope: Scope): { account: string; region: string } {
    return { account: scope.account, region: scope.region ?? this.credentialsOf(scope.account).regionId };
  }

  private account(name: string): EcsAccount {
    const opened = this.#opened.get(name);
    if (opened) return opened;
    const { network, secrets, clock, log, patience } = this;
    const account = new EcsAccount(
      this.credentialsOf(name),
      { network, secrets, clock, log, patience },
      this.permits,
    );
    this.#opened.set(name, account);
    return account;
  }

  private credentialsOf(name: string): Credentials {
    const found = this.#accounts.find((each) => each.name === name);
    if (found) return found;
    const names = this.#accounts.map((each) => each.name);
    throw new McmError(
      'VALIDATION_FAILED',
      say((words) => words.noAccount(name, names)),
    );
  }
}
