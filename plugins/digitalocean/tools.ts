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
  wholeNumberId,
  known,
} from 'multi-cloud-manager/plugin';
import type { Fleet, Instance, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { Actions } from './actions.js';
import type { DigitalOceanProvider } from './provider.js';
import { actionsText } from './text.js';

const PROVIDER_NAME = 'digitalocean';
const account = z.string().optional();
const dropletId = wholeNumberId();

const InfoInput = z.strictObject({
  ip_address_or_id: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.string().min(1).max(200),
  ),
  account,
});
const ListInput = z.strictObject({
  account,
  limit: z.int().positive().max(500).default(100),
  cursor: z.string().max(10_000).optional(),
});
const MonitoringInput = z.strictObject({
  droplet_id: dropletId,
  hours: MonitoringHours,
  account,
});
const ActionsInput = z.strictObject({
  droplet_id: dropletId,
  limit: z.int().positive().max(1000).default(50),
  account,
});

/** The tools that read droplets. */
@injectable()
export class DropletTools {
  constructor(
    @inject(FLEET) private readonly fleet: Fleet,
    @inject(PROVIDER) private readonly provider: DigitalOceanProvider,
  ) {}

  @Tool({
    name: 'get_digitalocean_droplet_info',
    title: 'Get a droplet',
    description: 'One DigitalOcean droplet, by id or any of its IP addresses.',
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
    name: 'list_digitalocean_droplets',
    title: 'List droplets',
    description: 'Lists the DigitalOcean droplets of every account, GPU droplets too.',
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
    name: 'get_digitalocean_droplet_monitoring',
    title: 'Get metrics of a droplet',
    description: 'CPU, memory, load, file systems and bandwidth of a droplet.',
    access: 'read',
    input: MonitoringInput,
    output: Monitoring,
    text: monitoringText,
  })
  async monitoring(input: z.output<typeof MonitoringInput>, context: ToolContext): Promise<Monitoring> {
    const instance = await this.droplet(input, context);
    return monitoringOf(instance, input.hours, await this.fleet.metrics(instance, input.hours, context));
  }

  @Tool({
    name: 'get_digitalocean_droplet_actions',
    title: 'Get the action history of a droplet',
    description: 'What was done to a droplet through DigitalOcean (power, resize, snapshot …), newest first.',
    access: 'read',
    input: ActionsInput,
    output: Actions,
    text: actionsText,
  })
  async actions(input: z.output<typeof ActionsInput>, context: ToolContext): Promise<Actions> {
    const instance = await this.droplet(input, context);
    const { actions, total } = await this.provider.history(instance, instance.id, input.limit, context);
    return {
      instance_id: instance.id,
      name: instance.name,
      actions: actions.map(({ id, type, status, started_at, completed_at, region_slug: region }) => ({
        id: String(id),
        type,
        status,
        ...known({ started_at, completed_at, region }),
      })),
      total,
    };
  }

  private droplet(
    input: { droplet_id: number; account?: string | undefined },
    context: ToolContext,
  ): Promise<Instance> {
    const identifier = String(input.droplet_id);
    return this.fleet.one({ provider: PROVIDER_NAME, identifier, ...only(input.account) }, context);
  }
}

const only = (name: string | undefined): { account?: string } =>
  name === undefined ? {} : { account: name };
