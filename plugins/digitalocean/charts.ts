import type { MetricSeries } from 'multi-cloud-manager/plugin';
import type { WireSeries } from './wire.js';

/** `[unix seconds, value]`, oldest first. */
export type Points = readonly (readonly [number, number])[];

const MEGABIT_IN_BYTES = 125_000;

/** The numbers of a line, oldest first; what is no number is left out. */
export function pointsOf(series: WireSeries | undefined): Points {
  return (series?.values ?? [])
    .map(([at, text]) => [at, text === '' ? NaN : Number(text)] as const)
    .filter(([, value]) => Number.isFinite(value))
    .sort(([a], [b]) => a - b);
}

const valuesAt = (points: Points): ReadonlyMap<number, number> => new Map(points);

/** Two lines put together where both have a point. */
function combine(a: Points, b: Points, value: (a: number, b: number) => number | undefined): Points {
  const other = valuesAt(b);
  return a.flatMap(([at, first]) => {
    const second = other.get(at);
    const result = second === undefined ? undefined : value(first, second);
    return result === undefined ? [] : [[at, round(result)] as const];
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
const percent = (part: number, whole: number): number | undefined =>
  whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : undefined;

/**
 * The share of time in which the CPUs were busy. The API gives seconds since the start for each mode, summed over the CPUs,
 * so a point needs the one before it; a reboot begins anew.
 */
export function cpuBusy(modes: readonly WireSeries[]): Points {
  const idle = valuesAt(pointsOf(modes.find(({ metric }) => metric['mode'] === 'idle')));
  const total = new Map<number, number>();
  for (const mode of modes) {
    for (const [at, seconds] of pointsOf(mode)) total.set(at, (total.get(at) ?? 0) + seconds);
  }
  const times = [...idle.keys()].filter((at) =>
    modes.every((mode) => mode.values.some(([each]) => each === at)),
  );
  return times.flatMap((at, index) => {
    const before = times[index - 1];
    if (before === undefined) return [];
    const rest = (idle.get(at) ?? 0) - (idle.get(before) ?? 0);
    const all = (total.get(at) ?? 0) - (total.get(before) ?? 0);
    const busy = rest < 0 ? undefined : percent(all - rest, all);
    return busy === undefined ? [] : [[at, round(busy)] as const];
  });
}

/** Used memory in percent: what programs could still get counts as free. */
export function memoryUsed(total: readonly WireSeries[], available: readonly WireSeries[]): Points {
  return combine(pointsOf(total[0]), pointsOf(available[0]), (all, free) => percent(all - free, all));
}

/** Used space in percent, one line for each file system. */
export function filesystemsUsed(
  sizes: readonly WireSeries[],
  frees: readonly WireSeries[],
): readonly MetricSeries[] {
  return sizes.map((size) => {
    const { device, mountpoint } = size.metric;
    const free = frees.find(
      ({ metric }) => metric['device'] === device && metric['mountpoint'] === mountpoint,
    );
    return {
      name: `filesystem_used ${mountpoint ?? device ?? ''}`.trim(),
      unit: 'percent',
      points: combine(pointsOf(size), pointsOf(free), (all, left) => percent(all - left, all)),
    };
  });
}

/** The API gives megabits per second. */
export function bandwidth(series: readonly WireSeries[]): Points {
  return pointsOf(series[0]).map(([at, megabits]) => [at, Math.round(megabits * MEGABIT_IN_BYTES)]);
}
