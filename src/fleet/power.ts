import {
  McmError,
  type FleetContext,
  type OperationResult,
  type Permit,
  type PowerProgress,
} from 'multi-cloud-manager/plugin';
import { handOver, takeBack, wasSpent } from '../power/permit.js';
import { Action, type ActionParts } from './action.js';
import type { ProviderEntry } from './roster.js';

/**
 * Sends the one request of a permit and follows the action. Once sent, a cancelled call no longer stops it: it is followed,
 * for `waitSeconds`, so that the audit has its end, and nothing that goes wrong then is told as if nothing had been done.
 */
export async function sendAndFollow(
  entry: ProviderEntry,
  permit: Permit,
  waitSeconds: number,
  context: FleetContext,
  parts: ActionParts,
): Promise<OperationResult> {
  handOver(permit);
  const action = new Action(entry, permit, waitSeconds, context, parts);
  let progress: PowerProgress;
  try {
    progress = await action.send().finally(() => {
      takeBack(permit);
    });
  } catch (error) {
    const outcome = McmError.is(error) ? error.details?.['outcome'] : undefined;
    if (outcome === 'not_done' || (outcome !== 'unknown' && !wasSpent(permit))) throw error;
    return action.lost(error);
  }
  return action.report(await action.follow(progress));
}
