import { resolve } from 'node:path';
import { withoutEmpty } from '../../config/env-file.js';
import { auditCommand } from '../../locale/en/audit-command.js';
import { say, wordsIn } from '../../locale/words.js';
import { stateDirectory } from '../../state/directory.js';
import { UsageError, type Io } from '../io.js';
import { shown } from './format.js';

/** The options of every subcommand. */
export const PLACE_OPTIONS = { 'state-dir': { type: 'string' }, json: { type: 'boolean' } } as const;

/** The state directory that is meant. */
export const stateDirOf = (given: string | undefined, io: Io): string =>
  given === undefined ? stateDirectory(withoutEmpty(io.env), io.platform, io.home) : resolve(io.cwd, given);

/** A whole number of an option. */
export function countOf(option: string, given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback;
  const count = Number(given);
  if (!/^\d+$/.test(given) || count < 1)
    throw new UsageError(say(auditCommand, (words) => words.count(option)));
  return count;
}

/** Says on stderr what of the trail could not be read. */
export function tellProblems(problems: readonly string[], io: Io): void {
  for (const problem of problems)
    io.stderr.write(`mcm: ${wordsIn(auditCommand, io.locale).leftOut(shown(problem, 1000))}\n`);
}
