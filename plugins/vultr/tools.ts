import {
  CLOCK,
  FLEET,
  inject,
  injectable,
  InstanceAnswer,
  instanceAnswer,
  instanceAnswerText,
  InstanceList,
  instanceListText,
  PROVIDER,
  Tool,
} from 'multi-cloud-manager/plugin';
import type { Clock, Fleet, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { Bandwidth, BANDWIDTH_DAYS, bandwidthOf, bandwidthText } from './bandwidth.js';
import type { VultrProvider } from './provider.js';

const PROVIDER_NAME = 'vultr';
const account = z.string().optional();

const InfoInput = z.strictObject({
  ip_address_or_id: z.string().min(1).max(200),
  account,
});
const ListInput = z.strictObject({
  account,
  limit: z.int().positive().max(500).default(100),
  cursor: z.string().max(10_000).optional(),
});
const BandwidthInput = z.strictObject({
  instance_id: z.string().min(1).max(200),
  account,
});

/** The tools that read Vultr's instances. */
@injectable()
export class VultrTools {
  constructor(
    @inject(FLEET) private readonly fleet: Fleet,
    @inject(PROVIDER) private readonly provider: VultrProvider,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Tool({
    name: 'get_vultr_instance_info',
    title: 'Get a Vultr instance',
    description: 'One Vultr instance, by id or any of its IP addresses.',
    access: 'read',
    input: InfoInput,
    output: InstanceAnswer,
    text: instanceAnswerText,
  })
  async info(input: z.output<typeof InfoInput>, context: ToolContext): Promise<InstanceAnswer> {
    const found = await this.fleet.find(
      { provider: PROVIDER_NAME, identifier: input.ip_address_or_id, ...only(input.account) },
      context,
    );
    return instanceAnswer(found);
  }

  @Tool({
    name: 'list_vultr_instances',
    title: 'List Vultr instances',
    description: 'Lists the Vultr instances of every account and region.',
    access: 'read',
    input: ListInput,
    output: InstanceList,
    text: instanceListText,
  })
  list(input: z.output<typeof ListInput>, context: ToolContext): Promise<InstanceList> {
    const { limit, cursor } = input;
    return this.fleet.list(
      { provider: PROVIDER_NAME, limit, ...only(input.account), ...(cursor !== undefined && { cursor }) },
      context,
    );
  }

  @Tool({
    name: 'get_vultr_instance_bandwidth',
    title: 'Get the bandwidth of a Vultr instance',
    description: 'Bytes in and out of a Vultr instance by day (UTC) over the last month, and the allowance.',
    access: 'read',
    input: BandwidthInput,
    output: Bandwidth,
    text: bandwidthText,
  })
  async bandwidth(input: z.output<typeof BandwidthInput>, context: ToolContext): Promise<Bandwidth> {
    const instance = await this.fleet.one(
      { provider: PROVIDER_NAME, identifier: input.instance_id, as: 'id', ...only(input.account) },
      context,
    );
    const days = await this.provider.bandwidth(instance, instance.id, BANDWIDTH_DAYS, context);
    return bandwidthOf(instance, days, this.clock.now());
  }
}

const only = (name: string | undefined): { account?: string } =>
  name === undefined ? {} : { account: name };
