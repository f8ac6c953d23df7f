import { FLEET, inject, injectable, powerInput, PowerTool, rebootInput } from 'multi-cloud-manager/plugin';
import type { Fleet, OperationResult, PowerContext, TargetQuery } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const instance_id = z.string().min(1).max(200);
const Input = powerInput({ instance_id });
const RebootInput = rebootInput({ instance_id });

const CHALLENGE = 'Call without confirmations first.';

const target = (input: { instance_id: string; account?: string | undefined }): TargetQuery => ({
  provider: 'vultr',
  id: input.instance_id,
  ...(input.account !== undefined && { account: input.account }),
});

/** The tools that switch Vultr's instances on and off. */
@injectable()
export class VultrPowerTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @PowerTool({
    name: 'power_on_vultr_instance',
    title: 'Power on a Vultr instance',
    description: `Switches a stopped Vultr instance on. ${CHALLENGE}`,
    input: Input,
    action: 'power_on',
    target,
  })
  powerOn(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'power_off_vultr_instance',
    title: 'Cut the power of a Vultr instance',
    description: `Cuts the power of a Vultr instance; unsaved data is lost, and there is no graceful shutdown. ${CHALLENGE}`,
    input: Input,
    action: 'power_off',
    target,
  })
  powerOff(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'reboot_vultr_instance',
    title: 'Reboot a Vultr instance',
    description: `Restarts a Vultr instance; force is not supported. ${CHALLENGE}`,
    input: RebootInput,
    action: 'reboot',
    target,
  })
  reboot(_input: z.output<typeof RebootInput>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }
}
