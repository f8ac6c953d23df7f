import type { Permit, PowerProgress, PowerVariant } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

/** A reboot that nobody saw: after so long a running instance counts as restarted. */
const UNSEEN_REBOOT_MS = 45_000;

const LEADS_TO: Readonly<Record<PowerVariant, string>> = {
  power_on: 'Running',
  power_off: 'Stopped',
  shutdown: 'Stopped',
  reboot: 'Running',
  force_reboot: 'Running',
};

/** What is remembered of an action under way; ECS has no id for it, only the instance's status. */
export interface Trace {
  readonly sentAt: number;
  readonly before: string;
  /** Another status than before was seen since. */
  left: boolean;
}

/** Starts to follow an action. */
export const traceOf = (permit: Permit, now: Date): Trace => ({
  sentAt: now.getTime(),
  before: permit.instance.provider_status,
  left: false,
});

/** One look: what the status says of the action, given what was seen before. */
export function judge(
  { variant }: Pick<Permit, 'variant'>,
  trace: Trace,
  status: string,
  last: PowerProgress,
  now: Date,
): PowerProgress {
  const wanted = LEADS_TO[variant];
  if (status !== trace.before) trace.left = true;
  const restarts = wanted === trace.before;
  const unseen = now.getTime() - trace.sentAt < UNSEEN_REBOOT_MS;
  // Right after the request the status is still the old one: a running instance says nothing about a reboot yet.
  if (status === wanted) return restarts && !trace.left && unseen ? last : { ...last, state: 'completed' };
  if (status === trace.before && trace.left && !restarts) {
    return {
      ...last,
      state: 'errored',
      message: say((words) => (wanted === 'Running' ? words.notStarted(status) : words.notStopped(status))),
    };
  }
  return last;
}
