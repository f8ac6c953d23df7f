import {
  FLEET,
  inject,
  injectable,
  InstanceAnswer,
  instanceAnswer,
  instanceAnswerText,
  PowerTool,
  POWER_ACTIONS,
  rebootInput,
  Tool,
  type Fleet,
  type OperationResult,
  type PowerContext,
  type ToolContext,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { given } from './given.js';

const InfoInput = z.strictObject({
  ip_address: z.string().min(2).max(100).describe('IPv4 or IPv6, public or private'),
  provider: z.string().min(1).optional(),
  account: z.string().optional(),
});
const ByProviderInput = z.strictObject({
  provider: z.string().min(1).describe('Provider name; see get_supported_providers'),
  identifier: z.string().min(1).max(200).describe('IP address or instance id'),
  account: z.string().optional(),
});
const Power = rebootInput({
  provider: z.string().min(1),
  instance_id: z.string().min(1).max(200),
  action: z.enum(POWER_ACTIONS).describe('power_off cuts the power, shutdown asks the system'),
});
const { shape } = Power;
/** What is the same in every power tool is described here alone. */
const PowerInput = Power.safeExtend({
  account: shape.account.describe('Only needed to tell accounts apart'),
  ip_confirmation: shape.ip_confirmation.describe('An address of the server, as the user gave it'),
  name_confirmation: shape.name_confirmation.describe('Its exact name, as the user gave it'),
  operation_confirmation: shape.operation_confirmation.describe('The operation, in the words of the user'),
  wait_seconds: shape.wait_seconds.describe('Follow the action this long'),
  dry_run: shape.dry_run.describe('Check everything, do nothing'),
  reason: shape.reason.describe('For the audit trail'),
  force: shape.force.describe('Hard reset; unsaved data is lost'),
});
/** The tools about one instance that work on every cloud. */
@injectable()
export class InstanceTools {
  constructor(@inject(FLEET) private readonly fleet: Fleet) {}

  @Tool({
    name: 'get_instance_info',
    title: 'Find an instance by IP',
    description: 'Finds the instance that has an IP address, on any cloud, in any account and region.',
    access: 'read',
    input: InfoInput,
    output: InstanceAnswer,
    text: instanceAnswerText,
  })
  async info(input: z.output<typeof InfoInput>, context: ToolContext): Promise<InstanceAnswer> {
    const { ip_address, ...rest } = input;
    return instanceAnswer(
      await this.fleet.find({ identifier: ip_address, as: 'address', ...given(rest) }, context),
    );
  }

  @Tool({
    name: 'get_instance_by_provider',
    title: 'Get an instance of a provider',
    description: 'Tells about one instance of a named cloud.',
    access: 'read',
    input: ByProviderInput,
    output: InstanceAnswer,
    text: instanceAnswerText,
  })
  async byProvider(input: z.output<typeof ByProviderInput>, context: ToolContext): Promise<InstanceAnswer> {
    return instanceAnswer(await this.fleet.find(given(input), context));
  }

  @PowerTool({
    name: 'manage_instance_power',
    title: 'Switch the power of an instance',
    description:
      'Switches the power of an instance on any cloud that allows it. Call it without confirmations first: it answers with what to ask the user.',
    input: PowerInput,
    action: (input) => input.action,
    target: (input) => ({
      provider: input.provider,
      id: input.instance_id,
      ...(input.account !== undefined && { account: input.account }),
    }),
  })
  power(_input: z.output<typeof PowerInput>, context: PowerContext): Promise<OperationResult> {
    return this.fleet.power(context.permit, context.waitSeconds, context);
  }
}
