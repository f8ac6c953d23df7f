import type { InstanceStatus } from 'multi-cloud-manager/plugin';
import type { WireInstance } from './wire.js';

type Statuses = Pick<WireInstance, 'status' | 'power_status' | 'server_status'>;

/** One word for Vultr's three. */
export function statusOf({ status, power_status: power, server_status: server }: Statuses): InstanceStatus {
  if (status === 'pending' || status === 'resizing') return 'pending';
  // Suspended is Vultr's own doing (abuse, unpaid): neither on nor off by any power action.
  if (status !== 'active') return 'unknown';
  if (server === 'installingbooting') return 'pending';
  if (power === 'running') return 'running';
  return power === 'stopped' ? 'stopped' : 'unknown';
}

const LOCKED = 'locked';

/** The three as Vultr has them, `status/power_status/server_status`. */
export function providerStatusOf({ status, power_status: power, server_status: server }: Statuses): string {
  return [status, power, server].map((word) => word || 'none').join('/');
}

/** Whether Vultr is at work on it and would refuse a power action. */
export const isLocked = (providerStatus: string): boolean => providerStatus.endsWith(`/${LOCKED}`);
