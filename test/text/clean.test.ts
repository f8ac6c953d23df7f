import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanJson, cleanJsonLines, cleanLines, cleanText } from '../../src/text/clean.js';

describe('text that came from a cloud', () => {
  it.each([
    ['colours', 'a\u001b[31mred\u001b[0mb', 'aredb'],
    ['a link of a terminal', 'a\u001b]8;;https://example.com\u0007b\u001b]8;;\u001b\\c', 'abc'],
    ['the same in single characters', 'a\u009b31mred\u009d0;title\u009cb', 'aredb'],
    ['the beginning of a title that never ends, but not what follows', 'a\u001b]0;prod', 'a0;prod'],
    ['a lone escape', 'a\u001bb', 'ab'],
    ['control characters', 'a\u0000\u0007\u007f\u009fb', 'ab'],
    ['bidirectional marks', 'web\u202egnp\u202c\u2066x\u2069\u061c', 'webgnpx'],
    ['zero-width characters', 'w\u200be\u200cb\u200d\u2060\ufeff', 'web'],
    ['soft hyphens and fillers', 'w\u00ad\u115f\u1160\u180eb', 'wb'],
    ['variation selectors', 'a\ufe0fb\u{e0100}', 'ab'],
    ['tag characters', 'hi\u{e0069}\u{e0067}\u{e006e}', 'hi'],
    ['lone surrogates', 'a\ud800b\udc00c', 'abc'],
  ])('loses %s', (_, given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });

  it('becomes one line, with a space where lines were apart', () => {
    expect(cleanText('  first\r\n\tsecond\nthird \n')).toBe('first second third');
    expect(cleanText('a\u2028b\u2029c')).toBe('abc');
  });

  it('keeps what people read, in any script', () => {
    expect(cleanText('生产环境 – Ünïcode 🚀 العربية')).toBe('生产环境 – Ünïcode 🚀 العربية');
  });

  it('is cut at the cap, and says how long it was', () => {
    expect(cleanText('x'.repeat(12), 10)).toBe('xxxxxxxxxx… [12 characters]');
    expect(cleanText('x'.repeat(10), 10)).toBe('xxxxxxxxxx');
    expect(cleanText('y'.repeat(5000))).toBe(`${'y'.repeat(1000)}… [5000 characters]`);
  });

  it('says that something was left out even where only invisible characters remain before the cap', () => {
    expect(cleanText(`${'\u200b'.repeat(100)}hidden`, 10)).toBe('… [106 characters]');
  });

  it('keeps the length that was noted when it was cut, however often it is cleaned', () => {
    const once = cleanText(`first ${'y'.repeat(5000)}`);
    expect(cleanText(once)).toBe(once);
    expect(cleanText(once, 6)).toBe('first… [5006 characters]');
    expect(cleanText(`${'y'.repeat(20)}… [3 characters]`, 10)).toBe('yyyyyyyyyy… [36 characters]');
  });

  it('is the same when it is cleaned once more', () => {
    const pieces = fc.constantFrom(
      '\u001b',
      '\u001b[',
      '\u009b',
      ']',
      'm',
      ' ',
      '\n',
      '…',
      '… [9 characters]',
      '\u200b',
      '🚀',
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (given, cap) => {
        const once = cleanText(given, cap);
        expect(cleanText(once, cap)).toBe(once);
      }),
      { seed: 20_260_301, numRuns: 2_000 },
    );
  });

  it('is not cut through the middle of a character', () => {
    expect(cleanText('abc🚀def', 4)).toBe('abc… [8 characters]');
  });
});

describe('a JSON value from a cloud', () => {
  it('is cleaned in every string and key, and keeps its other values', () => {
    expect(cleanJson({ 'k\u200bey': ['\u001b[1mx', { y: 'z\u0000' }], n: 1, b: true, none: null })).toEqual({
      key: ['x', { y: 'z' }],
      n: 1,
      b: true,
      none: null,
    });
  });

  it('is capped in every string', () => {
    expect(cleanJson(['abcdef'], 3)).toEqual(['abc… [6 characters]']);
  });

  it('is left out where it is nested deeper than anyone looks', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'core' : [nested(depth - 1)]);
    expect(JSON.stringify(cleanJson(nested(99)))).toContain('core');
    expect(JSON.stringify(cleanJson(nested(5_000)))).toContain('[nested too deep]');
  });

  it('keeps keys that objects have by themselves as keys', () => {
    const given: unknown = JSON.parse('{"__proto__":"a","constructor":"b"}');
    expect(JSON.stringify(cleanJson(given))).toBe('{"__proto__":"a","constructor":"b"}');
  });
});

describe('text that has lines', () => {
  it('keeps them, and loses what is invisible', () => {
    expect(cleanLines('a\r\nb\rc\u2028d\n\n\u001b[1me\u202ef\tg')).toBe('a\nb\nc\nd\n\nef g');
  });

  it('is cut at the cap, and says how long it was', () => {
    expect(cleanLines('abc\ndef', 5)).toBe('abc\nd… [7 characters]');
    expect(cleanLines('abc\ndef')).toBe('abc\ndef');
  });

  it('is the same within JSON, where a key has one line', () => {
    expect(cleanJsonLines({ 'k\ney': ['a\nb\u200b', 1] })).toEqual({ 'k ey': ['a\nb', 1] });
  });
});
