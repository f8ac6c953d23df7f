import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Point } from '../../src/chart/answer.js';
import { rangeOf, timeTicks } from '../../src/chart/time-axis.js';
import { timesOf } from '../../src/chart/times.js';
import { valueAxis } from '../../src/chart/value-axis.js';
import { zoneOf } from '../../src/chart/zone.js';

const points = (...values: readonly number[]): readonly Point[] =>
  values.map((value, index) => [index * 60, value]);
const at = (text: string): number => Date.parse(text) / 1000;
const utc = (seconds: number): string => new Date(seconds * 1000).toISOString();

describe('the axis of values', () => {
  it.each<[readonly number[], string, readonly number[]]>([
    [[3, 57], 'percent', [0, 20, 40, 60]],
    [[71, 73], 'percent', [0, 20, 40, 60, 80]],
    [[99, 100], 'percent', [0, 25, 50, 75, 100]],
    [[0, 0], 'percent', [0, 25, 50, 75, 100]],
    [[0, 0], 'bytes', [0, 1]],
    [[0, 1], 'count', [0, 1]],
    [[0, 7], 'count', [0, 2, 4, 6, 8]],
    [[-3, 5], 'celsius', [-4, -2, 0, 2, 4, 6]],
    [[1_400_000], 'bytes_per_second', [0, 500_000, 1_000_000, 1_500_000]],
    [[900], 'kibibytes', [0, 250, 500, 750, 1000]],
    [[1500], 'kibibytes', [0, 512, 1024, 1536]],
  ])('for %j %s has round ticks from nought', (values, unit, ticks) => {
    expect(valueAxis({ unit, points: points(...values) }).ticks).toEqual(ticks);
  });

  it('holds every point, whatever the values are', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
    const unit = fc.constantFrom('percent', 'bytes', 'kibibytes', 'count', 'seconds', 'load');
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 20 }), unit, (values, name) => {
        const { low, high, ticks } = valueAxis({ unit: name, points: points(...values) });
        const slack = (high - low) * 1e-6;
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThan(low);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(low - slack);
          expect(value).toBeLessThanOrEqual(high + slack);
        }
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(9);
      }),
    );
  });
});

describe('the stretch of time', () => {
  const series = (...times: readonly number[]) => ({
    ...{ name: 'a', unit: 'count', min: 0, avg: 0, max: 0, last: 0 },
    points: times.map((time): Point => [time, 0]),
  });

  it('is as long as was asked for, up to the newest point of all series', () => {
    expect(rangeOf({ hours: 1, series: [series(9000), series(10_000, 9500)] })).toEqual({
      start: 6400,
      end: 10_000,
    });
  });

  it('begins with the oldest point where that is older', () => {
    expect(rangeOf({ hours: 1, series: [series(1000, 10_000)] })).toEqual({ start: 1000, end: 10_000 });
  });

  it('is none without a point', () => {
    expect(rangeOf({ hours: 1, series: [series()] })).toBeUndefined();
  });
});

describe('the axis of time [RULE:CHART]', () => {
  const ticks = (start: string, end: string, most: number, zone: string) =>
    timeTicks({ start: at(start), end: at(end) }, most, zoneOf(zone)).map((tick) => utc(tick.at));

  it('has ticks where the clocks of the zone show a round time', () => {
    // Half past five ahead: full hours there are half hours here.
    expect(ticks('2026-07-01T00:10:00Z', '2026-07-01T04:10:00Z', 5, 'Asia/Kolkata')).toEqual([
      '2026-07-01T00:30:00.000Z',
      '2026-07-01T01:30:00.000Z',
      '2026-07-01T02:30:00.000Z',
      '2026-07-01T03:30:00.000Z',
    ]);
  });

  it('leaves out the hour that clocks skip', () => {
    // In Berlin it is 1:00, then 3:00.
    expect(ticks('2026-03-28T23:30:00Z', '2026-03-29T02:30:00Z', 5, 'Europe/Berlin')).toEqual([
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ]);
  });

  it('keeps days at midnight over summer time, and marks them as dates', () => {
    const range = { start: at('2026-03-27T12:00:00Z'), end: at('2026-03-31T12:00:00Z') };
    const days = timeTicks(range, 5, zoneOf('Europe/Berlin'));
    expect(days.map((tick) => utc(tick.at))).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    expect(days.every(({ date }) => date)).toBe(true);
  });

  it('has no more ticks than there is room for, and grows with the range', () => {
    const zone = zoneOf('UTC');
    const range = fc.record({
      start: fc.integer({ min: 0, max: 4e9 }),
      length: fc.integer({ min: 0, max: 1e9 }),
    });
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 12 }), ({ start, length }, most) => {
        const all = timeTicks({ start, end: start + length }, most, zone);
        expect(all.length).toBeLessThanOrEqual(most + 1);
        for (const tick of all) expect(tick.at >= start && tick.at <= start + length).toBe(true);
      }),
    );
  });
});

describe('times', () => {
  const times = (start: string, end: string, zone: string, locale = 'en-GB') =>
    timesOf({ start: at(start), end: at(end) }, zoneOf(zone), locale);

  it('have their day where the answer spans several', () => {
    const day = times('2026-07-01T08:00:00Z', '2026-07-01T12:00:00Z', 'Europe/Berlin');
    expect(day.point(at('2026-07-01T10:05:00Z'))).toBe('12:05');
    const night = times('2026-07-01T20:00:00Z', '2026-07-02T00:00:00Z', 'Europe/Berlin');
    expect(night.point(at('2026-07-01T22:05:00Z'))).toBe('2 Jul, 0:05');
    expect(night.tick({ at: at('2026-07-01T22:00:00Z'), date: true })).toBe('2 Jul');
  });

  it('name their zone, and both distances where clocks changed in between', () => {
    expect(times('2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z', 'Asia/Kolkata').zone).toMatch(
      /^Asia\/(Kolkata|Calcutta) \(UTC\+5:30\)$/,
    );
    expect(times('2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z', 'Europe/Berlin').zone).toBe(
      'Europe/Berlin (UTC+1, then UTC+2)',
    );
    expect(times('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'America/New_York').zone).toBe(
      'America/New_York (UTC−5)',
    );
    expect(times('2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z', 'UTC').zone).toBe('UTC');
  });

  it('are those of the browser where a zone is not known', () => {
    expect(zoneOf('Nowhere/Special').name).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});
