import { trailOnDisk } from '../../audit/files.js';
import { Follower } from '../../audit/follow.js';
import { auditDirectory } from '../../audit/names.js';
import type { TrailRecord } from '../../audit/record.js';
import { paintFor } from '../hand/paint.js';
import type { Io } from '../io.js';
import { parse } from '../options.js';
import { line, safeJson } from './format.js';
import { countOf, PLACE_OPTIONS, stateDirOf, tellProblems } from './place.js';
import { changes } from './watch.js';

const OPTIONS = {
  ...PLACE_OPTIONS,
  lines: { type: 'string', short: 'n' },
  follow: { type: 'boolean', short: 'f' },
} as const;

/** Says when to look again. */
export type Changes = (directory: string, signal: AbortSignal) => AsyncIterable<unknown>;

/** `mcm audit tail`: the last records, and with `--follow` those that come, until SIGINT. */
export async function tail(args: readonly string[], io: Io, changed: Changes = changes): Promise<number> {
  const { values } = parse(args, OPTIONS);
  const count = countOf('lines', values.lines, 10);
  const stateDir = stateDirOf(values['state-dir'], io);
  const paint = paintFor(io);
  const say = (record: TrailRecord): void =>
    void io.stdout.write(values.json === true ? `${safeJson(record)}\n` : line(record, paint));
  const follower = new Follower(trailOnDisk(stateDir));
  const { records, problems } = await follower.next();
  for (const record of records.slice(-count)) say(record);
  tellProblems(problems, io);
  if (values.follow !== true) return 0;
  const interrupt = new AbortController();
  const stop = (): void => {
    interrupt.abort();
  };
  process.once('SIGINT', stop);
  try {
    const told = new Set(problems);
    const looks = changed(auditDirectory(stateDir), interrupt.signal)[Symbol.asyncIterator]();
    while ((await looks.next()).done !== true) {
      const more = await follower.next();
      for (const record of more.records) say(record);
      tellProblems(
        more.problems.filter((problem) => !told.has(problem)),
        io,
      );
      for (const problem of more.problems) told.add(problem);
    }
  } finally {
    process.off('SIGINT', stop);
  }
  return 0;
}
