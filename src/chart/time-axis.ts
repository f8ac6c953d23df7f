import type { Monitoring } from './answer.js';
import type { Zone } from './zone.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The stretch of time that all charts of an answer show, in unix seconds. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * From the asked number of hours before the newest point up to that point, or from the oldest where that is older: a server that has
 * run for an hour of the last day has its line at the end. Undefined where there is no point.
 */
export function rangeOf({ hours, series }: Pick<Monitoring, 'hours' | 'series'>): Range | undefined {
  const times = series.flatMap(({ points }) => points.map(([at]) => at));
  if (times.length === 0) return undefined;
  const end = times.reduce((a, b) => Math.max(a, b));
  const oldest = times.reduce((a, b) => Math.min(a, b));
  return { start: Math.min(oldest, end - hours * HOUR), end };
}

/** A mark on the axis of time. */
export interface TimeTick {
  readonly at: number;
  /** Whether the date is what tells it from its neighbours. */
  readonly date: boolean;
}

const STEPS = [
  ...[60, 120, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 30].map((days) => days * DAY),
];

/** At most `most` ticks where the clocks of the zone show a round time, over summer time too. */
export function timeTicks({ start, end }: Range, most: number, zone: Zone): readonly TimeTick[] {
  const least = (end - start) / Math.max(1, most);
  const step = STEPS.find((each) => each >= least) ?? Math.ceil(least / DAY) * DAY;
  const ticks: TimeTick[] = [];
  const last = end + zone.offset(end);
  const begin = start + zone.offset(start);
  for (let local = Math.ceil(begin / step) * step; local <= last; local += step) {
    const at = momentOf(local, zone);
    if (at === undefined || at < start || at > end) continue;
    ticks.push({ at, date: local % DAY === 0 });
  }
  return ticks;
}

/** When the clocks of the zone show this; undefined for a time that they skip. */
function momentOf(local: number, zone: Zone): number | undefined {
  const first = local - zone.offset(local);
  const at = local - zone.offset(first);
  return at + zone.offset(at) === local ? at : undefined;
}
