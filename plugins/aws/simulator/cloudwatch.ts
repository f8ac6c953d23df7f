import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import { z } from 'zod';
import type { Caller } from './account.js';
import { typeSpec } from './catalogue.js';
import type { SimulatedInstance } from './instance.js';
import { failure } from './replies.js';

const Input = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']).default('TimestampDescending'),
  NextToken: z.string().optional(),
  MetricDataQueries: z
    .array(
      z.object({
        Id: z.string().regex(/^[a-z]\w*$/),
        MetricStat: z.object({
          Metric: z.object({
            Namespace: z.string(),
            MetricName: z.string(),
            Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
          }),
          Period: z.int().refine((period) => period >= 60 && period % 60 === 0),
          Stat: z.enum(['Average', 'Sum', 'Maximum', 'Minimum', 'SampleCount']),
        }),
      }),
    )
    .min(1)
    .max(500),
});
type Input = z.output<typeof Input>;
type Query = Input['MetricDataQueries'][number];

/** What the metrics are about in one second; CPU in percent. */
const PER_SECOND: Readonly<Record<string, number>> = {
  CPUUtilization: 12,
  NetworkIn: 2000,
  NetworkOut: 5000,
  EBSReadOps: 3,
  EBSWriteOps: 8,
  EBSReadBytes: 12_288,
  EBSWriteBytes: 65_536,
  DiskReadOps: 40,
  DiskWriteOps: 60,
  DiskReadBytes: 163_840,
  DiskWriteBytes: 245_760,
  StatusCheckFailed: 0,
  StatusCheckFailed_Instance: 0,
  StatusCheckFailed_System: 0,
};
const DAY = 86_400;

/** Answers GetMetricData, `mostQueries` results a page. */
export function answerMetrics(request: SimulatorRequest<Caller>, mostQueries: number): SimulatorReply {
  const parsed = Input.safeParse(request.body);
  if (!parsed.success || parsed.data.StartTime >= parsed.data.EndTime) {
    const words = 'The parameters of the request are not valid.';
    return failure('monitoring', request, 400, 'InvalidParameterValue', words);
  }
  const { MetricDataQueries: queries, NextToken } = parsed.data;
  const from = Number(NextToken ?? 0);
  const now = request.at.getTime() / 1000;
  const results = queries.slice(from, from + mostQueries).map((query) => ({
    Id: query.Id,
    Label: query.MetricStat.Metric.MetricName,
    ...points(query, parsed.data, now, instanceOf(query, request.account)),
    StatusCode: 'Complete',
  }));
  const end = from + mostQueries;
  const body = {
    MetricDataResults: results,
    Messages: [],
    ...(end < queries.length ? { NextToken: String(end) } : {}),
  };
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

function instanceOf(
  { MetricStat: { Metric } }: Query,
  { account, region }: Caller,
): SimulatedInstance | undefined {
  const id = Metric.Dimensions.find(({ Name }) => Name === 'InstanceId')?.Value;
  if (Metric.Namespace !== 'AWS/EC2') return undefined;
  return account.instances.find((each) => each.id === id && each.region === region);
}

function points(query: Query, input: Input, now: number, instance: SimulatedInstance | undefined) {
  const { Metric, Period: period, Stat } = query.MetricStat;
  const perSecond = PER_SECOND[Metric.MetricName];
  const nothing = { Timestamps: [], Values: [] };
  if (!instance || perSecond === undefined || !sends(instance, Metric.MetricName)) return nothing;
  const sample = instance.detailedMonitoring || Metric.MetricName.startsWith('Status') ? 60 : 300;
  const kept = period < 300 ? 15 * DAY : period < 3600 ? 63 * DAY : 455 * DAY;
  const since = Math.max(Date.parse(instance.launchedAt) / 1000, now - kept);
  const times: number[] = [];
  const values: number[] = [];
  for (let at = Math.floor(input.StartTime / period) * period; at < input.EndTime && at < now; at += period) {
    // Basic monitoring fills one of five minutes.
    if (at < since || at % sample >= period) continue;
    times.push(at);
    values.push(value(Stat, perSecond * swing(at), Math.min(period, now - at), sample));
  }
  return input.ScanBy === 'TimestampAscending'
    ? { Timestamps: times, Values: values }
    : { Timestamps: times.reverse(), Values: values.reverse() };
}

/** Metrics that are counted have a sum; CPU and the checks are gauges. */
function value(stat: string, perSecond: number, seconds: number, sample: number): number {
  if (stat === 'Sum') return Math.round(perSecond * Math.max(seconds, sample));
  return stat === 'SampleCount' ? Math.max(1, Math.floor(seconds / sample)) : perSecond;
}

/** A day's ups and downs, the same in every run. */
const swing = (at: number): number => 1 + Math.sin((at / DAY) * 2 * Math.PI) / 2;

function sends({ state, type }: SimulatedInstance, metric: string): boolean {
  if (state !== 'running') return false;
  const spec = typeSpec(type);
  if (metric.startsWith('EBS')) return spec?.nitro ?? false;
  return !metric.startsWith('Disk') || spec?.disks !== undefined;
}
