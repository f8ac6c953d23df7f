import { describe, expect, it } from '@jest/globals';
import { periodFor } from '../../plugins/aws/period.js';

const END = new Date('2026-03-01T12:00:00Z');
const hours = (count: number) => ({ start: new Date(END.getTime() - count * 3_600_000), end: END });

describe('the distance between points', () => {
  it.each([
    [1, true, 60],
    [6, true, 60],
    [7, true, 300],
    [1, false, 300],
    [24, false, 300],
    [30, false, 300],
    [31, false, 900],
    [90, false, 900],
    [168, false, 1800],
    [360, true, 3600],
    [720, true, 7200],
    [720, false, 7200],
  ])('of %i hours (detailed: %s) is %i seconds', (count, detailed, period) => {
    expect(periodFor(hours(count), detailed)).toBe(period);
  });

  it('keeps every span within a few hundred points, and within what CloudWatch keeps', () => {
    const all = Array.from({ length: 720 }, (_, index) => index + 1);
    const odd = all.flatMap((count) =>
      [true, false].filter((detailed) => {
        const period = periodFor(hours(count), detailed);
        const tooFine = count >= 15 * 24 && period < 300;
        return (count * 3600) / period > 360 || tooFine || period % 60 !== 0;
      }),
    );
    expect(odd).toEqual([]);
  });

  it('of more than 63 days is whole hours', () => {
    expect(periodFor(hours(24 * 100), true)).toBe(25_200);
  });
});
