import type { MetricRange } from 'multi-cloud-manager/plugin';

/** Seconds; each is one that CloudWatch keeps for as long as it is used here. */
const PERIODS = [60, 300, 900, 1800, 3600, 7200];
const MOST_POINTS = 360;

/** For how many days CloudWatch keeps points of at least so many seconds. */
const KEPT_DAYS: readonly (readonly [seconds: number, days: number])[] = [
  [60, 15],
  [300, 63],
  [3600, 455],
];

/**
 * The distance between points: never finer than the instance sends (5 minutes, or 1 with detailed monitoring), than CloudWatch
 * still keeps for the start of the range, or than a few hundred points.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
 */
export function periodFor({ start, end }: MetricRange, detailed: boolean): number {
  const seconds = (end.getTime() - start.getTime()) / 1000;
  const days = seconds / 86_400;
  const kept = KEPT_DAYS.find(([, most]) => days < most)?.[0] ?? 3600;
  const finest = Math.max(detailed ? 60 : 300, kept);
  const fits = PERIODS.find((period) => period >= finest && seconds / period <= MOST_POINTS);
  return fits ?? Math.ceil(seconds / MOST_POINTS / 3600) * 3600;
}
