import { McmError, type Clock, type Fleet, type Logger, type Text } from 'multi-cloud-manager/plugin';
import type { CallState, Finished, PowerState, Stage } from '../call/state.js';
import { changes } from '../confirmation/digest.js';
import { calls } from '../locale/en/calls.js';
import { confirmation as confirmationWords } from '../locale/en/confirmation.js';
import { say, wordsIn } from '../locale/words.js';
import type { PowerLeases } from '../power/leases.js';
import type { Mint } from '../power/permit.js';
import { lockedError, type LockParts } from './locked.js';
import { refuse } from './refuse.js';

/** What the stage works with. */
export interface GuardParts {
  readonly fleet: Fleet;
  readonly mint: Mint;
  readonly leases: PowerLeases;
  readonly locks: LockParts;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * One power action at a time per instance, over every process that shares the state. Reads the target once more, refuses when it
 * changed, and mints the permit.
 */
export function guard({ fleet, mint, leases, locks, clock, log }: GuardParts): Stage {
  return function guard(state, next) {
    return state.power ? guarded(state, state.power, next) : next();
  };

  async function guarded(
    state: CallState,
    power: PowerState,
    next: () => Promise<Finished>,
  ): Promise<Finished> {
    const { target } = power;
    const taken = await leases.acquire(target, {
      call_id: state.id,
      tool: state.tool.name,
      since: clock.now().toISOString(),
    });
    if (!('lease' in taken))
      throw refuse(
        state,
        'guard',
        new McmError(
          'OPERATION_IN_PROGRESS',
          say(calls, (words) => words.underWay),
          { provider: target.provider, details: { since: taken.heldBy.since } },
        ),
      );
    const { lease } = taken;
    try {
      await unchanged(fleet, state, power);
      // Of many guesses at once the right one must not win: by now the wrong ones are counted.
      const locked = await lockedError(locks, target);
      if (locked) throw refuse(state, 'guard', locked);
      state.decisions.push({ decision: 'allow', by: 'guard' });
      if (power.intent.dryRun) return dryRun(state, power);
      const { action, force } = power.intent;
      state.lease = lease;
      state.permit = mint.mint({
        provider: target.provider,
        account: target.account,
        instance: target,
        action,
        force,
        variant: power.variant,
        callId: state.id,
      });
      return await next();
    } finally {
      if (state.permit) mint.retire(state.permit);
      // What was done is done: a lease that cannot be given back is stale when this process ends, and a person can clear it.
      await lease.release().catch((error: unknown) => {
        log.error(`The lease of ${state.tool.name} could not be given back: ${String(error)}`, {
          call_id: state.id,
        });
      });
    }
  }
}

async function unchanged(fleet: Fleet, state: CallState, { target }: PowerState): Promise<void> {
  const now = await fleet.refresh(target, { signal: state.signal });
  const refuseChange = (message: Text, changed?: readonly string[]) =>
    refuse(
      state,
      'guard',
      new McmError('TARGET_CHANGED', message, {
        provider: target.provider,
        ...(changed && { details: { changed } }),
      }),
    );
  if (!now) throw refuseChange(say(calls, (words) => words.gone));
  const changed = changes(target, now);
  if (changed.length > 0)
    throw refuseChange(
      say(calls, (words) => words.changed(changed)),
      changed,
    );
}

/** What would have happened: every decision, and none of the values that would confirm it. */
function dryRun(state: CallState, { target }: PowerState): Finished {
  const { confirmation } = state;
  const met = confirmation?.required === 'arguments' && confirmation.missing.length === 0;
  const words = wordsIn(calls, state.locale);
  const ahead = confirmation?.required === 'arguments' ? words.dryRunArguments : words.dryRunPerson;
  const message = met ? words.dryRunPassed : ahead;
  return {
    kind: 'result',
    content: {
      status: 'dry_run',
      provider: target.provider,
      account: target.account,
      // The action and a name are what a confirmation asks for; the caller knows what it called.
      ...(target.id !== target.name && { instance_id: target.id }),
      state_before: target.status,
      message,
      decisions: state.decisions,
      warnings: state.warnings,
      confirmation,
    },
    text: [message, ...state.warnings.map(wordsIn(confirmationWords, state.locale).warning)].join('\n'),
  };
}
