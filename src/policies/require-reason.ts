import { runInNewContext } from 'node:vm';
import { allow, definePolicy, deny, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { say } from './words.js';

/** What a reason has to look like. */
export const RequireReasonOptions = z.strictObject({
  pattern: z
    .string()
    .min(1)
    .refine(isPattern, 'expected a regular expression, as JavaScript writes it between the slashes')
    .optional()
    .describe('A regular expression that a part of the reason fits; ^ and $ make it the whole'),
  hint: z.string().min(1).optional().describe('Tells the caller what would be right'),
});
/** See {@link RequireReasonOptions}. */
export type RequireReasonOptions = z.input<typeof RequireReasonOptions>;

/** A model may choose the text that a careless pattern never ends on. */
const LONGEST_MS = 100;

/** Power actions need a `reason` that fits the pattern. */
export function requireReason(options: RequireReasonOptions = {}): Policy {
  const { pattern, hint } = RequireReasonOptions.parse(options);
  const refuse = (sentence: 'sayWhy' | 'notAsItHasToBe') =>
    deny(
      say((words) => {
        if (hint !== undefined) return words[sentence](words.hint(hint));
        return words[sentence](pattern === undefined ? '' : words.hasToFit(pattern));
      }),
    );
  return definePolicy({
    name: 'require-reason',
    evaluate({ power }) {
      if (!power) return allow();
      const reason = power.reason?.trim() ?? '';
      if (reason === '') return refuse('sayWhy');
      if (pattern !== undefined && !fits(reason, pattern)) return refuse('notAsItHasToBe');
      return allow();
    },
  });
}

/** Throws when it takes too long; a policy that throws denies. */
function fits(reason: string, pattern: string): boolean {
  const found: unknown = runInNewContext(
    'new RegExp(pattern, "u").test(reason)',
    { pattern, reason },
    { timeout: LONGEST_MS },
  );
  return found === true;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
