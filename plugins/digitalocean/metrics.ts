import { McmError, type MetricRange, type Metrics, type MetricSeries } from 'multi-cloud-manager/plugin';
import { bandwidth, cpuBusy, filesystemsUsed, memoryUsed, pointsOf, type Points } from './charts.js';
import type { DigitalOceanClient } from './client.js';
import type { WireSeries } from './wire.js';

const NAMES = [
  'cpu',
  'memory_total',
  'memory_available',
  'load_1',
  'load_5',
  'load_15',
  'filesystem_size',
  'filesystem_free',
] as const;
const DIRECTIONS = ['public inbound', 'public outbound', 'private inbound', 'private outbound'] as const;

type Wanted = (typeof NAMES)[number] | (typeof DIRECTIONS)[number];

const NO_AGENT =
  'There is no CPU, memory, load and file system data: the DigitalOcean metrics agent sent none in this time. Either the droplet was off, or the agent (do-agent) is not installed; the Graphs page of the droplet in the control panel has the command that installs it.';

/** Reads every chart of a droplet at once. A chart that fails costs itself and leaves a note. */
export async function readMetrics(
  client: DigitalOceanClient,
  id: string,
  range: MetricRange,
  signal: AbortSignal,
): Promise<Metrics> {
  const [start, end] = [Math.floor(range.start.getTime() / 1000), Math.floor(range.end.getTime() / 1000)];
  const span = { host_id: id, start, end };
  const charts = new Map<Wanted, readonly WireSeries[]>();
  const failures: [Wanted, unknown][] = [];
  const read = async (wanted: Wanted, name: string, query = {}): Promise<void> => {
    try {
      const answer = await client.metric(name, { ...span, ...query }, signal);
      charts.set(wanted, answer.data.result ?? []);
    } catch (error) {
      failures.push([wanted, error]);
    }
  };
  await Promise.all([
    ...NAMES.map((name) => read(name, name)),
    ...DIRECTIONS.map((direction) => read(direction, 'bandwidth', side(direction))),
  ]);
  const first = failures[0];
  if (first && (charts.size === 0 || signal.aborted)) throw first[1];

  const series = seriesOf((wanted) => charts.get(wanted) ?? []);
  const within = series.map((each) => ({
    ...each,
    points: each.points.filter(
      ([at]) => at * 1000 >= range.start.getTime() && at * 1000 <= range.end.getTime(),
    ),
  }));
  const answered = within.filter(({ points }) => points.length > 0);
  const silent = NAMES.every((name) => (charts.get(name) ?? [])[0] === undefined);
  const notes = [
    ...(silent && !failures.some(([wanted]) => !wanted.includes(' ')) ? [NO_AGENT] : []),
    ...failures.map(
      ([wanted, error]) =>
        `${wanted} could not be read: ${McmError.is(error) ? error.message : 'unknown error'}`,
    ),
  ];
  const resolutionSeconds = stepOf(answered);
  return { series: answered, notes, ...(resolutionSeconds === undefined ? {} : { resolutionSeconds }) };
}

function side(direction: (typeof DIRECTIONS)[number]): Readonly<Record<string, string>> {
  const [where = '', way = ''] = direction.split(' ');
  return { interface: where, direction: way };
}

function seriesOf(chart: (wanted: Wanted) => readonly WireSeries[]): readonly MetricSeries[] {
  const line = (name: string, unit: string, points: Points): MetricSeries => ({ name, unit, points });
  return [
    line('cpu_used', 'percent', cpuBusy(chart('cpu'))),
    line('memory_used', 'percent', memoryUsed(chart('memory_total'), chart('memory_available'))),
    line('load_1', 'load', pointsOf(chart('load_1')[0])),
    line('load_5', 'load', pointsOf(chart('load_5')[0])),
    line('load_15', 'load', pointsOf(chart('load_15')[0])),
    ...filesystemsUsed(chart('filesystem_size'), chart('filesystem_free')),
    ...DIRECTIONS.map((direction) =>
      line(`bandwidth_${direction.replace(' ', '_')}`, 'bytes_per_second', bandwidth(chart(direction))),
    ),
  ];
}

/** The API chooses the distance between points by the length of the range. */
function stepOf(series: readonly MetricSeries[]): number | undefined {
  const distances = series.flatMap(({ points }) =>
    points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at)),
  );
  return distances.length === 0 ? undefined : Math.min(...distances);
}
