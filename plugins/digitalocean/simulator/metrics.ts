import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Tokenholder, Uptime } from './account.js';
import { notFound, unprocessable } from './replies.js';
import { idle, memory, wave } from './signal.js';
import type { WireDroplet } from './wire.js';

type Labels = Readonly<Record<string, string>>;

/** One line in a chart: its labels, and its value at `t` seconds for a droplet that came up `up` seconds earlier. */
interface Line {
  readonly labels: Labels;
  readonly value: (t: number, up: number) => string;
}

type Metric = (droplet: WireDroplet, query: Labels) => readonly Line[];

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const gauge =
  (value: (droplet: WireDroplet, t: number) => number | string): Metric =>
  (droplet) => [{ labels: {}, value: (t) => String(value(droplet, t)) }];

const disk =
  (share: (droplet: WireDroplet, t: number) => number): Metric =>
  (droplet) => [
    {
      labels: { device: '/dev/vda1', fstype: 'ext4', mountpoint: '/' },
      value: (t) => String(Math.round(droplet.disk * GIB * share(droplet, t))),
    },
  ];

const load = (minutes: number): Metric =>
  gauge(({ id, vcpus }, t) => (vcpus * 0.6 * wave(id, t, 1740 + 600 * minutes)).toFixed(2));

/** The last segment of the path → what it gives. */
export const METRICS: Readonly<Record<string, Metric>> = {
  cpu,
  bandwidth,
  memory_total: gauge((droplet) => droplet.memory * MIB),
  memory_free: gauge((droplet, t) => memory(droplet, t).free),
  memory_available: gauge((droplet, t) => memory(droplet, t).available),
  memory_cached: gauge((droplet, t) => memory(droplet, t).cached),
  load_1: load(1),
  load_5: load(5),
  load_15: load(15),
  filesystem_size: disk(() => 1),
  filesystem_free: disk(({ id }, t) => 0.4 + 0.2 * wave(id, t, 7 * 86_400)),
};

/** Answers `GET /v2/monitoring/metrics/droplet/{metric}`. */
export function answerMetric(request: SimulatorRequest<Tokenholder>): SimulatorReply {
  const metric = METRICS[request.params['metric'] ?? ''];
  if (!metric) return notFound(request);
  const { host_id: hostId, start, end } = request.query;
  if (!hostId || !/^\d+$/.test(start ?? '') || !/^\d+$/.test(end ?? '')) {
    return unprocessable(request, 'host_id, start and end are required.');
  }
  const { account } = request.account;
  const droplet = account.droplet(Number(hostId));
  if (!droplet) return notFound(request);
  const lines = metric(droplet, request.query);
  const until = Math.min(Number(end), Math.floor(request.at.getTime() / 1000));
  // Bandwidth is taken to be measured outside the droplet; the reference does not say whether it needs the agent.
  const seen = metric === bandwidth || account.monitored(droplet.id) ? account.uptimes(droplet.id) : [];
  const result = lines.flatMap((line) => {
    const values = points(line, seen, Number(start), until);
    return values.length === 0 ? [] : [{ metric: { host_id: hostId, ...line.labels }, values }];
  });
  return { status: 200, body: { status: 'success', data: { resultType: 'matrix', result } } };
}

function points(line: Line, uptimes: readonly Uptime[], start: number, end: number): [number, string][] {
  // Two minutes as in the reference's examples; wider for longer windows, as charts have it.
  const step = end - start > 86_400 ? 600 : 120;
  const values: [number, string][] = [];
  for (let t = Math.ceil(start / step) * step; t <= end; t += step) {
    const up = uptimes.find(({ from, until }) => from <= t * 1000 && t * 1000 < (until ?? Infinity));
    if (up) values.push([t, line.value(t, up.from / 1000)]);
  }
  return values;
}

/** Seconds since the start of the droplet, one counter a mode: they begin anew after a reboot. */
function cpu(droplet: WireDroplet): readonly Line[] {
  const shares = { iowait: 0.04, irq: 0, nice: 0, softirq: 0.01, steal: 0.02, system: 0.23, user: 0.7 };
  const seconds = (t: number, up: number): number => (t - up) * droplet.vcpus;
  const resting = (t: number, up: number): number => idle(droplet.id, up, t) * droplet.vcpus;
  return [
    { labels: { mode: 'idle' }, value: (t, up) => resting(t, up).toFixed(2) },
    ...Object.entries(shares).map(([mode, share]) => ({
      labels: { mode },
      value: (t: number, up: number) => ((seconds(t, up) - resting(t, up)) * share).toFixed(2),
    })),
  ];
}

/** Megabits per second. */
function bandwidth(droplet: WireDroplet, query: Labels): readonly Line[] {
  const { interface: side = 'public', direction = 'inbound' } = query;
  const connected =
    side === 'private' ? droplet.networks.v4.some(({ type }) => type === 'private') : side === 'public';
  if (!connected) return [];
  const most = side === 'private' ? 2 : direction === 'outbound' ? 24 : 6;
  return [
    {
      labels: { direction, interface: side },
      value: (t) => String(most * wave(droplet.id + direction.length, t, 3600)),
    },
  ];
}
