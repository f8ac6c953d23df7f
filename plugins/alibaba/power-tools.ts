import { FLEET, inject, injectable, powerInput, PowerTool, rebootInput } from 'multi-cloud-manager/plugin';
import type { Fleet, OperationResult, PowerContext, TargetQuery } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const instance_id = z.string().min(1).max(200);
const Input = powerInput({ instance_id });
const RebootInput = rebootInput({ instance_id });

const CHALLENGE = 'Call without confirmations first.';

const target = (input: { instance_id: string; account?: string | undefined }): TargetQuery => ({
  provider: 'alibaba',
  id: input.instance_id,
  ...(input.account === undefined ? {} : { account: input.account }),
});

/** The tools that switch ECS instances on and off. */
@injectable()
export class AlibabaPowerTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @PowerTool({
    name: 'power_on_alibaba_instance',
    title: 'Power on an ECS instance',
    description: `Starts an ECS instance. ${CHALLENGE}`,
    input: Input,
    action: 'power_on',
    target,
  })
  powerOn(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'power_off_alibaba_instance',
    title: 'Cut the power of an ECS instance',
    description: `Stops an ECS instance by force; unsaved data is lost, so prefer shutdown with manage_instance_power. ${CHALLENGE}`,
    input: Input,
    action: 'power_off',
    target,
  })
  powerOff(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'reboot_alibaba_instance',
    title: 'Reboot an ECS instance',
    description: `Restarts an ECS instance; force cuts the power. ${CHALLENGE}`,
    input: RebootInput,
    action: 'reboot',
    target,
  })
  reboot(_input: z.output<typeof RebootInput>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }
}
