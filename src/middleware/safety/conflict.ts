import type { InstanceStatus, PowerVariant, Text } from 'multi-cloud-manager/plugin';
import { calls } from '../../locale/en/calls.js';
import { say } from '../../locale/words.js';

/** The states in which each action makes sense. `unknown` is let through to a person. */
const FITS: Record<PowerVariant, readonly InstanceStatus[]> = {
  power_on: ['stopped'],
  power_off: ['running', 'stopping', 'rebooting'],
  shutdown: ['running'],
  reboot: ['running'],
  force_reboot: ['running', 'stopping', 'rebooting'],
};

/** Why the action makes no sense in this state, or undefined when it does. */
export function stateConflict(variant: PowerVariant, status: InstanceStatus): Text | undefined {
  if (status === 'unknown' || FITS[variant].includes(status)) return undefined;
  return say(calls, (words) => words.needsState(status, FITS[variant]));
}
