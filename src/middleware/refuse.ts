import type { McmError } from 'multi-cloud-manager/plugin';
import type { CallState } from '../call/state.js';

/** Notes in the decisions of a call which stage refuses it, and gives the error to throw. */
export function refuse(state: CallState, by: string, error: McmError): McmError {
  state.decisions.push({ decision: 'deny', reason: error.message, by });
  return error;
}
