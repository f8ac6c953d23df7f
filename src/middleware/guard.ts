import { McmError, type Fleet } from 'multi-cloud-manager/plugin';
import type { CallState, Finished, PowerState, Stage } from '../call/state.js';
import { changes } from '../confirmation/digest.js';
import type { Mint } from '../power/permit.js';

/** One power action at a time per instance. Reads the target once more, refuses when it changed, and mints the permit. */
export function guard(fleet: Fleet, mint: Mint): Stage {
  const busy = new Set<string>();
  return async function guard(state, next): Promise<Finished> {
    const { power } = state;
    if (!power) return next();
    const { target } = power;
    const key = JSON.stringify([target.provider, target.account, target.id]);
    if (busy.has(key))
      throw new McmError(
        'OPERATION_IN_PROGRESS',
        'Another power action on this instance is under way. Nothing was done.',
        {
          provider: target.provider,
        },
      );
    busy.add(key);
    try {
      await unchanged(fleet, power, state.signal);
      if (power.intent.dryRun) return dryRun(state, power);
      const { action, force } = power.intent;
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
      busy.delete(key);
    }
  };
}

async function unchanged(fleet: Fleet, { target }: PowerState, signal: AbortSignal): Promise<void> {
  const now = await fleet.refresh(target, { signal });
  if (!now)
    throw new McmError('TARGET_CHANGED', 'The instance is gone. Nothing was done.', {
      provider: target.provider,
    });
  const changed = changes(target, now);
  if (changed.length > 0)
    throw new McmError(
      'TARGET_CHANGED',
      `The instance changed between the check and the act (${changed.join(', ')}). Nothing was done.`,
      { provider: target.provider, details: { changed } },
    );
}

/** What would have happened: every decision, and none of the values that would confirm it. */
function dryRun(state: CallState, { target }: PowerState): Finished {
  const { confirmation } = state;
  const met = confirmation?.required === 'arguments' && confirmation.missing.length === 0;
  const message = met
    ? 'Dry run: every check passed and the action would be sent. Nothing was done.'
    : `Dry run: the checks passed so far; ${confirmation?.required === 'human' ? 'a person would be asked' : 'the confirmations would be asked for'} next. Nothing was done.`;
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
    text: [message, ...state.warnings.map((warning) => `Warning: ${warning}`)].join('\n'),
  };
}
