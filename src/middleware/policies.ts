import {
  CONFIRMATION_LEVELS,
  McmError,
  textIn,
  type Clock,
  type Decision,
  type Fleet,
  type Instance,
  type Middleware,
  type Policy,
  type Text,
  type ToolCall,
} from 'multi-cloud-manager/plugin';
import type { CallState, Finished, Stage } from '../call/state.js';
import { frozenCopy } from '../confirmation/frozen-copy.js';
import { CONFIRMATIONS } from '../confirmation/match.js';
import { TargetDenied } from '../fleet/denied.js';
import { calls } from '../locale/en/calls.js';
import { isText } from '../locale/is-text.js';
import { say, wordsIn } from '../locale/words.js';
import { deniedBy, denialOf, instancesIn } from './denied-targets.js';
import { quotaOf, tooMany, type Before } from './quotas.js';

const LONGEST_MS = 5_000;
const LATE = Symbol('late');

/** What the stage works with. */
export interface PolicyParts {
  readonly fleet: Fleet;
  readonly clock: Clock;
  /** What was done before, for policies that count. */
  readonly before: Before;
}

/** The deployment's own rules and middlewares, in the order of the config. A policy that throws, hangs or answers nonsense denies. */
export function policies(list: readonly (Policy | Middleware)[], parts: PolicyParts): Stage {
  const denied = deniedBy(list);
  return function policies(state, next) {
    return list.length === 0 ? next() : judged(state, next);
  };

  function judged(state: CallState, next: () => Promise<Finished>): Promise<Finished> {
    const view = viewOf(state, parts.fleet);
    state.view = view;
    const run = async (index: number): Promise<Finished> => {
      const rule = list[index];
      if (!rule) return inBounds(state, next);
      if (rule.kind === 'policy') {
        const decision = await decide(rule, state, view, parts);
        if (decision.decision === 'allow') {
          state.decisions.push({ decision: 'allow', by: rule.name });
          return run(index + 1);
        }
        const { reason } = decision;
        state.decisions.push({ ...decision, reason: textIn(reason, 'en'), by: rule.name });
        if (decision.decision === 'deny') throw refusedBy(rule.name, reason);
        const { locale, warnings } = state;
        warnings.push(wordsIn(calls, locale).byPolicy(textIn(reason, locale), rule.name));
        return run(index + 1);
      }
      return around(rule, view, () => run(index + 1));
    };
    return run(0);
  }

  /** What was read keeps to the bounds: the fleet refuses what is out of them, and what came past the fleet is refused here. */
  async function inBounds(state: CallState, next: () => Promise<Finished>): Promise<Finished> {
    if (state.power || !denied) return next();
    try {
      const finished = await next();
      for (const instance of instancesIn(finished.content)) {
        const denial = denied(instance);
        if (denial) throw new TargetDenied(denial);
      }
      return finished;
    } catch (error) {
      if (error instanceof TargetDenied) {
        const { policy, reason } = error.denial;
        state.decisions.push({ decision: 'deny', reason: textIn(reason, 'en'), by: policy });
      }
      throw error;
    }
  }
}

/** All that a policy says of a call: of its instance, of the call, and of how often. */
async function decide(rule: Policy, state: CallState, view: ToolCall, parts: PolicyParts): Promise<Decision> {
  const { power, signal } = state;
  const target = power && frozenCopy(power.target);
  const reason = target && denialOf(rule, target);
  if (reason !== undefined) return { decision: 'deny', reason };
  const decision = await judge(rule, view, parts.clock, signal);
  if (!target || decision.decision === 'deny' || !rule.quota) return decision;
  let quota;
  try {
    quota = quotaOf(rule, view, target);
  } catch {
    return refusal((words) => words.policyUncounted);
  }
  const full = quota && tooMany(quota, await parts.before(rule.name, quota));
  return full === undefined ? decision : { decision: 'deny', reason: full };
}

