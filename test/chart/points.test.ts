import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { summarize } from '../../src/plugin/monitoring.js';
import type { Point } from '../../src/chart/answer.js';
import { runsOf } from '../../src/chart/gaps.js';
import { Steps } from '../../src/chart/steps.js';
import { lengthOf } from '../../src/chart/times.js';
import { titleOf } from '../../src/chart/titles.js';

const every = (step: number, count: number, without: (index: number) => boolean = () => false): Point[] =>
  Array.from({ length: count }, (_, index): Point => [index * step, index % 7]).filter(
    ([at]) => !without(at / step),
  );
const sent = (points: readonly Point[]): readonly Point[] =>
  summarize({ name: 'a', unit: 'count', points })?.points ?? [];
const ends = (points: readonly Point[], resolution: number | undefined) =>
  runsOf(points, resolution).map((run) => [run[0]?.[0], run.at(-1)?.[0]]);

describe('a line has a gap [RULE:CHART]', () => {
  it('where one point is missing', () => {
    expect(
      ends(
        every(300, 10, (index) => index === 4),
        300,
      ),
    ).toEqual([
      [0, 900],
      [1500, 2700],
    ]);
  });

  it('nowhere without a resolution, and not where clocks are a little late', () => {
    expect(
      ends(
        [
          [0, 1],
          [9000, 1],
        ],
        undefined,
      ),
    ).toEqual([[0, 9000]]);
    expect(
      ends(
        [
          [0, 1],
          [310, 1],
          [590, 1],
          [930, 1],
        ],
        300,
      ),
    ).toEqual([[0, 930]]);
  });

  it('in a line that was thinned out, where it is certain', () => {
    const day = every(60, 1440, (index) => index > 600 && index < 900);
    const runs = ends(sent(day), 60);
    expect(runs).toHaveLength(2);
    expect(runs[0]?.[1]).toBeLessThanOrEqual(600 * 60);
    expect(runs[1]?.[0]).toBeGreaterThanOrEqual(900 * 60);
  });

  it('nowhere in a whole line that was thinned out, whatever its values', () => {
    const values = fc.infiniteStream(fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), values, (count, stream) => {
        const whole = every(60, count).map(([at]): Point => [at, stream.next().value as number]);
        expect(runsOf(sent(whole), 60)).toHaveLength(1);
      }),
    );
  });

  it('nowhere in a line that was hardly thinned out', () => {
    for (const count of [60, 61, 62, 89, 90, 91, 119, 120, 121])
      expect(runsOf(sent(every(60, count)), 60)).toHaveLength(1);
  });

  it('for each of several holes, down to the small ones', () => {
    const hour = every(60, 720, (index) => (index > 300 && index < 700) || index === 10 || index === 305);
    const few = hour.filter(([at]) => at < 40 * 60 || at > 690 * 60);
    expect(ends(few, 60)).toEqual([
      [0, 540],
      [660, 2340],
      [42_000, 43_140],
    ]);
  });

  it('never with a point lost', () => {
    const points = every(60, 30, (index) => index % 4 === 1);
    expect(runsOf(points, 60).flat()).toEqual(points);
    expect(runsOf([], 60)).toEqual([]);
  });
});

describe('keys', () => {
  const steps = () =>
    new Steps(
      every(60, 30, (index) => index === 20),
      60,
    );

  it('begin at the newest point and stop at the ends', () => {
    const walk = steps();
    expect(walk.pressed('ArrowLeft')?.point[0]).toBe(29 * 60);
    walk.index = 0;
    expect(walk.pressed('ArrowLeft')?.index).toBe(0);
    expect(walk.pressed('ArrowRight')?.index).toBe(1);
    expect(walk.pressed('PageDown')?.index).toBe(10);
    expect(walk.pressed('End')?.index).toBe(28);
    walk.index = 28;
    expect(walk.pressed('ArrowRight')?.index).toBe(28);
    expect(walk.pressed('PageUp')?.index).toBe(18);
    expect(walk.pressed('Home')?.index).toBe(0);
  });

  it('say that something is missing before a point', () => {
    const walk = steps();
    walk.index = 19;
    expect(walk.pressed('ArrowRight')).toMatchObject({ point: [21 * 60, 0], afterGap: true });
    walk.index = 20;
    expect(walk.pressed('ArrowRight')).toMatchObject({ point: [22 * 60, 1], afterGap: false });
  });

  it.each(['a', 'Tab', 'ArrowUp', 'toString'])('other than those lead nowhere: %s', (key) => {
    expect(steps().pressed(key)).toBeUndefined();
  });
});

describe('a moment', () => {
  const line = new Steps(
    every(60, 10, (index) => index === 5),
    60,
  );

  it('has the point that is nearest to it', () => {
    expect(line.nearest(130)).toBe(2);
    expect(line.nearest(-50)).toBe(0);
    expect(line.nearest(9e9)).toBe(8);
    expect(new Steps([], 60).nearest(1)).toBeUndefined();
  });

  it('has none in a gap or beyond the line', () => {
    expect(line.around(130)?.[0]).toBe(120);
    expect(line.around(170)?.[0]).toBe(180);
    expect(line.around(360)?.[0]).toBe(360);
    expect(line.around(300)).toBeUndefined();
    expect(line.around(-1)).toBeUndefined();
    expect(line.around(601)).toBeUndefined();
  });
});

describe('names', () => {
  it.each([
    ['cpu_used', 'CPU used'],
    ['load_1', 'Load 1'],
    ['filesystem_used /mnt/my_disk', 'Filesystem used /mnt/my_disk'],
    ['', 'Unnamed'],
  ])('%s reads %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });

  it.each([
    [3600, 'hour'],
    [14_400, '4 hours'],
    [86_400, 'day'],
    [2_592_000, '30 days'],
    [300, '5 minutes'],
    [90, '90 seconds'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(lengthOf(seconds)).toBe(text);
  });
});
