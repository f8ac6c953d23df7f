import { readTrail } from '../../audit/read.js';
import { paintFor } from '../hand/paint.js';
import type { Io } from '../io.js';
import { UsageError } from '../io.js';
import { parse } from '../options.js';
import { rowOf, safeJson, table } from './format.js';
import { countOf, PLACE_OPTIONS, stateDirOf, tellProblems } from './place.js';
import { OUTCOMES, select, sinceOf } from './select.js';

const OPTIONS = {
  ...PLACE_OPTIONS,
  limit: { type: 'string' },
  power: { type: 'boolean' },
  provider: { type: 'string' },
  instance: { type: 'string' },
  tool: { type: 'string' },
  outcome: { type: 'string' },
  since: { type: 'string' },
} as const;

/** `mcm audit list`: the last calls and decisions of people, oldest first. */
export async function list(args: readonly string[], io: Io, now = new Date()): Promise<number> {
  const { values } = parse(args, OPTIONS);
  const { power = false, provider, instance, tool, outcome } = values;
  const limit = countOf('limit', values.limit, 20);
  const since = sinceOf(values.since, now);
  if (outcome !== undefined && !OUTCOMES.some((each) => each === outcome))
    throw new UsageError(`--outcome is one of ${OUTCOMES.join(', ')}.`);
  const { records, problems } = await readTrail(stateDirOf(values['state-dir'], io));
  const found = select(records, { power, provider, instance, tool, outcome, since }).slice(-limit);
  if (values.json === true) io.stdout.write(`${safeJson({ records: found, problems }, 2)}\n`);
  else if (found.length === 0) io.stdout.write('Nothing.\n');
  else
    io.stdout.write(
      table(
        found.map((record) => rowOf(record, true)),
        paintFor(io),
      ),
    );
  tellProblems(problems, io);
  return 0;
}
