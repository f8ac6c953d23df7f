import {
  FLEET,
  inject,
  injectable,
  powerInput,
  PowerTool,
  rebootInput,
  wholeNumberId,
} from 'multi-cloud-manager/plugin';
import type { Fleet, OperationResult, PowerContext, TargetQuery } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';

const Input = powerInput({ droplet_id: wholeNumberId() });
const RebootInput = rebootInput({ droplet_id: wholeNumberId() });

const CHALLENGE = 'Call without confirmations first.';

const target = (input: { droplet_id: number; account?: string | undefined }): TargetQuery => ({
  provider: 'digitalocean',
  id: String(input.droplet_id),
  ...(input.account === undefined ? {} : { account: input.account }),
});

/** The tools that switch droplets on and off. */
@injectable()
export class DropletPowerTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @PowerTool({
    name: 'power_on_digitalocean_droplet',
    title: 'Power on a droplet',
    description: `Switches a droplet on. ${CHALLENGE}`,
    input: Input,
    action: 'power_on',
    target,
  })
  powerOn(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'power_off_digitalocean_droplet',
    title: 'Cut the power of a droplet',
    description: `Cuts the power of a droplet; unsaved data is lost, so prefer shutdown. ${CHALLENGE}`,
    input: Input,
    action: 'power_off',
    target,
  })
  powerOff(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'shutdown_digitalocean_droplet',
    title: 'Shut down a droplet',
    description: `Asks the system of a droplet to shut down. ${CHALLENGE}`,
    input: Input,
    action: 'shutdown',
    target,
  })
  shutdown(_input: z.output<typeof Input>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }

  @PowerTool({
    name: 'reboot_digitalocean_droplet',
    title: 'Reboot a droplet',
    description: `Restarts a droplet; force cuts the power. ${CHALLENGE}`,
    input: RebootInput,
    action: 'reboot',
    target,
  })
  reboot(_input: z.output<typeof RebootInput>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }
}
