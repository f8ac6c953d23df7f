import { McmError, type ConfirmationLevel } from 'multi-cloud-manager/plugin';
import type { Answer } from '../call/request.js';
import type { CallState, Finished, PowerState, Stage } from '../call/state.js';
import { referenceOf } from '../confirmation/digest.js';
import { requiredLevel } from '../confirmation/levels.js';
import {
  confirmingAddresses,
  matchConfirmations,
  type ConfirmationName,
  type Match,
} from '../confirmation/match.js';
import { askPerson, challenge } from '../confirmation/wording.js';

/** Merges every decision into one level. When it is not met, the call ends here with a challenge; nothing waits for a person. */
export function confirm(): Stage {
  return async function confirm(state, next) {
    return state.power ? judge(state, state.power, next) : next();
  };
}

async function judge(state: CallState, power: PowerState, next: () => Promise<Finished>): Promise<Finished> {
  const level = requiredLevel(state.decisions);
  const given = matchConfirmations(state.input, power.target, power.variant);
  state.confirmation = { required: level, via: 'arguments', ...given };
  if (given.wrong.length > 0) throw mismatch(given.wrong);
  if (confirmingAddresses(power.target).length === 0)
    throw new McmError(
      'CONFIRMATION_FAILED',
      'This instance has no IP address, so it cannot be confirmed by one: its power cannot be switched through mcm.',
      { details: { failed: ['ip_confirmation'] } },
    );
  if (power.intent.dryRun) return next();
  const { answer } = state.request;
  if (answer) {
    judgeAnswer(state, power, level, answer);
    return next();
  }
  if (level === 'arguments' && given.missing.length === 0) return next();
  return unmet(state, power, level, given);
}

/** What a person answered. It counts only for the question that was asked, on the instance as it was then. */
function judgeAnswer(state: CallState, power: PowerState, level: ConfirmationLevel, answer: Answer): void {
  const match = matchConfirmations(answer.values ?? {}, power.target, power.variant);
  state.confirmation = { required: level, ...match, via: answer.via, answer: answer.outcome };
  if (answer.reference !== referenceOf(state.tool.name, power.variant, power.target))
    throw new McmError(
      'TARGET_CHANGED',
      'The instance changed while the person was asked. Nothing was done.',
    );
  if (answer.outcome !== 'accepted')
    throw new McmError('CONFIRMATION_FAILED', UNANSWERED[answer.outcome], {
      details: { answer: answer.outcome },
    });
  if (match.wrong.length > 0 || match.missing.length > 0) throw mismatch([...match.wrong, ...match.missing]);
}

const UNANSWERED: Record<Exclude<Answer['outcome'], 'accepted'>, string> = {
  declined: 'The person declined. Nothing was done.',
  cancelled: 'The person closed the question without an answer. Nothing was done.',
  timed_out: 'The person did not answer in time. Nothing was done; a late answer does not count.',
  failed: 'The client could not ask the person, or what it sent back was no answer. Nothing was done.',
};

function unmet(state: CallState, power: PowerState, level: ConfirmationLevel, given: Match): Finished {
  const human = level === 'human';
  const { content, text } = challenge(
    level,
    power.variant,
    power.target,
    state.warnings,
    human ? [] : given.missing,
  );
  if (!human) return { kind: 'challenge', content, text };
  if (!state.request.session.canAsk)
    throw new McmError(
      'POLICY_DENIED',
      `A person has to confirm this one, and this client cannot ask one. ${state.warnings.join(' ')}`.trim(),
      {
        suggestion: 'Use an MCP client with elicitation (forms), or do it in the console of the cloud.',
        details: { level, warnings: state.warnings },
      },
    );
  const reference = referenceOf(state.tool.name, power.variant, power.target);
  return {
    kind: 'challenge',
    content,
    text,
    ask: askPerson(power.variant, power.target, state.warnings, reference),
  };
}

function mismatch(failed: readonly ConfirmationName[]): McmError {
  return new McmError(
    'CONFIRMATION_FAILED',
    `${failed.join(' and ')} ${failed.length === 1 ? 'does' : 'do'} not match the live instance. Nothing was done.`,
    {
      suggestion: 'Ask the user to check what they mean. mcm does not say what it expected.',
      details: { failed },
    },
  );
}
