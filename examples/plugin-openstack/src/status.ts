import type { InstanceStatus } from 'multi-cloud-manager/plugin';
import type { WireServer } from './wire.js';

/**
 * https://docs.openstack.org/api-guide/compute/server_concepts.html. A server that is paused or suspended keeps its memory and cannot be
 * started or stopped, so it is none of the words that there are.
 */
const STATUS: ReadonlyMap<string, InstanceStatus> = new Map(
  Object.entries({
    ACTIVE: 'running',
    BUILD: 'pending',
    DELETED: 'terminated',
    HARD_REBOOT: 'rebooting',
    MIGRATING: 'running',
    PASSWORD: 'running',
    REBOOT: 'rebooting',
    REBUILD: 'pending',
    RESCUE: 'running',
    RESIZE: 'pending',
    REVERT_RESIZE: 'pending',
    SHELVED: 'stopped',
    SHELVED_OFFLOADED: 'stopped',
    SHUTOFF: 'stopped',
    SOFT_DELETED: 'terminated',
    VERIFY_RESIZE: 'running',
  }),
);

/** Nova keeps the old status while it starts or stops a server; its task says what is going on. */
export function statusOf({ status, 'OS-EXT-STS:task_state': task }: WireServer): InstanceStatus {
  if (task === 'powering-off') return 'stopping';
  if (task === 'powering-on') return 'pending';
  return STATUS.get(status) ?? 'unknown';
}

/** Nova's own words. */
export const providerStatusOf = ({ status, 'OS-EXT-STS:task_state': task }: WireServer): string =>
  task ? `${status} (${task})` : status;
