import {
  FLEET,
  inject,
  injectable,
  INSTANCE_STATUSES,
  InstanceList,
  instanceListText,
  Monitoring,
  MonitoringHours,
  monitoringOf,
  monitoringText,
  Tool,
  type Fleet,
  type ToolContext,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { given } from './given.js';

const provider = z.string().min(1).optional();
const account = z.string().optional();

const ListInput = z.strictObject({
  provider,
  account,
  region: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, 'expected a region like eu-central-1 or fra1')
    .optional(),
  status: z.enum(INSTANCE_STATUSES).optional(),
  name: z.string().min(1).max(200).optional().describe('Part of the name'),
  tag: z.string().min(1).max(500).optional().describe('key, or key=value'),
  limit: z.int().positive().max(500).default(100),
  cursor: z.string().max(200).optional().describe('From the answer before, with the same filters'),
});
const MonitoringInput = z.strictObject({
  identifier: z.string().min(1).max(200).describe('IP address or instance id'),
  provider,
  account,
  hours: MonitoringHours,
});

/** The tools that look over the whole fleet. */
@injectable()
export class InventoryTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @Tool({
    name: 'list_instances',
    title: 'List instances',
    description:
      'Lists the instances of all clouds, accounts and regions at once, with filters. incomplete names what could not be asked.',
    access: 'read',
    input: ListInput,
    output: InstanceList,
    text: instanceListText,
  })
  list(input: z.output<typeof ListInput>, context: ToolContext): Promise<InstanceList> {
    return this.fleet.list(given(input), context);
  }

  @Tool({
    name: 'get_instance_monitoring',
    title: 'Get metrics of an instance',
    description: 'Metrics of an instance on any cloud that has them.',
    access: 'read',
    input: MonitoringInput,
    output: Monitoring,
    text: monitoringText,
  })
  async monitoring(input: z.output<typeof MonitoringInput>, context: ToolContext): Promise<Monitoring> {
    const { hours, ...query } = given(input);
    const instance = await this.fleet.one(query, context);
    return monitoringOf(instance, hours, await this.fleet.metrics(instance, hours, context));
  }
}
