import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateStore } from '../state/store.js';
import { updateState } from '../state/update.js';
import { refuse } from './refuse.js';

const MINUTE = 60_000;
const Times = z.array(z.number());

/**
 * At most so many calls a minute of each tool: a model in a loop is stopped before the cloud has to. Reads are counted for each
 * session; power calls for each principal, over every process that shares the state, so that a restart begins nothing anew.
 */
export function rate(perMinute: number, clock: Clock, store: StateStore): Stage {
  const reads = new Map<string, readonly number[]>();

  return async function rate(state, next) {
    const { tool, request } = state;
    const { principal, id } = request.session;
    let first: number | undefined;
    /** The calls of the last minute and this one, unless there are too many already. */
    const count = (before: readonly number[]): readonly number[] => {
      const now = clock.now().getTime();
      const recent = before.filter((time) => time > now - MINUTE);
      first = recent.length >= perMinute ? recent[0] : undefined;
      return first === undefined ? [...recent, now] : recent;
    };
    if (tool.access === 'power') {
      const shared = stateKey('rate', principal.source, principal.id, tool.name);
      await updateState(store, shared, (old) => ({
        value: count(old === undefined ? [] : heldIn({ key: shared, value: old }, Times)),
        ttlMs: MINUTE,
      }));
    } else {
      const key = `${id} ${tool.name}`;
      reads.set(key, count(reads.get(key) ?? []));
    }
    if (first !== undefined) {
      const seconds = Math.max(1, Math.ceil((first + MINUTE - clock.now().getTime()) / 1000));
      throw refuse(
        state,
        'rate',
        new McmError(
          'RATE_LIMITED',
          say(calls, (words) => words.tooOften(tool.name, perMinute, seconds)),
          { details: { retry_after_seconds: seconds } },
        ),
      );
    }
    return next();
  };
}
