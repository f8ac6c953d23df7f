import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { CallState, Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateStore } from '../state/store.js';
import { updateState } from '../state/update.js';
import { refuse } from './refuse.js';

const MINUTE = 60_000;
const Times = z.array(z.number());

/** The times of calls, the oldest first. */
class Window {
  constructor(readonly times: number[] = []) {}

  /** Counts a call, unless there were too many within a minute already: then it gives the time of the first of them. */
  enter(now: number, most: number): number | undefined {
    const { times } = this;
    const recent = times.findIndex((time) => time > now - MINUTE);
    times.splice(0, recent < 0 ? times.length : recent);
    if (times.length >= most) return times[0];
    times.push(now);
    return undefined;
  }
}

/**
 * At most so many calls a minute of each tool: a model in a loop is stopped before the cloud has to. Reads are counted for each
 * session; power calls for each principal, over every process that shares the state, so that a restart begins nothing anew.
 */
export function rate(perMinute: number, clock: Clock, store: StateStore): Stage {
  const reads = new Map<string, Window>();

  return function rate(state, next) {
    const { tool, request } = state;
    if (tool.access === 'power') return shared(state, next);
    const key = `${request.session.id} ${tool.name}`;
    const window = reads.get(key) ?? new Window();
    reads.set(key, window);
    refuseWhenFull(state, window.enter(clock.now().getTime(), perMinute));
    return next();
  };

  async function shared(state: CallState, next: () => Promise<Finished>): Promise<Finished> {
    const { principal } = state.request.session;
    const key = stateKey('rate', principal.source, principal.id, state.tool.name);
    let first: number | undefined;
    await updateState(store, key, (old) => {
      const window = new Window(old === undefined ? [] : heldIn({ key, value: old }, Times));
      first = window.enter(clock.now().getTime(), perMinute);
      return { value: window.times, ttlMs: MINUTE };
    });
    refuseWhenFull(state, first);
    return next();
  }

  function refuseWhenFull(state: CallState, first: number | undefined): void {
    if (first === undefined) return;
    const seconds = Math.max(1, Math.ceil((first + MINUTE - clock.now().getTime()) / 1000));
    throw refuse(
      state,
      'rate',
      new McmError(
        'RATE_LIMITED',
        say(calls, (words) => words.tooOften(state.tool.name, perMinute, seconds)),
        { details: { retry_after_seconds: seconds } },
      ),
    );
  }
}
