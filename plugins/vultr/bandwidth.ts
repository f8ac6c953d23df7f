import type { Instance, MetricRange, Metrics } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const DAY_SECONDS = 86_400;

/** What went in and out on one day, UTC. */
export const BandwidthDay = z.object({
  date: z.string().describe('UTC'),
  incoming_bytes: z.number(),
  outgoing_bytes: z.number(),
});
/** See {@link BandwidthDay}. */
export type BandwidthDay = z.output<typeof BandwidthDay>;

const Bytes = z.object({ incoming_bytes: z.number(), outgoing_bytes: z.number() });

/** The bandwidth of an instance by day, with totals and what its plan allows. */
export const Bandwidth = z.object({
  instance_id: z.string(),
  name: z.string(),
  days: z.array(BandwidthDay).describe('Oldest first; today is not over'),
  total: Bytes,
  this_month: Bytes.extend({ month: z.string() }),
  allowance_gb_per_month: z.number().optional().describe("The plan's"),
});
/** See {@link Bandwidth}. */
export type Bandwidth = z.output<typeof Bandwidth>;

/** As many days as cover this month and what Vultr shows by itself. */
export const BANDWIDTH_DAYS = 31;

/** The days that Vultr's answer has, oldest first. */
export function daysOf(bandwidth: Readonly<Record<string, z.output<typeof Bytes>>>): readonly BandwidthDay[] {
  return Object.entries(bandwidth)
    .map(([date, { incoming_bytes, outgoing_bytes }]) => ({ date, incoming_bytes, outgoing_bytes }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** Adds it up. */
export function bandwidthOf(instance: Instance, days: readonly BandwidthDay[], now: Date): Bandwidth {
  const month = now.toISOString().slice(0, 7);
  const allowance = instance.details?.['allowed_bandwidth_gb'];
  return {
    instance_id: instance.id,
    name: instance.name,
    days: [...days],
    total: sum(days),
    this_month: { month, ...sum(days.filter(({ date }) => date.startsWith(month))) },
    ...(typeof allowance === 'number' && { allowance_gb_per_month: allowance }),
  };
}

function sum(days: readonly BandwidthDay[]): z.output<typeof Bytes> {
  return days.reduce(
    (all, { incoming_bytes, outgoing_bytes }) => ({
      incoming_bytes: all.incoming_bytes + incoming_bytes,
      outgoing_bytes: all.outgoing_bytes + outgoing_bytes,
    }),
    { incoming_bytes: 0, outgoing_bytes: 0 },
  );
}

const gigabytes = (bytes: number): string => `${String(Math.round(bytes / 1e7) / 100)} GB`;
const inAndOut = (bytes: z.output<typeof Bytes>): string =>
  `${gigabytes(bytes.incoming_bytes)} in, ${gigabytes(bytes.outgoing_bytes)} out`;

/** The same in a few lines, one day a line. */
export function bandwidthText(bandwidth: Bandwidth): string {
  const { name, instance_id, days, total, this_month: month, allowance_gb_per_month: allowance } = bandwidth;
  const allowed = allowance === undefined ? '' : `; the plan allows ${String(allowance)} GB a month`;
  return [
    `${name} (${instance_id}): ${inAndOut(month)} in ${month.month} so far${allowed}`,
    `${String(days.length)} days: ${inAndOut(total)}`,
    ...days.map((day) => `${day.date} ${inAndOut(day)}`),
  ].join('\n');
}

const PER_DAY =
  'Vultr counts bandwidth by UTC day and measures nothing else: no CPU, memory or disk. Each point is what went through on one day, at its end; the last one is today so far.';

/** The days as lines in a chart. A day stands at its end, and today at the end of the range: so far has been counted. */
export function toMetrics(days: readonly BandwidthDay[], { start, end }: MetricRange): Metrics {
  const [from, until] = [start.getTime() / 1000, end.getTime() / 1000];
  const line = (name: string, bytes: (day: BandwidthDay) => number) => ({
    name,
    unit: 'bytes',
    points: days.flatMap((day): [number, number][] => {
      const begin = Date.parse(day.date) / 1000;
      const at = Math.min(begin + DAY_SECONDS, Math.floor(until));
      return begin < at && at >= from ? [[at, bytes(day)]] : [];
    }),
  });
  const series = [
    line('bandwidth_incoming_per_day', ({ incoming_bytes }) => incoming_bytes),
    line('bandwidth_outgoing_per_day', ({ outgoing_bytes }) => outgoing_bytes),
  ];
  return {
    series: series.filter(({ points }) => points.length > 0),
    resolutionSeconds: DAY_SECONDS,
    notes: [PER_DAY],
  };
}

/** How many days back from today reach the beginning of the range. */
export function daysBack({ start, end }: MetricRange): number {
  return Math.min(60, Math.max(1, Math.ceil((end.getTime() - start.getTime()) / (DAY_SECONDS * 1000)) + 1));
}
