import { CONFIRMATION_LEVELS, type ConfirmationLevel } from 'multi-cloud-manager/plugin';
import type { AuditDecision } from '../audit/record.js';

/** Of several levels the strongest; never below `arguments`. */
export function strongest(levels: readonly ConfirmationLevel[]): ConfirmationLevel {
  const rank = Math.max(0, ...levels.map((level) => CONFIRMATION_LEVELS.indexOf(level)));
  return CONFIRMATION_LEVELS[rank] ?? 'human';
}

/** The level that the merged decisions ask for. A level that is not known counts as the strongest. */
export function requiredLevel(decisions: readonly AuditDecision[]): ConfirmationLevel {
  return strongest(
    decisions.flatMap((each) => {
      if (each.decision !== 'confirm') return [];
      return CONFIRMATION_LEVELS.includes(each.level) ? [each.level] : ['human' as const];
    }),
  );
}
