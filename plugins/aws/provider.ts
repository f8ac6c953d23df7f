import type { Reservation, Instance as WireInstance } from '@aws-sdk/client-ec2';
import {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  inject,
  injectable,
  LOGGER,
  NETWORK,
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
  Provider,
  RequestContext,
  Scope,
  Secrets,
  Setting,
  Verification,
} from 'multi-cloud-manager/plugin';
import { accountsOf, mayHaveCredentials, settingsOf, type AwsAccount } from './accounts.js';
import { addressFilters } from './addresses.js';
import type { AwsClient } from './client.js';
import { ClientPool } from './client-pool.js';
import type { AwsConfig } from './config.js';
import { PATIENCE } from './connection.js';
import { LEAST_PRIVILEGE } from './least-privilege.js';
import { toDetailedInstance, toInstance } from './map.js';
import { readMetrics } from './metrics.js';
import { Regions } from './regions.js';
import { rootDeviceOf, storageNotes, volumesOf, type Storage } from './storage.js';
import { InstanceTypes } from './types.js';
import { verifyAccount } from './verification.js';
import { say } from './words.js';

/** Amazon EC2, read-only: a scope is an account in one of its regions. */
@injectable()
export class AwsProvider implements Provider {
  readonly displayName = 'Amazon Web Services';
  readonly description = 'EC2 instances in every region: details, storage and metrics. Read-only.';
  readonly actions = [];
  readonly idForm = say((words) => words.idForm);
  readonly leastPrivilege = LEAST_PRIVILEGE;
  protected readonly patience = PATIENCE;
  readonly #accounts: readonly AwsAccount[];
  readonly #types = new InstanceTypes();
  #pool: ClientPool | undefined;
  #regions: Regions | undefined;

  constructor(
    @inject(CONFIG) private readonly config: AwsConfig,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(NETWORK) private readonly network: Network,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly log: Logger,
  ) {
    this.#accounts = accountsOf(config, environment);
  }

  settings(): readonly Setting[] {
    return settingsOf(this.#accounts, this.config, this.secrets, this.environment);
  }

  /** Accounts that the config names are there even without credentials, so that their absence shows; the nameless one is not. */
  accounts(): readonly Account[] {
    return this.#accounts
      .filter((account) => mayHaveCredentials(account, this.config, this.environment))
      .map(({ name }) => ({ name }));
  }

  async scopes(account: Account, { signal }: RequestContext): Promise<readonly Scope[]> {
    this.#regions ??= new Regions(this.pool(), this.clock);
    const regions = await this.#regions.of(account.name, signal);
    return regions.map((region) => ({ account: account.name, region }));
  }

  async verify(account: Account, { signal }: RequestContext): Promise<Verification> {
    return verifyAccount(await this.pool().home(account.name, signal), signal);
  }

  parseId(text: string): string | undefined {
    return /^i-([0-9a-f]{8}|[0-9a-f]{17})$/.exec(text.trim().toLowerCase())?.[0];
  }

  async listPage(
    scope: Scope,
    token: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    const client = await this.client(scope, signal);
    const { items, next } = await client.page(token, signal);
    return { items: this.briefs(items, client), ...(next ? { next } : {}) };
  }

  async get(scope: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    const client = await this.client(scope, signal);
    const reservations = await client.instance(id, signal);
    for (const { Instances = [], OwnerId } of reservations) {
      const wire = Instances.find(({ InstanceId }) => InstanceId === id);
      if (wire) return this.detailed(wire, OwnerId, client, signal);
    }
    return undefined;
  }

  async findByAddress(
    scope: Scope,
    address: string,
    { signal }: RequestContext,
  ): Promise<readonly Instance[]> {
    const client = await this.client(scope, signal);
    const answers = await Promise.all(addressFilters(address).map((filter) => client.find(filter, signal)));
    const instances = answers
      .flat()
      .flatMap(({ Instances = [], OwnerId }) => Instances.map((wire) => ({ wire, OwnerId })));
    const distinct = new Map(instances.map((each) => [each.wire.InstanceId, each])).values();
    return Promise.all(
      [...distinct].map(({ wire, OwnerId }) => this.detailed(wire, OwnerId, client, signal)),
    );
  }

  async metrics(
    scope: Scope,
    instance: Instance,
    range: MetricRange,
    { signal }: RequestContext,
  ): Promise<Metrics> {
    return readMetrics(await this.client(scope, signal), instance, range, signal);
  }

  /** What the instance has to write to. */
  async storage(instance: Instance, { signal }: RequestContext): Promise<Storage> {
    const client = await this.client(instance, signal);
    const [volumes, type] = await Promise.all([
      client.volumesOf(instance.id, signal),
      this.#types.get(client, instance.type, signal),
    ]);
    const infos = volumesOf(instance.id, volumes, type);
    const root = rootDeviceOf(instance.details);
    return {
      provider: 'aws',
      instance_id: instance.id,
      name: instance.name,
      region: instance.region,
      type: instance.type,
      ...(root === undefined ? {} : { root_device: root }),
      volumes: [...infos],
      notes: [...storageNotes(infos, type !== undefined)],
    };
  }

  private async detailed(
    wire: WireInstance,
    owner: string | undefined,
    client: AwsClient,
    signal: AbortSignal,
  ): Promise<Instance> {
    const name = wire.InstanceType;
    const type = name === undefined ? undefined : await this.#types.get(client, name, signal);
    return toDetailedInstance(wire, found(client), type, owner);
  }

  private briefs(reservations: readonly Reservation[], client: AwsClient): readonly Instance[] {
    return reservations.flatMap(({ Instances = [] }) =>
      Instances.map((wire) => toInstance(wire, found(client))),
    );
  }

  private async client(scope: Scope, signal: AbortSignal): Promise<AwsClient> {
    return scope.region === undefined
      ? this.pool().home(scope.account, signal)
      : this.pool().client(scope.account, scope.region);
  }

  /** Made late, so that what a subclass says of patience counts. */
  private pool(): ClientPool {
    const { secrets, environment, network, clock, log, patience } = this;
    this.#pool ??= new ClientPool(this.#accounts, { secrets, environment, network, clock, log, patience });
    return this.#pool;
  }
}

const found = ({ account, region }: AwsClient) => ({ account: account.name, region });
