import { allow, confirm, definePolicy, POWER_ACTIONS, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { targetOf, Targets } from './targets.js';
import { say } from './words.js';

/** When a person is needed; what is given must all fit. Default: for every power action. */
export const RequireHumanOptions = z.strictObject({
  actions: z.array(z.enum(POWER_ACTIONS)).min(1).optional(),
  force: z.boolean().optional().describe('true: only forced reboots; false: all but those'),
  targets: Targets.optional().describe('Only these instances'),
});
/** See {@link RequireHumanOptions}. */
export type RequireHumanOptions = z.input<typeof RequireHumanOptions>;

/** A person confirms the power actions that the options name, out of the model's reach. */
export function requireHuman(options: RequireHumanOptions = {}): Policy {
  const { actions, force, targets } = RequireHumanOptions.parse(options);
  return definePolicy({
    name: 'require-human',
    async evaluate(call) {
      const { power } = call;
      if (!power) return allow();
      if (actions && !actions.includes(power.action)) return allow();
      if (force !== undefined && force !== power.force) return allow();
      const instance = targets && (await call.target());
      if (targets && instance && !targetOf(instance, targets)) return allow();
      return confirm(
        'human',
        say((words) => words.aPerson),
      );
    },
  });
}
