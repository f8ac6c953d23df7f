import { describe, expect, it } from '@jest/globals';
import { sparkline } from 'multi-cloud-manager/plugin';

const line = (...values: readonly number[]) => values.map((value, index) => [index * 60, value] as const);

describe('a sparkline', () => {
  it.each([
    ['rises from the least to the greatest', line(0, 1, 2, 3, 4, 5, 6, 7), 8, '▁▂▃▄▅▆▇█'],
    ['is flat where nothing changes', line(5, 5, 5, 5), 8, '▁▁▁▁'],
    ['keeps a peak that falls between others', line(0, 0, 0, 9, 0, 0, 0, 0), 4, '▁█▁▁'],
    ['knows values below zero', line(-7, 0, 7), 3, '▁▅█'],
    ['is no longer than there are points', line(1, 2, 3), 20, '▁▅█'],
  ])('%s', (_, points, width, bars) => {
    expect(sparkline(points, width)).toBe(bars);
  });

  it('has a gap where nothing was measured', () => {
    expect(
      sparkline(
        [
          [0, 1],
          [60, 2],
          [540, 1],
          [600, 2],
        ],
        4,
      ),
    ).toBe('█  █');
  });

  it.each([
    ['no point', []],
    ['one point', line(1)],
    ['two points', line(1, 2)],
    [
      'points at one time',
      [
        [5, 1],
        [5, 2],
        [5, 3],
      ] as const,
    ],
  ])('of %s is none', (_, points) => {
    expect(sparkline(points, 10)).toBe('');
  });
});
