import type { z } from 'zod';
import type { validation } from '../locale/en/validation.js';

type Issue = z.core.$ZodIssue;
/** In which language it is said. */
export type Words = typeof validation;

/** zod's own sentences; a sentence that starts otherwise was written by the schema's author and is kept. */
const STANDARD = /^(Invalid|Too (small|big)|Unrecognized)\b/;

/** Names the right type in words. */
export const typeWords = (type: string, words: Words): string => words.types[type] ?? words.otherType(type);

/** The type that came instead, as zod says it; `undefined` is the string for a missing value. */
export const receivedType = (issue: Issue): string | undefined => /received (\w+)$/.exec(issue.message)?.[1];

function typeSentence(issue: z.core.$ZodIssueInvalidType, words: Words): string {
  const expected = words.expected(typeWords(issue.expected, words));
  const received = receivedType(issue);
  if (received === 'undefined') return words.missing(expected);
  const instead = received && words.received[received];
  return !instead || (issue.expected === 'int' && received === 'number')
    ? expected
    : words.instead(expected, instead);
}

function amount(origin: string, limit: number, words: Words): string {
  if (origin === 'string') return words.characters(limit);
  return origin === 'array' || origin === 'set' ? words.items(limit) : String(limit);
}

function limitSentence(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, words: Words): string {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  const what = amount(issue.origin, limit, words);
  if (issue.exact) return words.exactly(what);
  if (small && limit === 1 && issue.origin === 'string') return words.notEmpty;
  if (issue.inclusive === false) return small ? words.moreThan(what) : words.lessThan(what);
  return small ? words.atLeast(what) : words.atMost(what);
}

/** What would be right where this issue is. Never the value that was given. */
export function expectedSentence(issue: Issue, words: Words): string {
  if (!STANDARD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue, words);
    case 'invalid_value': {
      const values = issue.values.map(String);
      return values.length === 1 ? words.expected(values.join()) : words.expectedOneOf(values);
    }
    case 'too_small':
    case 'too_big':
      return limitSentence(issue, words);
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern
        ? words.matches(issue.pattern)
        : words.expected(words.formats[issue.format] ?? words.otherFormat(issue.format));
    case 'not_multiple_of':
      return words.multipleOf(String(issue.divisor));
    case 'invalid_key':
      return words.keyNotAllowed;
    default:
      return words.notValid;
  }
}
