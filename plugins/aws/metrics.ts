import type { GetMetricDataCommandInput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Instance, MetricRange, Metrics, MetricSeries } from 'multi-cloud-manager/plugin';
import type { AwsClient } from './client.js';
import { periodFor } from './period.js';

interface Chart {
  readonly metric: string;
  readonly name: string;
  readonly unit: 'percent' | 'bytes_per_second' | 'operations_per_second' | 'count';
  readonly stat: 'Average' | 'Sum' | 'Maximum';
}

const perSecond = (metric: string, name: string, unit: Chart['unit']): Chart => ({
  ...{ metric, name, unit },
  stat: 'Sum',
});
const check = (metric: string, name: string): Chart => ({
  ...{ metric, name },
  unit: 'count',
  stat: 'Maximum',
});

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html */
const CHARTS: readonly Chart[] = [
  { metric: 'CPUUtilization', name: 'cpu_used', unit: 'percent', stat: 'Average' },
  perSecond('NetworkIn', 'network_in', 'bytes_per_second'),
  perSecond('NetworkOut', 'network_out', 'bytes_per_second'),
  perSecond('EBSReadOps', 'ebs_read', 'operations_per_second'),
  perSecond('EBSWriteOps', 'ebs_write', 'operations_per_second'),
  perSecond('EBSReadBytes', 'ebs_read_bytes', 'bytes_per_second'),
  perSecond('EBSWriteBytes', 'ebs_write_bytes', 'bytes_per_second'),
  perSecond('DiskReadOps', 'instance_store_read', 'operations_per_second'),
  perSecond('DiskWriteOps', 'instance_store_write', 'operations_per_second'),
  perSecond('DiskReadBytes', 'instance_store_read_bytes', 'bytes_per_second'),
  perSecond('DiskWriteBytes', 'instance_store_write_bytes', 'bytes_per_second'),
  check('StatusCheckFailed', 'status_check_failed'),
  check('StatusCheckFailed_Instance', 'status_check_failed_instance'),
  check('StatusCheckFailed_System', 'status_check_failed_system'),
];

const NO_DATA =
  'CloudWatch has no data of this time: the instance was off, or it has just been started (basic monitoring sends every 5 minutes).';
const NO_EBS = 'There are no EBS series: only instances of Nitro-based types send them.';

/** Every chart of an instance, with one request. */
export async function readMetrics(
  client: AwsClient,
  instance: Instance,
  range: MetricRange,
  signal: AbortSignal,
): Promise<Metrics> {
  const detailed = instance.details?.['monitoring'] === 'enabled';
  const period = periodFor(range, detailed);
  const results = await client.metrics(requestFor(instance.id, range, period), signal);
  const series = CHARTS.map((chart, index) =>
    line(
      chart,
      results.filter(({ Id }) => Id === `m${index}`),
      range,
      period,
    ),
  );
  const answered = series.filter(({ points }) => points.length > 0);
  return { series: answered, resolutionSeconds: period, notes: notesOn(answered, results) };
}

function requestFor(id: string, range: MetricRange, period: number): GetMetricDataCommandInput {
  const ms = period * 1000;
  return {
    // Whole periods only: a sum over one that is not over yet would look like a drop.
    StartTime: new Date(Math.floor(range.start.getTime() / ms) * ms),
    EndTime: new Date(Math.floor(range.end.getTime() / ms) * ms),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: CHARTS.map(({ metric, stat }, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/EC2',
          MetricName: metric,
          Dimensions: [{ Name: 'InstanceId', Value: id }],
        },
        Period: period,
        Stat: stat,
      },
    })),
  };
}

/** Sums become rates; the two lists of a result belong together by position. */
function line(
  chart: Chart,
  results: readonly MetricDataResult[],
  range: MetricRange,
  period: number,
): MetricSeries {
  const divisor = chart.stat === 'Sum' ? period : 1;
  const [start, end] = [range.start.getTime() / 1000, range.end.getTime() / 1000];
  const points = results
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, index) => [time.getTime() / 1000, Values[index] ?? NaN] as const),
    )
    .filter(([at, value]) => at >= start && at <= end && Number.isFinite(value))
    .map(([at, value]) => [at, rounded(value / divisor)] as const)
    .sort(([a], [b]) => a - b);
  return { name: chart.name, unit: chart.unit, points };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function notesOn(answered: readonly MetricSeries[], results: readonly MetricDataResult[]): readonly string[] {
  const failed = results.filter(
    ({ StatusCode }) => StatusCode === 'Forbidden' || StatusCode === 'InternalError',
  );
  const names = [...new Set(failed.map(({ Id }) => CHARTS[Number(Id?.slice(1))]?.name ?? 'a series'))];
  const has = (start: string): boolean => answered.some(({ name }) => name.startsWith(start));
  return [
    ...(names.length === 0 ? [] : [`CloudWatch could not read ${names.join(', ')}.`]),
    ...(answered.length === 0 && names.length === 0 ? [NO_DATA] : []),
    ...(has('cpu_used') && !has('ebs_') && names.length === 0 ? [NO_EBS] : []),
  ];
}
