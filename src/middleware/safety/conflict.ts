import type { InstanceStatus, PowerVariant } from 'multi-cloud-manager/plugin';

/** The states in which each action makes sense. `unknown` is let through to a person. */
const FITS: Record<PowerVariant, readonly InstanceStatus[]> = {
  power_on: ['stopped'],
  power_off: ['running', 'stopping', 'rebooting'],
  shutdown: ['running'],
  reboot: ['running'],
  force_reboot: ['running', 'stopping', 'rebooting'],
};

/** Why the action makes no sense in this state, or undefined when it does. */
export function stateConflict(variant: PowerVariant, status: InstanceStatus): string | undefined {
  if (status === 'unknown' || FITS[variant].includes(status)) return undefined;
  return `The instance is ${status}; this action needs it to be ${FITS[variant].join(' or ')}.`;
}
