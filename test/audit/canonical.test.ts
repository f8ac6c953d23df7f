import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical, sealed, signed } from '../../src/audit/canonical.js';

describe('the canonical form of a value [RULE:AUDIT-CHAIN]', () => {
  it('has sorted keys at every depth, and no whitespace', () => {
    expect(canonical({ b: [1, { d: null, c: true }], a: 'x y', 10: 0, 9: 0 })).toBe(
      '{"10":0,"9":0,"a":"x y","b":[1,{"c":true,"d":null}]}',
    );
  });

  it('leaves out what is undefined or no JSON', () => {
    const value = { a: undefined, b: () => 1, c: [undefined, Symbol('x')], d: NaN, e: -0, f: Infinity };
    expect(canonical(value)).toBe('{"c":[null,null],"d":null,"e":0,"f":null}');
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonical({ a: 1n })).toThrow(TypeError);
  });

  it('makes strings and keys well-formed, and two keys that become one are one', () => {
    expect(canonical(['x\udfff', 'x\ud83d\ude00'])).toBe('["x\ufffd","x😀"]');
    expect(canonical({ 'a\ud800': 'x\udfff', 'a\ud801': 2, b: '😀' })).toBe('{"a\ufffd":2,"b":"😀"}');
  });

  it('keeps a member that is called __proto__', () => {
    expect(canonical(JSON.parse('{"__proto__":{"b":1},"a":2}'))).toBe('{"__proto__":{"b":1},"a":2}');
  });

  it('is the same after it was read back, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = canonical(JSON.parse(canonical([value])));
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
      { seed: 4, numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is signed as it is sealed, whatever stands before and behind the hash', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), fc.jsonValue()), (value) => {
        const { hash: _, ...open } = value;
        const { text, hash } = signed(open, 'hash');
        expect(sealed(JSON.parse(text) as object)).toEqual({ text, hash });
        expect(text).toBe(canonical({ ...open, hash }));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is sealed by the hash of everything but the hash itself', () => {
    const open = sealed({ b: { hash: 'inner' }, a: 1 });
    expect(open.hash).toBe('4b754884868d011e993a74aafc33a07b1edc242f42ac5b73390996e422d43b98');
    expect(sealed({ hash: 'other', b: { hash: 'inner' }, a: 1 })).toEqual({
      text: '{"a":1,"b":{"hash":"inner"},"hash":"other"}',
      hash: open.hash,
    });
  });
});
