import { VERSION } from '../version.js';
import { CHECKS, STATUSES, type Check, type Group, type Status } from './check.js';

/** How many checks came to what. */
export type Summary = Readonly<Record<'checks' | Status, number>>;

/** What `mcm doctor --json` prints. Its form stays; what may come is further keys, ids and groups. */
export interface Report {
  readonly version: string;
  /** Whether nothing failed. */
  readonly ok: boolean;
  readonly summary: Summary;
  readonly checks: readonly (Check & { readonly group: Group })[];
}

/** Puts the checks together. */
export function reportOf(checks: readonly Check[]): Report {
  const summary = summaryOf(checks);
  return {
    version: VERSION,
    ok: summary.failed === 0,
    summary,
    checks: checks.map((check) => ({ group: CHECKS[check.id], ...check })),
  };
}

/** Counts them. */
export function summaryOf(checks: readonly Check[]): Summary {
  const count = (status: Status): number => checks.filter((check) => check.status === status).length;
  const [ok, warning, failed, skipped] = STATUSES.map(count);
  return {
    checks: checks.length,
    ok: ok ?? 0,
    warning: warning ?? 0,
    failed: failed ?? 0,
    skipped: skipped ?? 0,
  };
}
