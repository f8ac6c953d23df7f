import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Keyholder } from './keys.js';
import { accept, refuse } from './replies.js';
import type { WirePoint } from './wire.js';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;
const MINUTE = 60_000;
const OLDEST_MS = 30 * 86_400_000;

/** Answers DescribeInstanceMonitorData: at most 400 points, nothing older than 30 days, nothing while the instance was off. */
export function describeMonitorData(request: SimulatorRequest<Keyholder>): SimulatorReply {
  const { query, account: holder } = request;
  const no = (status: number, code: string, message: string): SimulatorReply =>
    refuse(request, status, code, message);
  const id = query['InstanceId'] ?? '';
  if (!holder.account.instance(id))
    return no(404, 'InvalidInstanceId.NotFound', 'The specified InstanceId does not exist.');
  const [from = '', to = ''] = [query['StartTime'], query['EndTime']];
  if (!TIME.test(from))
    return no(400, 'InvalidStartTime.Malformed', 'The specified parameter "StartTime" is not valid.');
  if (!TIME.test(to))
    return no(400, 'InvalidEndTime.Malformed', 'The specified parameter "EndTime" is not valid.');
  const period = Number(query['Period'] ?? 60);
  if (![60, 600, 3600].includes(period)) {
    return no(400, 'InvalidPeriod.ValueNotSupported', 'The specified parameter "Period" is not valid.');
  }
  const [start, end] = [wholeMinute(from), wholeMinute(to)];
  if (start > end) {
    return no(
      400,
      'InvalidStartTime.ValueNotSupported',
      'The specified parameter StartTime is later than EndTime.',
    );
  }
  if (start < request.at.getTime() - OLDEST_MS) {
    return no(400, 'InvalidStartTime.TooEarly', 'The specified parameter "StartTime" is too early.');
  }
  if ((end - start) / 1000 / period > 400) {
    return no(400, 'InvalidParameter.TooManyDataQueried', 'Too many data queried.');
  }
  const uptimes = holder.account.uptimes(id);
  const bareMetal = holder.account.isBareMetal(id);
  const points: WirePoint[] = [];
  const until = Math.min(end, request.at.getTime());
  for (let t = Math.ceil(start / (period * 1000)) * period * 1000; t < until; t += period * 1000) {
    if (uptimes.some((up) => up.from <= t && t < (up.until ?? Infinity)))
      points.push(pointAt(id, t, period, bareMetal));
  }
  return accept(request, { MonitorData: { InstanceMonitorData: points } });
}

const wholeMinute = (text: string): number => Math.ceil(Date.parse(text) / MINUTE) * MINUTE;

/** The same in every run: waves, their phase from the id. */
function pointAt(id: string, t: number, period: number, bareMetal: boolean): WirePoint {
  const phase = Number.parseInt(id.slice(-6), 36);
  const wave = (seconds: number): number => 0.5 + 0.45 * Math.sin((2 * Math.PI * t) / 1000 / seconds + phase);
  const [out, inside] = [Math.round(800 * wave(3600)), Math.round(300 * wave(5400))];
  return {
    InstanceId: id,
    TimeStamp: new Date(t).toISOString().replace('.000Z', 'Z'),
    ...(bareMetal ? {} : { CPU: Math.round(40 * wave(1800)) }),
    InternetRX: Math.round(out / 4) * period,
    InternetTX: out * period,
    InternetBandwidth: out,
    IntranetRX: inside * period,
    IntranetTX: inside * period,
    IntranetBandwidth: inside,
    IOPSRead: Math.round(50 * wave(2400)),
    IOPSWrite: Math.round(120 * wave(2700)),
    BPSRead: Math.round(400_000 * wave(2400)),
    BPSWrite: Math.round(900_000 * wave(2700)),
  };
}
