const types: Readonly<Record<string, string>> = {
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

const formats: Readonly<Record<string, string>> = {
  url: 'a URL like https://example.com',
  email: 'an e-mail address',
  uuid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  datetime: 'a time like 2026-01-31T12:00:00Z',
  date: 'a date like 2026-01-31',
};

const plural = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What is wrong with a value that a schema refused. The parts of a sentence are put together by the sentence itself. */
export const validation = {
  /** Types as they are wanted, and as they came. */
  types,
  received: { ...types, boolean: 'a boolean', NaN: 'NaN' } as Readonly<Record<string, string>>,
  otherType: (type: string) => `a ${type}`,
  formats,
  otherFormat: (format: string) => `a valid ${format}`,
  expected: (what: string) => `expected ${what}`,
  expectedOneOf: (values: readonly string[]) => `expected one of ${values.join(', ')}`,
  expectedEither: (values: readonly string[]) => `expected ${values.join(' or ')}`,
  missing: (sentence: string) => `missing; ${sentence}`,
  instead: (sentence: string, type: string) => `${sentence}, not ${type}`,
  characters: (count: number) => plural(count, 'character'),
  items: (count: number) => plural(count, 'item'),
  exactly: (amount: string) => `expected exactly ${amount}`,
  notEmpty: 'must not be empty',
  moreThan: (amount: string) => `expected more than ${amount}`,
  lessThan: (amount: string) => `expected less than ${amount}`,
  atLeast: (amount: string) => `expected at least ${amount}`,
  atMost: (amount: string) => `expected at most ${amount}`,
  matches: (pattern: string) => `expected text that matches ${pattern}`,
  multipleOf: (divisor: string) => `expected a multiple of ${divisor}`,
  keyNotAllowed: 'this key is not allowed here',
  notValid: 'not valid here',
  unknownKey: 'unknown key',
  didYouMean: (key: string) => `unknown key; did you mean ${key}?`,
  knownHere: (keys: readonly string[]) => `unknown key; known here: ${keys.join(', ')}`,
};
