import type { Redactor } from '../audit/redactor.js';
import { cleanLines, cleanText } from '../text/clean.js';
import type { Check } from './check.js';

/** A check as it may be shown: without secrets, and what is one line is one. */
export function presentable(check: Check, redactor: Redactor | undefined): Check {
  const { details, found, next, paste, subject, ...rest } = redactor?.json(check) ?? check;
  return {
    ...rest,
    ...(subject !== undefined && { subject: cleanText(subject, 300) }),
    found: cleanText(found),
    ...(details && { details: details.map((line) => cleanText(line)) }),
    ...(next !== undefined && { next: cleanText(next) }),
    ...(paste && { paste: { what: cleanText(paste.what), text: cleanLines(paste.text) } }),
  };
}
