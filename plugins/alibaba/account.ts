import type { Permits } from 'multi-cloud-manager/plugin';
import { EcsClient } from './client.js';
import type { InstanceFilter } from './queries.js';
import type { Credentials } from './config.js';
import { EcsLine, type LineTools } from './line.js';
import { ReadPermission } from './permission.js';
import { Regions } from './regions.js';
import type { InstancesBody, WireInstance } from './wire.js';

/** One account: its client, and what is kept of it. */
export class EcsAccount {
  readonly client: EcsClient;
  readonly regions: Regions;
  readonly permission: ReadPermission;

  constructor(credentials: Credentials, tools: LineTools, permits: Permits) {
    this.client = new EcsClient(credentials, new EcsLine(credentials, tools), permits);
    this.regions = new Regions(credentials, this.client, tools.clock);
    this.permission = new ReadPermission(this.client, tools.clock);
  }

  /** One page of a region. An empty one is only believed of a key that may look. */
  async page(region: string, pageToken: string | undefined, signal: AbortSignal): Promise<InstancesBody> {
    const body = await this.client.instances(region, pageToken === undefined ? {} : { pageToken }, signal);
    if (body.Instances.Instance.length > 0) this.permission.noted(region);
    else if (pageToken === undefined) await this.permission.check(region, signal);
    return body;
  }

  /** The instances that any of the filters finds, each once. None is only believed of a key that may look. */
  async find(
    region: string,
    filters: readonly InstanceFilter[],
    signal: AbortSignal,
  ): Promise<readonly WireInstance[]> {
    const answers = await Promise.all(filters.map((filter) => this.client.instances(region, filter, signal)));
    const found = new Map(
      answers.flatMap(({ Instances }) => Instances.Instance.map((each) => [each.InstanceId, each] as const)),
    );
    if (found.size > 0) this.permission.noted(region);
    else await this.permission.check(region, signal);
    return [...found.values()];
  }
}
