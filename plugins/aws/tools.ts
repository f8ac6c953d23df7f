import {
  FLEET,
  inject,
  injectable,
  InstanceAnswer,
  instanceAnswer,
  instanceAnswerText,
  InstanceList,
  instanceListText,
  Monitoring,
  MonitoringHours,
  monitoringOf,
  monitoringText,
  PROVIDER,
  Tool,
} from 'multi-cloud-manager/plugin';
import type { Fleet, Instance, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { AwsProvider } from './provider.js';
import { Storage } from './storage.js';
import { storageText } from './text.js';

const PROVIDER_NAME = 'aws';
const account = z.string().optional();
const instance_id = z.string().min(1).max(200);

const InfoInput = z.strictObject({
  ip_address_or_id: z.string().min(1).max(200),
  account,
});
const ListInput = z.strictObject({
  account,
  limit: z.int().positive().max(500).default(100),
  cursor: z.string().max(10_000).optional(),
});
const StorageInput = z.strictObject({ instance_id, account });
const MonitoringInput = z.strictObject({ instance_id, hours: MonitoringHours, account });

/** The tools that read EC2 instances. There are no others. */
@injectable()
export class Ec2Tools {
  constructor(
    @inject(FLEET) private readonly fleet: Fleet,
    @inject(PROVIDER) private readonly provider: AwsProvider,
  ) {}

  @Tool({
    name: 'get_aws_instance_info',
    title: 'Get an EC2 instance',
    description: 'One EC2 instance, by id or any of its IP addresses.',
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
    name: 'list_aws_instances',
    title: 'List EC2 instances',
    description: 'Lists the EC2 instances of every account and every enabled region.',
    access: 'read',
    input: ListInput,
    output: InstanceList,
    text: instanceListText,
  })
  list(input: z.output<typeof ListInput>, context: ToolContext): Promise<InstanceList> {
    const { limit, cursor } = input;
    return this.fleet.list(
      { provider: PROVIDER_NAME, limit, ...only(input.account), ...(cursor === undefined ? {} : { cursor }) },
      context,
    );
  }

  @Tool({
    name: 'get_aws_instance_storage_info',
    title: 'Get the storage of an EC2 instance',
    description:
      'EBS and instance store volumes of an EC2 instance: size, IOPS, throughput, encryption, state.',
    access: 'read',
    input: StorageInput,
    output: Storage,
    text: storageText,
  })
  async storage(input: z.output<typeof StorageInput>, context: ToolContext): Promise<Storage> {
    return this.provider.storage(await this.instance(input, context), context);
  }

  @Tool({
    name: 'get_aws_instance_monitoring',
    title: 'Get metrics of an EC2 instance',
    description:
      'CPU, network, disk operations and status checks of an EC2 instance. EC2 knows no memory use.',
    access: 'read',
    input: MonitoringInput,
    output: Monitoring,
    text: monitoringText,
  })
  async monitoring(input: z.output<typeof MonitoringInput>, context: ToolContext): Promise<Monitoring> {
    const instance = await this.instance(input, context);
    return monitoringOf(instance, input.hours, await this.fleet.metrics(instance, input.hours, context));
  }

  private instance(
    input: { instance_id: string; account?: string | undefined },
    context: ToolContext,
  ): Promise<Instance> {
    return this.fleet.one(
      { provider: PROVIDER_NAME, identifier: input.instance_id, as: 'id', ...only(input.account) },
      context,
    );
  }
}

const only = (name: string | undefined): { account?: string } =>
  name === undefined ? {} : { account: name };
