import { describe, expect, it } from '@jest/globals';
import {
  allow,
  API_VERSION,
  confirm,
  CLOCK,
  defineMiddleware,
  definePlugin,
  definePolicy,
  deny,
  env,
  Instance,
  wholeNumberId,
} from 'multi-cloud-manager/plugin';
import { isPlugin } from '../../src/plugin/define.js';
import { server } from '../fixtures/acme.js';

describe('definePlugin', () => {
  it('returns what it is given, frozen, and known by a brand that every copy of the API shares', () => {
    const plugin = definePlugin({ name: 'acme', apiVersion: API_VERSION });
    expect(plugin).toEqual({ name: 'acme', apiVersion: 1 });
    expect(Object.isFrozen(plugin)).toBe(true);
    expect(isPlugin(plugin)).toBe(true);
    expect(
      isPlugin(Object.defineProperty({}, Symbol.for('multi-cloud-manager.plugin'), { value: true })),
    ).toBe(true);
    expect([{ name: 'acme', apiVersion: 1 }, null, 'acme', undefined].map(isPlugin)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('rules and decisions', () => {
  it('say what they are', () => {
    expect(definePolicy({ name: 'p', evaluate: allow })).toMatchObject({ kind: 'policy', name: 'p' });
    expect(defineMiddleware({ name: 'm', handle: (_, next) => next() })).toMatchObject({
      kind: 'middleware',
      name: 'm',
    });
    expect([allow(), confirm('human', 'why'), deny('why')]).toEqual([
      { decision: 'allow' },
      { decision: 'confirm', level: 'human', reason: 'why' },
      { decision: 'deny', reason: 'why' },
    ]);
  });
});

describe('what config and plugins share', () => {
  it('a reference to a variable is no secret [RULE:SECRET-REFERENCE]', () => {
    expect(env('ACME_KEY')).toEqual({ env: 'ACME_KEY' });
  });

  it('a token of the container is the same in every copy of the API', () => {
    expect(CLOCK).toBe(Symbol.for('multi-cloud-manager.clock'));
  });

  it.each<[unknown, unknown]>([
    [123456, 123456],
    ['123456', 123456],
    ['007', 7],
  ])('a whole-number id may be %j [RULE:IDS-ARE-INTEGERS]', (given, expected) => {
    expect(wholeNumberId('id').parse(given)).toBe(expected);
  });

  it.each([0, -1, 1.5, '', ' 5', '5x', '1e3', '-5', '0', '9'.repeat(16), null, true])(
    'and not %j',
    (given) => {
      expect(wholeNumberId('id').safeParse(given).success).toBe(false);
    },
  );

  it('an instance is checked by the schema that gives its type', () => {
    expect(Instance.parse(server({ id: 'i-1' }))).toEqual(server({ id: 'i-1' }));
    expect(Instance.safeParse({ ...server({ id: 'i-1' }), status: 'ON' }).success).toBe(false);
  });
});

class Partly {
  readonly actions = [];
}

/** What tsc has to refuse; it is checked with the rest of the tests. */
export const refused = {
  // @ts-expect-error A policy answers with a Decision.
  policy: definePolicy({ name: 'p', evaluate: () => 'allow' }),
  // @ts-expect-error A middleware gives back what the call came to.
  middleware: defineMiddleware({ name: 'm', handle: () => undefined }),
  provider: definePlugin({
    name: 'p',
    apiVersion: API_VERSION,
    // @ts-expect-error A provider is a class with every method of a Provider.
    provider: Partly,
  }),
  // @ts-expect-error A plugin says which version of the API it was written for.
  plugin: definePlugin({ name: 'p' }),
};
