import { CONFIRMATION_LEVELS, type ConfirmationLevel } from 'multi-cloud-manager/plugin';
import type { AuditDecision } from '../audit/record.js';

const rank = (level: ConfirmationLevel): number => CONFIRMATION_LEVELS.indexOf(level);

/** Of several levels the strongest; never below `arguments`. */
export function strongest(levels: readonly ConfirmationLevel[]): ConfirmationLevel {
  return CONFIRMATION_LEVELS[Math.max(0, ...levels.map(rank))] ?? 'human';
}

/** Whether what is worth `level` is enough where `required` is asked for. A level that is not known is worth nothing. */
export const reaches = (level: ConfirmationLevel, required: ConfirmationLevel): boolean =>
  rank(level) >= Math.max(0, rank(required));

/** The level that the merged decisions ask for. A level that is not known counts as the strongest. */
export function requiredLevel(decisions: readonly AuditDecision[]): ConfirmationLevel {
  return strongest(
    decisions.flatMap((each) => {
      if (each.decision !== 'confirm') return [];
      return CONFIRMATION_LEVELS.includes(each.level) ? [each.level] : ['human' as const];
    }),
  );
}
