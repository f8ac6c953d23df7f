import { describe, expect, it } from '@jest/globals';
import { cleanJson, cleanText } from '../../src/text/clean.js';

describe('text that came from a cloud', () => {
  it.each([
    ['colours', 'a\u001b[31mred\u001b[0mb', 'aredb'],
    ['a link of a terminal', 'a\u001b]8;;https://example.com\u0007b\u001b]8;;\u001b\\c', 'abc'],
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
});
