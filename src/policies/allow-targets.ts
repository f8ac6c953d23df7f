import { allow, definePolicy, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { targetOf, Targets } from './targets.js';
import { say } from './words.js';

/** Which instances are within bounds: those that fit one of the targets. */
export const AllowTargetsOptions = z.strictObject({ targets: Targets });
/** See {@link AllowTargetsOptions}. */
export type AllowTargetsOptions = z.input<typeof AllowTargetsOptions>;

/** All other instances are as if `denyTargets` named them. It lowers nothing that else is asked for these. */
export function allowTargets(options: AllowTargetsOptions): Policy {
  const { targets } = AllowTargetsOptions.parse(options);
  return definePolicy({
    name: 'allow-targets',
    evaluate: allow,
    denies: (instance) => (targetOf(instance, targets) ? undefined : say((words) => words.notWithin)),
  });
}
