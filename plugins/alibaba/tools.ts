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
  Tool,
} from 'multi-cloud-manager/plugin';
import type { Fleet, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const provider = 'alibaba';
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
const MonitoringInput = z.strictObject({
  instance_id: z.string().min(1).max(200),
  hours: MonitoringHours,
  account,
});

/** The tools that read ECS instances. */
@injectable()
export class AlibabaTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @Tool({
    name: 'get_alibaba_instance_info',
    title: 'Get an ECS instance',
    description: 'One Alibaba Cloud ECS instance, by id or any of its IP addresses.',
    access: 'read',
    input: InfoInput,
    output: InstanceAnswer,
    text: instanceAnswerText,
  })
  async info(input: z.output<typeof InfoInput>, context: ToolContext): Promise<InstanceAnswer> {
    const query = { provider, identifier: input.ip_address_or_id, ...only(input.account) };
    return instanceAnswer(await this.fleet.find(query, context));
  }

  @Tool({
    name: 'list_alibaba_instances',
    title: 'List ECS instances',
    description: 'Lists the Alibaba Cloud ECS instances of every account and region.',
    access: 'read',
    input: ListInput,
    output: InstanceList,
    text: instanceListText,
  })
  list(
    { limit, cursor, account: name }: z.output<typeof ListInput>,
    context: ToolContext,
  ): Promise<InstanceList> {
    const query = { provider, limit, ...only(name), ...(cursor === undefined ? {} : { cursor }) };
    return this.fleet.list(query, context);
  }

  @Tool({
    name: 'get_alibaba_instance_monitoring',
    title: 'Get metrics of an ECS instance',
    description: 'CPU, network and disk of an Alibaba Cloud ECS instance.',
    access: 'read',
    input: MonitoringInput,
    output: Monitoring,
    text: monitoringText,
  })
  async monitoring(input: z.output<typeof MonitoringInput>, context: ToolContext): Promise<Monitoring> {
    const query = { provider, identifier: input.instance_id, as: 'id', ...only(input.account) } as const;
    const instance = await this.fleet.one(query, context);
    return monitoringOf(instance, input.hours, await this.fleet.metrics(instance, input.hours, context));
  }
}

const only = (name: string | undefined): { account?: string } =>
  name === undefined ? {} : { account: name };
