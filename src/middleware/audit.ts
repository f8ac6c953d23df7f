import { McmError, type Clock, type Logger } from 'multi-cloud-manager/plugin';
import type { CallRecord } from '../audit/record.js';
import type { AuditTrail } from '../audit/trail.js';
import { failedAs } from '../call/failed-as.js';
import type { CallState, Finished, Stage } from '../call/state.js';
import { cleanText } from '../text/clean.js';
import { auditCall } from './audit-call.js';

/** One record for every call and every refusal, with its outcome. Outermost, so that nothing ends unseen. */
export function audit(trail: AuditTrail, clock: Clock, log: Logger): Stage {
  /** For power on disk when it resolves; the answer of a read does not wait for its record while the trail is well. */
  const record = (state: CallState, end: Partial<CallRecord>): Promise<void> | undefined => {
    const power = state.tool.access === 'power';
    const duration_ms = clock.now().getTime() - state.startedAt.getTime();
    const { outcome = 'result', code } = end;
    log.debug(`${state.tool.name} ended`, { outcome, ...(code !== undefined && { code }), duration_ms });
    const whole: CallRecord = { kind: 'call', ...auditCall(state), outcome, duration_ms, ...end };
    if (power || !trail.isSteady) return trail.outcome(whole, power);
    trail.outcomeLater(whole);
    return undefined;
  };
  return async function audit(state, next): Promise<Finished> {
    log.debug(`${state.tool.name} started`);
    try {
      const finished = await next();
      const recorded = record(state, {
        outcome: finished.kind,
        ...(state.tool.access === 'power' && operation(finished)),
      });
      if (recorded) await recorded;
      return finished;
    } catch (error) {
      const known = McmError.is(error) ? error : new McmError('INTERNAL', 'Unexpected.', { cause: error });
      await record(state, {
        outcome: failedAs(state),
        code: known.code,
        // It may repeat what the caller gave.
        message: cleanText(known.message),
        ...requestId(known),
        ...(state.power && { state_before: state.power.target.status }),
      });
      throw error;
    }
  };
}

function requestId({ details }: McmError): Partial<CallRecord> {
  const id = details?.['request_id'];
  return typeof id === 'string' ? { request_id: id } : {};
}

function operation(finished: Finished): Partial<CallRecord> {
  const text = (key: string) => {
    const value = finished.content[key];
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return {
    ...text('status'),
    ...text('operation_id'),
    ...text('request_id'),
    ...text('state_before'),
    ...text('state_after'),
  };
}
