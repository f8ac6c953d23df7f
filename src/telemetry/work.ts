import type { CallMark } from '../call/current.js';
import type { Finished } from '../call/state.js';

/** What is done for a call; told of the trace that it is a part of. */
export type Work = (trace?: Pick<CallMark, 'trace_id' | 'span_id'>) => Promise<Finished>;
