import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  function: 'a function',
  nonoptional: 'a value',
};

const RECEIVED: Readonly<Record<string, string>> = { ...TYPES, boolean: 'a boolean', NaN: 'NaN' };

const FORMATS: Readonly<Record<string, string>> = {
  url: 'a URL like https://example.com',
  email: 'an e-mail address',
  uuid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  datetime: 'a time like 2026-01-31T12:00:00Z',
  date: 'a date like 2026-01-31',
};

/** zod's own sentences; a sentence that starts otherwise was written by the schema's author and is kept. */
const STANDARD = /^(Invalid|Too (small|big)|Unrecognized)\b/;

/** Names the right type in words. */
export const typeWords = (type: string): string => TYPES[type] ?? `a ${type}`;

/** The type that came instead, as zod says it; `undefined` is the string for a missing value. */
export const receivedType = (issue: Issue): string | undefined => /received (\w+)$/.exec(issue.message)?.[1];

function typeSentence(issue: z.core.$ZodIssueInvalidType): string {
  const expected = `expected ${typeWords(issue.expected)}`;
  const received = receivedType(issue);
  if (received === 'undefined') return `missing; ${expected}`;
  const words = received && RECEIVED[received];
  return !words || (issue.expected === 'int' && received === 'number')
    ? expected
    : `${expected}, not ${words}`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function amount(origin: string, limit: number): string {
  if (origin === 'string') return plural(limit, 'character');
  return origin === 'array' || origin === 'set' ? plural(limit, 'item') : String(limit);
}

function limitSentence(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  const what = amount(issue.origin, limit);
  if (issue.exact) return `expected exactly ${what}`;
  if (small && limit === 1 && issue.origin === 'string') return 'must not be empty';
  if (issue.inclusive === false) return `expected ${small ? 'more' : 'less'} than ${what}`;
  return `expected at ${small ? 'least' : 'most'} ${what}`;
}

/** What would be right where this issue is. Never the value that was given. */
export function expectedSentence(issue: Issue): string {
  if (!STANDARD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue);
    case 'invalid_value': {
      const values = issue.values.map(String);
      return values.length === 1 ? `expected ${values.join()}` : `expected one of ${values.join(', ')}`;
    }
    case 'too_small':
    case 'too_big':
      return limitSentence(issue);
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern
        ? `expected text that matches ${issue.pattern}`
        : `expected ${FORMATS[issue.format] ?? `a valid ${issue.format}`}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return 'this key is not allowed here';
    default:
      return 'not valid here';
  }
}
