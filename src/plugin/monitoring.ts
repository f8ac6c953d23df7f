import { z } from 'zod';
import type { Instance } from './instance.js';
import type { Metrics, MetricSeries } from './provider.js';

/** A series in few numbers. */
export const SeriesSummary = z.object({
  name: z.string(),
  unit: z.string(),
  min: z.number(),
  avg: z.number(),
  max: z.number(),
  last: z.number(),
  points: z.array(z.tuple([z.number(), z.number()])).describe('[unix seconds, value], thinned out'),
});
/** See {@link SeriesSummary}. */
export type SeriesSummary = z.output<typeof SeriesSummary>;

/** What every monitoring tool answers. */
export const Monitoring = z.object({
  provider: z.string(),
  instance_id: z.string(),
  name: z.string(),
  hours: z.number(),
  resolution_seconds: z.number().optional(),
  series: z.array(SeriesSummary),
  notes: z.array(z.string()),
});
/** See {@link Monitoring}. */
export type Monitoring = z.output<typeof Monitoring>;

const HOURS = 'expected a whole number from 1 to 720';

/** How far back a monitoring tool looks: 1 to 720 hours. */
export const MonitoringHours = z.int(HOURS).min(1, HOURS).max(720, HOURS).default(1);

const MOST_POINTS = 60;
/** How long the line of a series is in text. */
const SPARKS = 20;

/** The answer of a monitoring tool, from what a provider knows. */
export function monitoringOf(instance: Instance, hours: number, metrics: Metrics): Monitoring {
  return {
    provider: instance.provider,
    instance_id: instance.id,
    name: instance.name,
    hours,
    ...(metrics.resolutionSeconds !== undefined && { resolution_seconds: metrics.resolutionSeconds }),
    series: metrics.series.flatMap((each) => summarize(each) ?? []),
    notes: [...(metrics.notes ?? [])],
  };
}

/** The same in a few lines: one series a line, and the notes. */
export function monitoringText({ name, instance_id, hours, series, notes }: Monitoring): string {
  const head = `${name} (${instance_id}), last ${hours === 1 ? 'hour' : `${String(hours)} hours`}`;
  const lines = series.map(({ name: what, unit, min, avg, max, last, points }) =>
    `${what} (${unit}): avg ${String(avg)}, min ${String(min)}, max ${String(max)}, last ${String(last)} ${sparkline(points, SPARKS)}`.trimEnd(),
  );
  return [series.length === 0 ? `${head}: no data` : head, ...lines, ...notes].join('\n');
}

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * A line of bars over time, one for each of at most `width` equal stretches: its greatest value, from the least of all to the greatest.
 * A stretch without a point is a space. Fewer than three points make no line.
 */
export function sparkline(points: readonly (readonly [number, number])[], width: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3 || last[0] <= first[0]) return '';
  const values = points.map(([, value]) => value);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const count = Math.min(width, points.length);
  const peaks: (number | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const [at, value] of points) {
    const index = Math.min(count - 1, Math.floor(((at - first[0]) / (last[0] - first[0])) * count));
    peaks[index] = Math.max(peaks[index] ?? value, value);
  }
  const bar = (value: number): string =>
    BARS[high === low ? 0 : Math.round(((value - low) / (high - low)) * (BARS.length - 1))] ?? '';
  return peaks.map((value) => (value === undefined ? ' ' : bar(value))).join('');
}

/** Least, mean, greatest and last value, and the line itself in at most 60 points. Undefined for a series without points. */
export function summarize({ name, unit, points }: MetricSeries): SeriesSummary | undefined {
  const values = points.map(([, value]) => value);
  const last = values.at(-1);
  if (last === undefined) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    name,
    unit,
    min: values.reduce((a, b) => Math.min(a, b)),
    avg: Math.round((sum / values.length) * 100) / 100,
    max: values.reduce((a, b) => Math.max(a, b)),
    last,
    points: thin(points, MOST_POINTS).map(([at, value]) => [at, value]),
  };
}

/** At most `most` points that keep the shape: of each stretch its lowest and its highest, so no peak gets lost. */
export function thin(points: MetricSeries['points'], most: number): readonly (readonly [number, number])[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor(most / 2));
  return Array.from({ length: stretches }, (_, index) => {
    const from = Math.floor((index * points.length) / stretches);
    const to = Math.floor(((index + 1) * points.length) / stretches);
    const stretch = points.slice(from, to);
    const lowest = stretch.reduce((a, b) => (b[1] < a[1] ? b : a));
    const highest = stretch.reduce((a, b) => (b[1] > a[1] ? b : a));
    return lowest === highest ? [lowest] : [lowest, highest].sort(([a], [b]) => a - b);
  }).flat();
}
