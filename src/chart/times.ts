import type { Range, TimeTick } from './time-axis.js';
import type { Zone } from './zone.js';

/** Writes times for one answer, as the viewer's language and zone have it. */
export interface Times {
  tick(tick: TimeTick): string;
  /** A point of the line, with its day where the answer spans several. */
  point(at: number): string;
  /** Names the zone, with its distance from UTC. */
  readonly zone: string;
}

/** How times are written within a range. */
export function timesOf({ start, end }: Range, zone: Zone, locale: string | undefined): Times {
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone.name });
    return (at: number): string => format.format(at * 1000);
  };
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const day = write({ year: 'numeric', ...date });
  const [time, onlyDate] = [write(clock), write(date)];
  return {
    tick: ({ at, date: asDate }) => (asDate ? onlyDate(at) : time(at)),
    point: day(start) === day(end) ? time : write({ ...date, ...clock }),
    zone: zoneText(zone, [start, end]),
  };
}

function zoneText(zone: Zone, ends: readonly number[]): string {
  const offsets = [...new Set(ends.map((at) => offsetText(zone.offset(at))))];
  return zone.name === 'UTC' ? 'UTC' : `${zone.name} (${offsets.join(', then ')})`;
}

function offsetText(seconds: number): string {
  if (seconds === 0) return 'UTC';
  const minutes = Math.round(Math.abs(seconds) / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const of = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
  return `UTC${seconds < 0 ? '−' : '+'}${String(hours)}${of}`;
}

/** A length of time in words, for example `5 minutes`. */
export function lengthOf(seconds: number): string {
  const [size, word] = LENGTHS.find(([each]) => seconds % each === 0) ?? ([1, 'second'] as const);
  const count = seconds / size;
  return count === 1 ? word : `${String(count)} ${word}s`;
}

const LENGTHS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;
