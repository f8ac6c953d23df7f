import type { CallOutcome } from '../../call/request.js';
import type { Io } from '../io.js';
import type { Calls } from './calls.js';

/** What a call ends a command with. */
export const EXIT = { result: 0, error: 1, challenge: 3 } as const satisfies Record<
  CallOutcome['kind'],
  number
>;

/** The structured half of what a call came to. */
export const structured = (outcome: CallOutcome): unknown =>
  outcome.kind === 'error' ? { error: outcome.error } : outcome.content;

/** Says what a call came to where it was not what was asked for: to a person on stderr, to a program on stdout. */
export function failedWith(outcome: CallOutcome, calls: Calls, io: Io, json: boolean): number {
  if (json) calls.output.write(`${JSON.stringify(structured(outcome), null, 2)}\n`);
  else io.stderr.write(`${outcome.text}\n`);
  return EXIT[outcome.kind];
}
