import { FLEET, inject, injectable, InstanceList, instanceListText } from 'multi-cloud-manager/plugin';
import { PowerTool, rebootInput, Tool } from 'multi-cloud-manager/plugin';
import type { Fleet, OperationResult, PowerContext, ToolContext } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const ListInput = z.strictObject({
  account: z.string().optional().describe('Only needed to tell accounts apart'),
  limit: z.int().min(1).max(500).default(100).describe('Most servers in one answer'),
  cursor: z.string().optional().describe('From the answer before'),
});
/** With the confirmations and options that every power tool has. */
const RebootInput = rebootInput({ server_id: z.string().min(1).describe('A server id like srv-1') });

/**
 * DECIDE: which tools you want at all. The general tools work on this cloud already; a tool of its own is worth its place where it
 * knows more, or where a model finds the way more easily.
 */
@injectable()
export class TemplateCloudTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @Tool({
    name: 'list_template_cloud_servers',
    title: 'List Template Cloud servers',
    description: 'Lists the Template Cloud servers of every account.',
    access: 'read',
    input: ListInput,
    output: InstanceList,
    text: instanceListText,
  })
  list({ account, limit, cursor }: z.output<typeof ListInput>, context: ToolContext): Promise<InstanceList> {
    const query = { ...(account !== undefined && { account }), ...(cursor !== undefined && { cursor }) };
    return this.fleet.list({ provider: 'template-cloud', limit, ...query }, context);
  }

  /** Runs only after every check of mcm, with the permit that they ended in. */
  @PowerTool({
    name: 'reboot_template_cloud_server',
    title: 'Reboot a Template Cloud server',
    description:
      'Restarts a running Template Cloud server. Without confirmations it answers with what to ask the user.',
    input: RebootInput,
    action: 'reboot',
    target: ({ server_id, account }) => ({
      provider: 'template-cloud',
      id: server_id,
      ...(account !== undefined && { account }),
    }),
  })
  reboot(_input: z.output<typeof RebootInput>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }
}
