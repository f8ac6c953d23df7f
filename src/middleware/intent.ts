import { McmError } from 'multi-cloud-manager/plugin';
import type { AuditTrail } from '../audit/trail.js';
import type { CallState, Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { auditCall } from './audit-call.js';
import { refuse } from './refuse.js';

/** For a power action the intent goes to disk first. No intent on disk, no action. */
export function intent(trail: AuditTrail): Stage {
  return function intent(state, next) {
    return state.permit ? intended(state, next) : next();
  };

  async function intended(state: CallState, next: () => Promise<Finished>): Promise<Finished> {
    try {
      await trail.intent({ kind: 'intent', ...auditCall(state) });
    } catch (error) {
      throw refuse(
        state,
        'intent',
        new McmError(
          'AUDIT_UNAVAILABLE',
          say(calls, (words) => words.noAudit),
          { cause: error, details: { reason: trail.failure } },
        ),
      );
    }
    state.intended = true;
    if (state.signal.aborted)
      throw new McmError(
        'CANCELLED',
        say(calls, (words) => words.cancelledUnsent),
      );
    // Writing may have taken its time; who was suspended in it may have been given up by a person.
    if (!(await state.lease?.isHeld()))
      throw refuse(
        state,
        'intent',
        new McmError(
          'OPERATION_IN_PROGRESS',
          say(calls, (words) => words.lostTurn),
        ),
      );
    return next();
  }
}
