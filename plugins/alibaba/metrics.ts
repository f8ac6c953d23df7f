import type { MetricRange, Metrics, MetricSeries } from 'multi-cloud-manager/plugin';
import type { MonitorQuery } from './queries.js';
import type { WirePoint } from './wire.js';

/** The API gives at most so many points an answer, and nothing older than 30 days. */
const MOST_POINTS = 400;
const OLDEST_MS = 30 * 86_400_000;
const MINUTE = 60_000;

const NO_CPU =
  'There is no CPU data: the instance was off in this time, or it is a bare-metal one, whose CPU only the CloudMonitor agent sees.';
const NOTHING = 'There is no data at all: the instance was off in this time, or it is newer than that.';
const VOLUMES = 'Network and disk values are means over each period; disk values are over all cloud disks.';

type Span = Omit<MonitorQuery, 'id'>;

/** The requests for a range: the finest period of which 400 points reach far enough, at the coarsest in two parts. */
export function spansOf(range: MetricRange): readonly Span[] {
  const end = Math.ceil(range.end.getTime() / MINUTE) * MINUTE;
  // The oldest that is allowed moves on while the request travels.
  const oldest = end - OLDEST_MS + 5 * MINUTE;
  const start = Math.max(Math.ceil(range.start.getTime() / MINUTE) * MINUTE, oldest);
  const seconds = (end - start) / 1000;
  const period = ([60, 600, 3600] as const).find((each) => seconds / each <= MOST_POINTS) ?? 3600;
  const longest = MOST_POINTS * period * 1000;
  const spans: Span[] = [];
  for (let from = start; from < end; from += longest) {
    const to = Math.min(from + longest, end);
    spans.push({ startTime: written(from), endTime: written(to), period });
  }
  return spans;
}

const written = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Reads one point after the other; undefined where it has no value. */
type Reading = (point: WirePoint, period: number) => number | null | undefined;

/** kbit in a period → bytes per second. */
const rate =
  (field: 'InternetRX' | 'InternetTX' | 'IntranetRX' | 'IntranetTX'): Reading =>
  (point, period) => {
    const kilobits = point[field];
    return kilobits === undefined || kilobits === null
      ? undefined
      : Math.round((kilobits * 125 * 100) / period) / 100;
  };

const SERIES: readonly (readonly [name: string, unit: string, read: Reading])[] = [
  ['cpu_used', 'percent', ({ CPU }) => CPU],
  ['internet_in', 'bytes_per_second', rate('InternetRX')],
  ['internet_out', 'bytes_per_second', rate('InternetTX')],
  ['intranet_in', 'bytes_per_second', rate('IntranetRX')],
  ['intranet_out', 'bytes_per_second', rate('IntranetTX')],
  ['disk_read', 'bytes_per_second', ({ BPSRead }) => BPSRead],
  ['disk_write', 'bytes_per_second', ({ BPSWrite }) => BPSWrite],
  ['disk_read_operations', 'operations_per_second', ({ IOPSRead }) => IOPSRead],
  ['disk_write_operations', 'operations_per_second', ({ IOPSWrite }) => IOPSWrite],
  ['cpu_credit_balance', 'credits', ({ CPUCreditBalance }) => CPUCreditBalance],
];

/** The series of an instance, from all points of a range. */
export function toMetrics(points: readonly WirePoint[], period: number, range: MetricRange): Metrics {
  const [start, end] = [range.start.getTime() / 1000, range.end.getTime() / 1000];
  const timed = new Map<number, WirePoint>();
  for (const point of points) {
    const at = Date.parse(point.TimeStamp) / 1000;
    if (at >= start && at <= end) timed.set(at, point);
  }
  const ordered = [...timed].sort(([one], [other]) => one - other);
  const series: MetricSeries[] = SERIES.map(([name, unit, read]) => ({
    name,
    unit,
    points: ordered.flatMap(([at, point]) => {
      const value = read(point, period);
      return value === undefined || value === null ? [] : [[at, value] as const];
    }),
  })).filter((each) => each.points.length > 0);
  const cpu = series.some(({ name }) => name === 'cpu_used');
  const notes = series.length === 0 ? [NOTHING] : cpu ? [VOLUMES] : [NO_CPU, VOLUMES];
  return { series, resolutionSeconds: period, notes };
}
