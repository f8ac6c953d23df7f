import type { Permit, PowerProgress } from 'multi-cloud-manager/plugin';
import type { WireServer } from './wire.js';
import { say } from './words.js';

/**
 * How far an action is. Nova gives it no id; it sets the server's task before it answers, and takes it away when the action has ended, so a
 * server without a task in the right status has been through it.
 */
export function progressOf({ action }: Permit, server: WireServer): PowerProgress {
  if (server['OS-EXT-STS:task_state']) return { state: 'in_progress' };
  if (server.status === 'ERROR') return { state: 'errored', message: say((words) => words.errorStatus) };
  const goal = action === 'power_off' ? 'SHUTOFF' : 'ACTIVE';
  return { state: server.status === goal ? 'completed' : 'in_progress' };
}
