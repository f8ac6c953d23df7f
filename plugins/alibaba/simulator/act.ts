import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { ActionOutcome, SimulatedAccount } from './account.js';
import { dryRun } from './describe.js';
import type { Keyholder } from './keys.js';
import { accept, refuse } from './replies.js';
import type { WireInstance } from './wire.js';

type Request = SimulatorRequest<Keyholder>;

/** How long actions take and how they end. */
export interface ActionPlan {
  readonly seconds: number;
  /** The outcome of the action that is about to start. */
  take(instanceId: string): ActionOutcome;
}

type Change = readonly [seconds: number, change: Partial<WireInstance>];

/** Each power action: the status it needs, and what becomes of the instance. */
const ACTIONS: Readonly<
  Record<
    string,
    {
      readonly needs: WireInstance['Status'];
      readonly changes: (wire: WireInstance, request: Request, seconds: number) => readonly Change[];
    }
  >
> = {
  StartInstance: {
    needs: 'Stopped',
    changes: (_wire, { at }, seconds) => [
      [0, { Status: 'Starting' }],
      [seconds, { Status: 'Running', StoppedMode: 'Not-applicable', StartTime: minute(at) }],
    ],
  },
  StopInstance: {
    needs: 'Running',
    changes: (wire, request, seconds) => [
      [0, { Status: 'Stopping' }],
      [seconds, { Status: 'Stopped', ...stopped(wire, request.query, request.account.account) }],
    ],
  },
  RebootInstance: {
    needs: 'Running',
    changes: (_wire, { at }, seconds) => [
      [seconds / 4, { Status: 'Stopping' }],
      [seconds / 2, { Status: 'Starting' }],
      [seconds, { Status: 'Running', StartTime: minute(at) }],
    ],
  },
};

/** Whether the action is one that switches power. */
export const isPower = (action: string): boolean => Object.hasOwn(ACTIONS, action);

/** Answers StartInstance, StopInstance and RebootInstance. */
export function answerPower(request: Request, action: string, plan: ActionPlan): SimulatorReply {
  const { account } = request.account;
  const id = request.query['InstanceId'] ?? '';
  const wire = account.instance(id);
  const known = ACTIONS[action];
  if (!wire || !known)
    return refuse(request, 404, 'InvalidInstanceId.NotFound', 'The specified InstanceId does not exist.');
  if (wire.OperationLocks.LockReason.some(({ LockReason }) => LockReason === 'security')) {
    return refuse(
      request,
      403,
      'InstanceLockedForSecurity',
      'The specified operation is denied as your instance is locked for security reasons.',
    );
  }
  if (wire.Status !== known.needs) {
    return refuse(
      request,
      403,
      'IncorrectInstanceStatus',
      'The current status of the resource does not support this operation.',
    );
  }
  if (request.query['DryRun'] === 'true') return dryRun(request);
  const changes = known.changes(wire, request, plan.seconds);
  const reverted = plan.take(id) === 'reverted';
  const last = changes.at(-1);
  account.begin(
    id,
    reverted && last ? [...changes.slice(0, -1), [last[0], { Status: wire.Status }]] : changes,
  );
  return accept(request);
}

/** In economical mode the public address goes; it is the default where the account says so. */
function stopped(
  wire: WireInstance,
  query: Readonly<Record<string, string>>,
  account: SimulatedAccount,
): Partial<WireInstance> {
  const can = wire.InstanceChargeType === 'PostPaid' && wire.InstanceNetworkType === 'vpc';
  const mode = query['StoppedMode'] ?? (account.economical ? 'StopCharging' : 'KeepCharging');
  return can && mode === 'StopCharging'
    ? { StoppedMode: 'StopCharging', PublicIpAddress: { IpAddress: [] } }
    : { StoppedMode: 'KeepCharging' };
}

const minute = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
