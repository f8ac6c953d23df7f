import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { Stage } from '../call/state.js';

const MINUTE = 60_000;

/** At most so many calls a minute for each session and tool: a model in a loop is stopped before the cloud has to. */
export function rate(perMinute: number, clock: Clock): Stage {
  const calls = new Map<string, number[]>();
  return function rate(state, next) {
    const key = `${state.request.session.id} ${state.tool.name}`;
    const now = clock.now().getTime();
    const recent = (calls.get(key) ?? []).filter((time) => time > now - MINUTE);
    if (recent.length >= perMinute) {
      const seconds = Math.ceil(((recent[0] ?? now) + MINUTE - now) / 1000);
      throw new McmError(
        'RATE_LIMITED',
        `${state.tool.name} was called ${String(perMinute)} times within a minute; wait ${String(seconds)} s.`,
        { details: { retry_after_seconds: seconds } },
      );
    }
    recent.push(now);
    calls.set(key, recent);
    return next();
  };
}
