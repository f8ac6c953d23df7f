import { McmError } from 'multi-cloud-manager/plugin';
import type { Stage } from '../call/state.js';

/** In read-only mode no power tool is offered, and one that is called anyway is refused before anything is read. */
export function readOnly(why: string | undefined): Stage {
  return async function readOnly(state, next) {
    if (why !== undefined && state.tool.access !== 'read') {
      state.decisions.push({ decision: 'deny', reason: why, by: 'read-only' });
      throw new McmError('POLICY_DENIED', `mcm is read-only here: ${why}`);
    }
    return next();
  };
}
