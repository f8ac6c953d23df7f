import {
  McmError,
  type Clock,
  type FleetContext,
  type Instance,
  type InstanceStatus,
  type OperationResult,
  type Permit,
  type PowerAction,
  type PowerProgress,
  type Scope,
} from 'multi-cloud-manager/plugin';
import { shared } from '../call/signals.js';
import { admit } from './admit.js';
import type { ProviderEntry } from './roster.js';

const RESULT: Record<PowerAction, InstanceStatus> = {
  power_on: 'running',
  reboot: 'running',
  power_off: 'stopped',
  shutdown: 'stopped',
};
const FIRST_LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
/** For the request itself and for the last look, beyond what the caller waits. */
const GRACE_MS = 30_000;

/**
 * Sends the one request of a permit and follows the action. Once sent, a cancelled call no longer stops it: it is followed,
 * for `waitSeconds`, so that the audit has its end.
 */
export async function sendAndFollow(
  entry: ProviderEntry,
  permit: Permit,
  waitSeconds: number,
  clock: Clock,
  context: FleetContext,
): Promise<OperationResult> {
  if (!entry.provider.power)
    throw new McmError('OPERATION_NOT_SUPPORTED', `${entry.provider.displayName} has no power actions here.`);
  const { instance } = permit;
  const scope: Scope = { account: permit.account, region: instance.region };
  const deadline = clock.now().getTime() + waitSeconds * 1000;
  const following = shared(AbortSignal.timeout(waitSeconds * 1000 + GRACE_MS));
  const look = async (): Promise<Instance | undefined> => {
    const seen = await entry.provider.get(scope, instance.id, { signal: following }).catch(() => undefined);
    return seen && admit(entry.name, permit.account, seen);
  };
  const finish = async (
    progress: Pick<PowerProgress, 'operationId'>,
    status: OperationResult['status'],
    message: string,
  ) => {
    const after = await look();
    return {
      status,
      provider: entry.name,
      account: permit.account,
      instance_id: instance.id,
      action: permit.action,
      ...(permit.force && { force: true }),
      ...(progress.operationId !== undefined && { operation_id: progress.operationId }),
      state_before: instance.status,
      ...(after && { state_after: after.status }),
      message,
    };
  };

  let progress: PowerProgress;
  try {
    progress = await Promise.race([
      entry.provider.power(scope, permit, { signal: context.signal }),
      lostAnswer(following),
    ]);
  } catch (error) {
    if (!McmError.is(error) || error.details?.['outcome'] !== 'unknown') throw error;
    return finish(
      {},
      'unknown',
      `The request was sent and no clear answer came back (${error.message}). It may or may not have taken effect, and it will not be sent again. Look at the instance before anything else.`,
    );
  }

  let pause = FIRST_LOOK_MS;
  while (progress.state === 'in_progress') {
    const left = deadline - clock.now().getTime();
    if (left <= 0) break;
    context.progress?.(
      `${permit.variant} is under way`,
      progress.percent,
      progress.percent === undefined ? undefined : 100,
    );
    await clock.sleep(Math.min(pause, left), following);
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    progress = await nextLook(entry, scope, permit, progress, look, following);
  }
  switch (progress.state) {
    case 'completed': {
      const done = await finish(progress, 'completed', `${permit.variant} is done.`);
      // A cloud may call an action completed that changed nothing, for example a shutdown that the guest ignored.
      return done.state_after === undefined || done.state_after === RESULT[permit.action]
        ? done
        : {
            ...done,
            message: `The cloud reports that ${permit.variant} is done, but the instance is ${done.state_after}. Look at it again.`,
          };
    }
    case 'errored':
      return finish(
        progress,
        'errored',
        progress.message ?? `The cloud reports that ${permit.variant} failed.`,
      );
    case 'in_progress':
      return finish(
        progress,
        'in_progress',
        `${permit.variant} was accepted and is still under way after ${String(waitSeconds)} s. Do not send it again; look at the instance's status.`,
      );
  }
}

/** A plugin that never comes back: by then the request may have gone out. */
function lostAnswer(following: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    following.addEventListener(
      'abort',
      () => {
        reject(
          new McmError('PROVIDER_TIMEOUT', 'the plugin did not answer in time', {
            details: { outcome: 'unknown' },
          }),
        );
      },
      { once: true },
    );
  });
}

/** One look; a look that fails says nothing about the action, so the last answer stands. */
async function nextLook(
  entry: ProviderEntry,
  scope: Scope,
  permit: Permit,
  last: PowerProgress,
  look: () => Promise<Instance | undefined>,
  signal: AbortSignal,
): Promise<PowerProgress> {
  if (entry.provider.progress)
    return entry.provider.progress(scope, permit, last, { signal }).catch(() => last);
  const seen = await look();
  return seen?.status === RESULT[permit.action] ? { ...last, state: 'completed' } : last;
}