async function around(rule: Middleware, view: ToolCall, next: () => Promise<Finished>): Promise<Finished> {
  let inner: Finished | undefined;
  let running: Promise<Finished> | undefined;
  let ended = false;
  const go = async () => {
    if (ended) throw new McmError('INTERNAL', `The middleware ${rule.name} called next() after its end.`);
    if (running) throw new McmError('INTERNAL', `The middleware ${rule.name} called next() twice.`);
    running = next();
    inner = await running;
    return { kind: inner.kind, content: inner.content, text: inner.text };
  };
  let outcome: unknown;
  try {
    outcome = await rule.handle(view, go);
  } finally {
    ended = true;
    // One that does not wait for what it started must not have its call end before that has: the audit would tell of a refusal.
    await running?.catch(() => undefined);
  }
  if (!isOutcome(outcome))
    throw new McmError(
      'INTERNAL',
      `The middleware ${rule.name} returned what is no outcome; return what next() gave.`,
    );
  return { ...outcome, ...(inner?.ask && { ask: inner.ask }) };
}

function isOutcome(value: unknown): value is Finished {
  if (value === null || typeof value !== 'object') return false;
  const { kind, content, text } = value as Partial<Finished>;
  return (
    (kind === 'result' || kind === 'challenge') && typeof content === 'object' && typeof text === 'string'
  );
}

async function judge(rule: Policy, view: ToolCall, clock: Clock, signal: AbortSignal): Promise<Decision> {
  const late = new AbortController();
  try {
    const answer = await Promise.race([
      Promise.resolve().then(() => rule.evaluate(view)),
      clock.sleep(LONGEST_MS, AbortSignal.any([signal, late.signal])).then(() => LATE),
    ]);
    if (answer === LATE) return refusal((words) => words.policyLate);
    return isDecision(answer) ? answer : refusal((words) => words.policyNonsense);
  } catch (error) {
    if (signal.aborted)
      throw new McmError(
        'CANCELLED',
        say(calls, (words) => words.cancelled),
        { cause: error },
      );
    return refusal((words) => words.policyFailed);
  } finally {
    late.abort();
  }
}

const refusal = (pick: (words: typeof calls) => string): Decision => ({
  decision: 'deny',
  reason: say(calls, pick),
});

const refusedBy = (policy: string, reason: Text): McmError =>
  new McmError(
    'POLICY_DENIED',
    say(calls, (words, locale) => words.policyRefuses(policy, textIn(reason, locale))),
    { details: { policy } },
  );

function isDecision(value: unknown): value is Decision {
  if (value === null || typeof value !== 'object' || !('decision' in value)) return false;
  const { decision } = value;
  if (decision === 'allow') return true;
  const reasoned = 'reason' in value && isText(value.reason);
  if (decision === 'deny') return reasoned;
  return (
    decision === 'confirm' &&
    reasoned &&
    'level' in value &&
    (CONFIRMATION_LEVELS as readonly unknown[]).includes(value.level)
  );
}

/** The call as rules see it: frozen, and without the confirmation values. */
function viewOf(state: CallState, fleet: Fleet): ToolCall {
  const { tool, request, power } = state;
  const input = Object.fromEntries(
    Object.entries(state.input).filter(([key]) => !(CONFIRMATIONS as readonly string[]).includes(key)),
  );
  return Object.freeze({
    id: state.id,
    tool: Object.freeze({ name: tool.name, access: tool.access, plugin: tool.plugin }),
    input: frozenCopy(input),
    principal: frozenCopy(request.session.principal),
    client: request.session.client && frozenCopy(request.session.client),
    time: new Date(state.startedAt),
    power: power && Object.freeze({ ...power.intent }),
    target: once(() => (power ? Promise.resolve(frozenCopy(power.target)) : readTarget(state, fleet))),
  });
}

/** For a read tool: the one instance that its arguments name, if any. */
async function readTarget(state: CallState, fleet: Fleet): Promise<Instance | undefined> {
  const { input } = state;
  const named = ['identifier', 'ip_address_or_id', 'ip_address', 'instance_id', 'droplet_id']
    .map((key) => input[key])
    .find((value) => typeof value === 'string' || typeof value === 'number');
  if (named === undefined) return undefined;
  const provider = typeof input['provider'] === 'string' ? { provider: input['provider'] } : {};
  const { instances: found } = await fleet.find(
    { identifier: String(named), ...provider },
    { signal: state.signal },
  );
  return found.length === 1 ? found[0] : undefined;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
