import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { ActionOutcome, Tokenholder } from './account.js';
import { notFound, unprocessable } from './replies.js';
import type { WireDroplet } from './wire.js';

/** Every type that the API takes. That the destructive ones work here too is the point: a test can see that none comes. */
const TYPES: ReadonlySet<unknown> = new Set([
  'enable_backups',
  'disable_backups',
  'change_backup_policy',
  'reboot',
  'power_cycle',
  'shutdown',
  'power_off',
  'power_on',
  'restore',
  'password_reset',
  'resize',
  'rebuild',
  'rename',
  'change_kernel',
  'enable_ipv6',
  'snapshot',
]);

/** How long actions take and how they end. */
export interface ActionPlan {
  readonly seconds: number;
  /** The outcome of the action that is about to start. */
  take(dropletId: number): ActionOutcome;
}

/** Answers `POST /v2/droplets/{id}/actions`. */
export function answerAction(request: SimulatorRequest<Tokenholder>, plan: ActionPlan): SimulatorReply {
  const { account } = request.account;
  const target = account.droplet(Number(request.params['id']));
  if (!target) return notFound(request);
  const type = (request.body as { type?: unknown } | null | undefined)?.type;
  if (typeof type !== 'string' || !TYPES.has(type)) return unprocessable(request, 'Type is invalid.');
  const obstacle = account.busy(target.id) ? 'Droplet already has a pending event.' : senseless(target, type);
  if (obstacle !== undefined) return unprocessable(request, obstacle);
  const action = account.start(target, type, plan.seconds, plan.take(target.id));
  return { status: 201, body: { action } };
}

/** Why the action makes no sense now. The reference has no words for these. */
function senseless(target: WireDroplet, type: string): string | undefined {
  if (target.locked) return 'Droplet is locked.';
  const on = target.status === 'active';
  if (type === 'power_on') return on ? 'Droplet is already powered on.' : undefined;
  if (on) return undefined;
  if (type === 'power_off' || type === 'shutdown') return 'Droplet is already powered off.';
  if (type === 'reboot' || type === 'power_cycle') {
    return 'Droplet is currently off. Please power it on to run this event.';
  }
  return undefined;
}
