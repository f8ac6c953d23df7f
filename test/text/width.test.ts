import { describe, expect, it } from '@jest/globals';
import { widthOf } from '../../src/text/width.js';

describe('the width of a text in a terminal', () => {
  it.each([
    ['', 0],
    ['warning', 7],
    ['警告', 4],
    ['账号：aws/default（正常）', 25],
    ['“a”…', 4],
    ['ﾊﾝｶｸ', 4],
    ['カタカナー', 10],
    ['한국어', 6],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['a\u200bb', 2],
    ['✅', 2],
    ['𠮷', 2],
  ])('of %j is %d', (text, cells) => {
    expect(widthOf(text)).toBe(cells);
  });
});
