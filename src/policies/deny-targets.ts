import { allow, definePolicy, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { targetOf, Targets, targetText } from './targets.js';
import { say } from './words.js';

/** Which instances are out of bounds: those that fit one of the targets. */
export const DenyTargetsOptions = z.strictObject({ targets: Targets });
/** See {@link DenyTargetsOptions}. */
export type DenyTargetsOptions = z.input<typeof DenyTargetsOptions>;

/** Nobody switches or reads these instances through mcm, and listings leave them out. */
export function denyTargets(options: DenyTargetsOptions): Policy {
  const { targets } = DenyTargetsOptions.parse(options);
  return definePolicy({
    name: 'deny-targets',
    evaluate: allow,
    denies(instance) {
      const target = targetOf(instance, targets);
      return target && say((words) => words.outOfBounds(targetText(target)));
    },
  });
}
