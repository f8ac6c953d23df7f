import { CLOCK, CONFIG, HTTP, inject, injectable, McmError, SECRETS } from 'multi-cloud-manager/plugin';
import type {
  Account,
  Clock,
  HttpClient,
  Instance,
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
import { Cloud } from './cloud.js';
import { settingsOf, type OpenStackConfig } from './config.js';
import { consequencesOf } from './consequences.js';
import { progressOf } from './following.js';
import { isServerId } from './id.js';
import { toInstance } from './map.js';
import { searchAddress } from './search.js';
import { say } from './words.js';

/** OpenStack: one scope for each region of the catalogue. Nova has no series of measurements, so there are no metrics. */
@injectable()
export class OpenStackProvider implements Provider {
  readonly displayName = 'OpenStack';
  readonly description = 'Servers (Nova) of any OpenStack cloud: details and power. No metrics.';
  readonly actions = ['power_on', 'power_off', 'reboot'] as const;
  readonly canForceReboot = true;
  readonly idForm = say((words) => words.idForm);
  readonly #clouds: ReadonlyMap<string, Cloud>;

  constructor(
    @inject(CONFIG) private readonly config: OpenStackConfig,
    @inject(HTTP) http: HttpClient,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(CLOCK) clock: Clock,
  ) {
    this.#clouds = new Map(
      config.accounts.map((account) => [account.name, new Cloud(http, secrets, clock, account)]),
    );
  }

  settings(): readonly Setting[] {
    return settingsOf(this.config, this.secrets);
  }

  accounts(): readonly Account[] {
    return this.config.accounts.map(({ name }) => ({ name }));
  }

  async scopes(account: Account, { signal }: RequestContext): Promise<readonly Scope[]> {
    const regions = await this.cloud(account.name).regions(signal);
    return regions.map((region) => ({ account: account.name, region }));
  }

  async verify(account: Account, { signal }: RequestContext): Promise<Verification> {
    const cloud = this.cloud(account.name);
    const regions = await cloud.regions(signal);
    const clients = await Promise.all(regions.map((region) => cloud.region(region, signal)));
    await Promise.all(clients.map(({ compute }) => compute.probe(signal)));
    const blind = regions.filter((_, index) => clients[index]?.network === undefined);
    return {
      summary: say((words) => words.works(regions)),
      ...(blind.length > 0 && {
        missing: [say((words) => words.lacksNetwork(blind))],
      }),
    };
  }

  parseId(text: string): string | undefined {
    const trimmed = text.trim();
    return isServerId(trimmed) ? trimmed.toLowerCase() : undefined;
  }

  async listPage(
    scope: Scope,
    token: string | undefined,
    { signal }: RequestContext,
  ): Promise<Page<Instance>> {
    if (token !== undefined && !isServerId(token))
      throw new McmError(
        'VALIDATION_FAILED',
        say((words) => words.pageToken),
      );
    const { compute } = await this.at(scope, signal);
    const { servers, next } = await compute.page(token, signal);
    return {
      items: servers.map((server) => toInstance(server, scope)),
      ...(next !== undefined && { next }),
    };
  }

  async get(scope: Scope, id: string, { signal }: RequestContext): Promise<Instance | undefined> {
    const { compute } = await this.at(scope, signal);
    const server = await compute.server(id, signal);
    return server && toInstance(server, scope, true);
  }

  async findByAddress(
    scope: Scope,
    address: string,
    { signal }: RequestContext,
  ): Promise<readonly Instance[]> {
    const { compute, network } = await this.at(scope, signal);
    const servers = await searchAddress(compute, network, address, signal);
    return servers.map((server) => toInstance(server, scope));
  }

  async power(scope: Scope, permit: Permit, { signal }: RequestContext): Promise<PowerProgress> {
    const { compute } = await this.at(scope, signal);
    await compute.act(permit, signal);
    return { state: 'in_progress' };
  }

  async progress(
    scope: Scope,
    permit: Permit,
    last: PowerProgress,
    { signal }: RequestContext,
  ): Promise<PowerProgress> {
    const { compute } = await this.at(scope, signal);
    const server = await compute.server(permit.instance.id, signal);
    return server ? progressOf(permit, server) : last;
  }

  consequences(action: PowerAction, force: boolean): readonly Text[] {
    return consequencesOf(action, force);
  }

  private at({ account, region = '' }: Scope, signal: AbortSignal) {
    return this.cloud(account).region(region, signal);
  }

  private cloud(account: string): Cloud {
    const found = this.#clouds.get(account);
    if (found) return found;
    const names = [...this.#clouds.keys()];
    throw new McmError(
      'VALIDATION_FAILED',
      say((words) => words.noAccount(account, names)),
    );
  }
}
