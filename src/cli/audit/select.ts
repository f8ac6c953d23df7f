import { withoutEnded } from '../../audit/operations.js';
import { isOfCall, type TrailRecord } from '../../audit/record.js';
import { auditCommand } from '../../locale/en/audit-command.js';
import { say } from '../../locale/words.js';
import { UsageError } from '../io.js';

/** What `mcm audit list` is asked for; what is not given does not narrow it. */
export interface Selection {
  readonly power: boolean;
  readonly provider?: string | undefined;
  readonly instance?: string | undefined;
  readonly tool?: string | undefined;
  readonly outcome?: string | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
}

/** The calls of a trail and what people decided, oldest first: each call once, by its outcome or, without one, its intent. */
export function select(records: readonly TrailRecord[], wanted: Selection): readonly TrailRecord[] {
  const calls = new Set<TrailRecord>(withoutEnded(records.filter(isOfCall)));
  return records.filter((record) => {
    const ofPerson = record.kind === 'approval' || record.kind === 'unlock';
    if (!ofPerson && !(isOfCall(record) && calls.has(record))) return false;
    const { target } = record;
    return (
      (!wanted.power || ofPerson || record.access === 'power') &&
      (wanted.provider === undefined || target?.provider === wanted.provider.toLowerCase()) &&
      (wanted.instance === undefined || target?.id === wanted.instance) &&
      (wanted.tool === undefined || ('tool' in record && record.tool === wanted.tool)) &&
      (wanted.outcome === undefined || outcomeOf(record) === wanted.outcome) &&
      (wanted.since === undefined || record.time >= wanted.since)
    );
  });
}

/** How a record says that it ended. */
const outcomeOf = (record: TrailRecord): string | undefined =>
  record.kind === 'intent' ? 'unfinished' : 'outcome' in record ? record.outcome : undefined;

/** What `--outcome` may be. */
export const OUTCOMES = [
  'result',
  'challenge',
  'refused',
  'error',
  'unfinished',
  'granted',
  'declined',
  'wrong',
  'expired',
] as const;

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2h` and `7d` count back from now; anything else is a time. */
export function sinceOf(given: string | undefined, now: Date): string | undefined {
  if (given === undefined) return undefined;
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(given) ?? [];
  const time = count === undefined ? Date.parse(given) : now.getTime() - Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(time) || (count === undefined && !/^\d{4}-\d\d-\d\d/.test(given)))
    throw new UsageError(say(auditCommand, (words) => words.since));
  return new Date(time).toISOString();
}
