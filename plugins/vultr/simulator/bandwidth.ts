import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Keyholder } from './account.js';
import { badRequest } from './replies.js';
import type { WireDay, WireInstance } from './wire.js';

const DAY_MS = 86_400_000;

/** Answers `GET /v2/instances/{id}/bandwidth`: the days back from today, since the instance was made. */
export function answerBandwidth(request: SimulatorRequest<Keyholder>, wire: WireInstance): SimulatorReply {
  const asked = request.query['date_range'] ?? '30';
  const count = /^\d+$/.test(asked) ? Number(asked) : 0;
  if (count < 1 || count > 60) return badRequest('Invalid date_range.');
  const today = Math.floor(request.at.getTime() / DAY_MS);
  const first = Math.max(today - count + 1, Math.floor(Date.parse(wire.date_created) / DAY_MS));
  const bandwidth: Record<string, WireDay> = {};
  for (let day = first; day <= today; day += 1) {
    const share = day < today ? 1 : (request.at.getTime() % DAY_MS) / DAY_MS;
    bandwidth[new Date(day * DAY_MS).toISOString().slice(0, 10)] = {
      incoming_bytes: Math.round(traffic(wire.id, day) * share),
      outgoing_bytes: Math.round(traffic(wire.id, day + 7) * 3 * share),
    };
  }
  return { status: 200, body: { bandwidth } };
}

/** Bytes of a whole day, the same in every run. */
function traffic(id: string, day: number): number {
  const seed = Number.parseInt(id.slice(0, 6), 16);
  return Math.round((1 + 0.5 * Math.sin(seed + day)) * 8_000_000_000);
}
