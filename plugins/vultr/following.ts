import { McmError, type Permit, type PowerProgress } from 'multi-cloud-manager/plugin';
import { isLocked, statusOf } from './status.js';
import type { WireInstance } from './wire.js';
import { say } from './words.js';

/**
 * A reboot may not show at all: the instance is `running` and `ok` before, during and after. So it counts as done only when the
 * instance was seen away and is back, or is well after this time.
 */
const REBOOT_SHOWS_WITHIN_MS = 10_000;

/** Refuses what Vultr would carry out in another way than it is meant. Nothing has been sent then. */
export function refuseMisfit({ action, instance }: Permit): void {
  if (isLocked(instance.provider_status)) {
    throw new McmError(
      'OPERATION_IN_PROGRESS',
      say((words) => words.locked),
      { suggestion: say((words) => words.waitForIt), details: { outcome: 'not_done' } },
    );
  }
  if (action === 'power_on' && instance.status !== 'stopped') {
    throw new McmError(
      'INSTANCE_STATE_CONFLICT',
      say((words) => words.notStopped(instance.status)),
      {
        suggestion: say((words) => words.useReboot),
        details: { status: instance.status, outcome: 'not_done' },
      },
    );
  }
}

interface Sent {
  readonly at: number;
  away: boolean;
}

/** Follows actions by the instance's own statuses: Vultr gives an action no id and no state. */
export class Following {
  readonly #sent = new WeakMap<Permit, Sent>();

  constructor(private readonly now: () => Date) {}

  begin(permit: Permit): PowerProgress {
    this.#sent.set(permit, { at: this.now().getTime(), away: false });
    return { state: 'in_progress' };
  }

  look(permit: Permit, seen: WireInstance): PowerProgress {
    const status = statusOf(seen);
    const done = permit.action === 'reboot' ? this.#rebooted(permit, seen) : status === goal(permit);
    return { state: done ? 'completed' : 'in_progress' };
  }

  #rebooted(permit: Permit, seen: WireInstance): boolean {
    const sent = this.#sent.get(permit);
    if (!sent) return false;
    const well = statusOf(seen) === 'running' && seen.server_status === 'ok';
    if (!well) sent.away = true;
    return well && (sent.away || this.now().getTime() - sent.at >= REBOOT_SHOWS_WITHIN_MS);
  }
}

const goal = ({ action }: Permit): string => (action === 'power_on' ? 'running' : 'stopped');
