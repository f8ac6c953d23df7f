import type { Fault } from 'multi-cloud-manager/testing';
import { RESPONSE_MS } from './plugins/impatient.js';
import type { Random } from './random.js';

/** What goes wrong at which request of a call, counted from 1. */
export interface PlannedFault {
  readonly at: number;
  readonly kind: string;
  readonly fault: Fault;
}

/** When the client gives up: before it begins, at one of the requests, or when it is told how it goes. */
export type PlannedCancel = 'never' | 'at once' | 'at progress' | number;

export interface Plan {
  readonly faults: readonly PlannedFault[];
  readonly cancel: PlannedCancel;
  readonly waitSeconds: number;
  readonly viaGeneralTool: boolean;
  /** The cloud takes the action and it ends badly. */
  readonly endsBadly: boolean;
}

const MESSAGES = { id: 'server_error', message: 'No.', error: 'No.', Code: 'InternalError', Message: 'No.' };
const REFUSAL = { id: 'forbidden', message: 'No.', error: 'No.', Code: 'Forbidden.RAM', Message: 'No.' };

/** Every way to go wrong. What `takesEffect` says is the cloud's secret: the answer is the same with and without. */
const FAULTS: Readonly<Record<string, (random: Random, takesEffect: boolean) => Fault>> = {
  reset: (_, takesEffect) => ({ kind: 'reset', takesEffect }),
  'time-out': (_, takesEffect) => ({ kind: 'hang', takesEffect }),
  '5xx': (random, takesEffect) => ({
    ...{ kind: 'status', status: random.pick([500, 502, 503, 504]), body: MESSAGES, takesEffect },
  }),
  '408': (_, takesEffect) => ({ kind: 'status', status: 408, body: 'Request Timeout', takesEffect }),
  '429': (random) => ({
    ...{ kind: 'status', status: 429, body: { ...MESSAGES, Code: 'Throttling.User' } },
    ...(random.chance(0.5) && { retryAfter: random.whole(1, 90) }),
  }),
  refusal: (random) => ({ kind: 'status', status: random.pick([400, 403, 404, 409, 422]), body: REFUSAL }),
  truncated: () => ({ kind: 'truncated' }),
  'not JSON': (random, takesEffect) => ({
    ...{ kind: 'not_json', status: random.pick([200, 201, 502]), takesEffect },
  }),
  'other JSON': (random, takesEffect) => ({
    ...{
      kind: 'status',
      status: 200,
      body: random.pick([[], {}, { action: 7 }, { RequestId: {} }]),
      takesEffect,
    },
  }),
  redirect: (random, takesEffect) => ({
    ...{ kind: 'status', status: random.pick([301, 302, 307, 308]), takesEffect },
    headers: { location: random.pick(['/', '/v2/droplets/1001', 'http://127.0.0.1:9/']) },
  }),
  slow: (random) => ({ kind: 'late', delayMs: random.whole(1, 30) }),
  'too slow': () => ({ kind: 'late', delayMs: RESPONSE_MS + 100 }),
};
const KINDS = Object.keys(FAULTS);

/** What happens to one call. `act` is the number of the request that acts, when nothing goes wrong before it. */
export function plan(random: Random, act: number): Plan {
  const faults: PlannedFault[] = [];
  const add = (at: number, times: number): void => {
    const kind = random.pick(KINDS);
    const effect = random.chance(0.5);
    for (let each = 0; each < times; each += 1) {
      const fault = FAULTS[kind]?.(random, effect);
      if (fault) faults.push({ at: at + each, kind, fault: { ...fault, times: 1 } });
    }
  };
  if (random.chance(0.6)) add(act, 1);
  if (random.chance(0.25)) add(random.whole(1, Math.max(1, act - 1)), random.pick([1, 1, 2, 3, 4]));
  if (random.chance(0.35)) add(act + random.whole(1, 3), random.pick([1, 2, 3, 6]));
  return {
    faults,
    cancel: random.chance(0.3)
      ? random.pick<PlannedCancel>(['at once', 'at progress', random.whole(1, act), act, act, act + 1])
      : 'never',
    waitSeconds: random.pick([0, 0, 1, 5, 20, 55]),
    viaGeneralTool: random.chance(0.3),
    endsBadly: random.chance(0.1),
  };
}
