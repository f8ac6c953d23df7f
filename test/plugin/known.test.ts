import { describe, expect, it } from '@jest/globals';
import { known } from 'multi-cloud-manager/plugin';

describe('what is known of something', () => {
  it('is without what is undefined, null or empty text, and with all else that looks empty', () => {
    const given = { a: undefined, b: null, c: '', d: 0, e: false, f: [] };
    expect(Object.entries(known(given))).toEqual([
      ['d', 0],
      ['e', false],
      ['f', []],
    ]);
    expect(Object.keys(given)).toHaveLength(6);
  });
});
