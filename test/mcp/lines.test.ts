import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter } from '../../src/mcp/lines.js';

function split(maxBytes: number, chunks: readonly string[]): string[] {
  const splitter = new LineSplitter(maxBytes);
  const lines = [...chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))]), ...splitter.end()];
  return lines.map((line) => (line === 'too long' ? '<too long>' : Buffer.from(line).toString()));
}

describe('LineSplitter', () => {
  it('puts half lines together', () => {
    expect(split(100, ['a', 'b\nc', '\n', '\nd'])).toEqual(['ab', 'c', '', 'd']);
  });

  it('tells once of a line that is too long and goes on behind its newline', () => {
    expect(split(3, ['abcd', 'efgh', 'ij\nok\n'])).toEqual(['<too long>', 'ok']);
  });

  it('takes a line of exactly the limit', () => {
    expect(split(3, ['ab', 'c\n'])).toEqual(['abc']);
  });

  it('says the same however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a\n]{0,9}$/)), (chunks) => {
        expect(split(4, chunks)).toEqual(split(4, [chunks.join('')]));
      }),
      { seed: 20_251_125 },
    );
  });
});
