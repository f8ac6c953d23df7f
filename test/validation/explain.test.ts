import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { explainIssues, formatPath, nearestKey, type ExplainOptions } from '../../src/validation/explain.js';

function explain(shape: z.ZodType, value: unknown, options: ExplainOptions = {}): string[] {
  const parsed = shape.safeParse(value);
  if (parsed.success) throw new Error('It is valid.');
  return explainIssues(parsed.error, { shape, ...options }).map(({ path, message }) => `${path}: ${message}`);
}

describe('an unknown key', () => {
  const shape = z.strictObject({ token: z.string().optional(), dropletId: z.string().optional() });

  it('gets the key that was probably meant', () => {
    expect(explain(shape, { tokn: 'x' }, { prefix: 'plugins[1].config' })).toEqual([
      'plugins[1].config.tokn: unknown key; did you mean token?',
    ]);
    expect(explain(shape, { droplet_id: 'x' })).toEqual(['droplet_id: unknown key; did you mean dropletId?']);
  });

  it('gets the list of known keys when none is near', () => {
    expect(explain(shape, { region: 'x' })).toEqual(['region: unknown key; known here: token, dropletId']);
  });

  it('gets no suggestion without the schema, nor where nothing is allowed', () => {
    const parsed = shape.safeParse({ tokn: 1 });
    expect(explainIssues({ issues: parsed.error?.issues ?? [] })).toEqual([
      { path: 'tokn', message: 'unknown key' },
    ]);
    expect(explain(z.strictObject({}), { a: 1 })).toEqual(['a: unknown key']);
  });

  it('is reported for each of several', () => {
    expect(explain(shape, { tokn: 1, 'a b': 2 })).toEqual([
      'tokn: unknown key; did you mean token?',
      '["a b"]: unknown key; known here: token, dropletId',
    ]);
  });

  it('finds the known keys through every wrapper', () => {
    const inner = z.strictObject({ vcpus: z.number().optional() });
    const deep = z.strictObject({
      list: z.array(inner.optional()).default([]),
      table: z.record(z.string(), inner.nullable()).prefault({}),
      pair: z.tuple([z.string(), inner]).optional(),
      piped: inner.transform((value) => value).optional(),
      prepared: z.preprocess((value) => value, inner).optional(),
      later: z.lazy(() => inner.readonly()).optional(),
      either: z.union([z.string(), inner]).optional(),
      both: z.intersection(inner, z.object({})).optional(),
    });
    const wrong = { vcpu: 1 };
    const value = {
      list: [{}, wrong],
      table: { acme: wrong },
      pair: ['x', wrong],
      piped: wrong,
      prepared: wrong,
      later: wrong,
      either: wrong,
    };
    expect(explain(deep, value)).toEqual([
      'list[1].vcpu: unknown key; did you mean vcpus?',
      'table.acme.vcpu: unknown key; did you mean vcpus?',
      'pair[1].vcpu: unknown key; did you mean vcpus?',
      'piped.vcpu: unknown key; did you mean vcpus?',
      'prepared.vcpu: unknown key; did you mean vcpus?',
      'later.vcpu: unknown key; did you mean vcpus?',
      'either.vcpu: unknown key; did you mean vcpus?',
    ]);
  });
});

describe('a wrong value', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing one', z.object({ a: z.string() }), {}, 'a: missing; expected a string'],
    ['another type', z.number(), 'x', ': expected a number, not a string'],
    ['a list for an object', z.object({}), [], ': expected an object, not a list'],
    ['null', z.boolean(), null, ': expected true or false, not null'],
    ['not a number', z.number(), Number.NaN, ': expected a number, not NaN'],
    ['a fraction', z.int(), 1.5, ': expected a whole number'],
    ['another word', z.enum(['debug', 'info']), 'x', ': expected one of debug, info'],
    ['another constant', z.literal(1), 2, ': expected 1'],
    ['too little', z.number().min(1), 0, ': expected at least 1'],
    ['too much', z.number().max(720), 721, ': expected at most 720'],
    ['not more than', z.number().positive(), 0, ': expected more than 0'],
    ['not less than', z.number().lt(5), 5, ': expected less than 5'],
    ['an empty string', z.string().min(1), '', ': must not be empty'],
    ['a short string', z.string().min(3), 'x', ': expected at least 3 characters'],
    ['a long list', z.array(z.any()).max(1), [1, 2], ': expected at most 1 item'],
    ['another length', z.string().length(2), 'x', ': expected exactly 2 characters'],
    ['no URL', z.url(), 'x', ': expected a URL like https://example.com'],
    ['no match', z.string().regex(/^\d+$/), 'x', ': expected text that matches /^\\d+$/'],
    ['another format', z.jwt(), 'x', ': expected a valid jwt'],
    ['another multiple', z.number().multipleOf(5), 3, ': expected a multiple of 5'],
    [
      'a key of the wrong form',
      z.record(z.string().min(2), z.any()),
      { a: 1 },
      'a: this key is not allowed here',
    ],
    ["the author's own rule", z.string().refine(() => false, 'expected an id'), 'x', ': expected an id'],
    ['an unnamed rule', z.string().refine(() => false), 'x', ': not valid here'],
  ])('%s', (_, shape, value, sentence) => {
    expect(explain(shape, value)).toEqual([sentence]);
  });

  it('is never repeated, for it may be a secret', () => {
    const shape = z.object({ token: z.enum(['a']), port: z.number(), url: z.url() });
    expect(explain(shape, { token: 's3cret', port: 's3cret', url: 's3cret' }).join()).not.toContain('s3cret');
  });
});

describe('a choice', () => {
  const secret = z.union([z.string().min(1), z.strictObject({ env: z.string() })]);

  it('says all kinds that are right when the value is of none', () => {
    expect(explain(secret, 5)).toEqual([': expected a string or an object']);
    expect(explain(z.object({ a: secret }), {})).toEqual(['a: missing; expected a string or an object']);
    expect(explain(z.union([z.literal('auto'), z.number()]), true)).toEqual([': expected auto or a number']);
  });

  it('explains the branch that was meant', () => {
    expect(explain(z.array(secret), [{ envv: 'A' }])).toEqual([
      '[0].env: missing; expected a string',
      '[0].envv: unknown key; did you mean env?',
    ]);
    expect(explain(secret, '')).toEqual([': must not be empty']);
  });

  it("keeps the author's own sentence", () => {
    const shape = z.union([z.string(), z.custom(() => false, 'expected a name or a plugin')]);
    expect(explain(shape, 5)).toEqual([': expected a name or a plugin']);
  });
});

describe('formatPath', () => {
  it('writes a path as code would', () => {
    expect(formatPath(['plugins', 1, 'config', 'my-key', 'a.b'])).toBe('plugins[1].config.my-key["a.b"]');
    expect(formatPath([0, 'a'], 'list')).toBe('list[0].a');
    expect(formatPath([])).toBe('');
  });
});

describe('nearestKey', () => {
  it('takes the nearest, and none that is far', () => {
    expect(nearestKey('acounts', ['account', 'accounts'])).toBe('accounts');
    expect(nearestKey('READONLY', ['readOnly'])).toBe('readOnly');
    expect(nearestKey('use', ['config'])).toBeUndefined();
    expect(nearestKey('ip', ['id'])).toBe('id');
    expect(nearestKey('x', ['hours', 'vcpus'])).toBeUndefined();
  });
});
