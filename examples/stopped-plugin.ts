import { definePlugin, FLEET, inject, injectable, InstanceList, Tool } from 'multi-cloud-manager/plugin';
import type { Fleet, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

@injectable()
class StoppedTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @Tool({
    name: 'list_stopped_instances',
    title: 'Stopped instances',
    description: 'Lists the servers that are off, on every configured cloud.',
    access: 'read',
    input: z.strictObject({}),
    output: InstanceList,
  })
  async list(_input: object, context: ToolContext): Promise<InstanceList> {
    const { instances, incomplete } = await this.fleet.list({ limit: 10_000 }, context);
    const stopped = instances.filter(({ status }) => status === 'stopped');
    return { instances: stopped, incomplete };
  }
}

export default definePlugin({ name: 'stopped', apiVersion: 1, tools: [StoppedTools] });
