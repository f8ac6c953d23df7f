import {
  McmError,
  textIn,
  type ConfirmationLevel,
  type Instance,
  type Text,
} from 'multi-cloud-manager/plugin';
import type { Answer } from '../call/request.js';
import type { CallState, Finished, PowerState, Stage } from '../call/state.js';
import type { Asked, Question, Way } from '../confirmation/confirmer.js';
import { bind, changedSince } from '../confirmation/digest.js';
import { reaches, requiredLevel } from '../confirmation/levels.js';
import {
  CONFIRMATIONS,
  confirmingAddresses,
  matchConfirmations,
  type ConfirmationName,
  type Confirmations,
  type Match,
} from '../confirmation/match.js';
import { challenge } from '../confirmation/wording.js';
import { confirmation } from '../locale/en/confirmation.js';
import { say } from '../locale/words.js';
import { howToUnlock, lockedError, type LockParts } from './locked.js';
import { refuse } from './refuse.js';

/** What the stage works with. */
export interface ConfirmParts extends LockParts {
  /** The ways to ask a person, in the order of the config. */
  readonly confirmers: readonly Way[];
}

/** Merges every decision into one level. When it is not met, the call ends here with a challenge; nothing waits for a person. */
export function confirm(parts: ConfirmParts): Stage {
  return function confirm(state, next) {
    return state.power ? new Judge(parts, state, state.power).judge(next) : next();
  };
}

/** A way that cannot be used, and why. */
type Reason = readonly [name: string, why: Text];

/** One power call before the question whether it was confirmed. */
class Judge {
  readonly #level: ConfirmationLevel;

  constructor(
    private readonly parts: ConfirmParts,
    private readonly state: CallState,
    private readonly power: PowerState,
  ) {
    this.#level = requiredLevel(state.decisions);
  }

  async judge(next: () => Promise<Finished>): Promise<Finished> {
    const { state, power } = this;
    await this.#unlocked(power.target);
    const given = matchConfirmations(givenIn(state.request.arguments), power.target, power.variant);
    state.confirmation = { required: this.#level, via: 'arguments', ...given };
    if (given.wrong.length > 0) throw await this.#mismatch(given.wrong);
    if (confirmingAddresses(power.target).length === 0) throw this.#refuse(noAddress());
    if (power.intent.dryRun) return next();
    const answer = await this.#take();
    if (answer) await this.#judgeAnswer(answer);
    else if (this.#level !== 'arguments') return this.#ask(given);
    else if (given.missing.length > 0) return this.#challenge(given.missing);
    state.decisions.push({ decision: 'allow', by: 'confirm' });
    return next();
  }

  async #unlocked(target: Instance): Promise<void> {
    const locked = await lockedError(this.parts, target);
    if (locked) throw this.#refuse(locked);
  }

  /** The answer of a person, from whoever has one that is worth enough. */
  async #take(): Promise<Answer | undefined> {
    const { answer } = this.state.request;
    for (const confirmer of this.#strongEnough()) {
      const given = answer?.via === confirmer.name ? answer : undefined;
      const taken = await confirmer.take(this.#question(), given);
      if (taken) return taken;
    }
    return undefined;
  }

  #strongEnough(): readonly Way[] {
    return this.parts.confirmers.filter(({ level }) => reaches(level, this.#level));
  }

  /** What a person answered. It counts only for the call that was asked about, on the instance as it was then. */
  async #judgeAnswer(answer: Answer): Promise<void> {
    const { state, power } = this;
    const match = matchConfirmations(answer.values ?? {}, power.target, power.variant);
    state.confirmation = {
      required: this.#level,
      via: answer.via,
      answer: answer.outcome,
      ...match,
      ...(answer.by && { by: answer.by }),
    };
    const { binding } = this.#question();
    if (answer.binding.reference !== binding.reference)
      throw this.#refuse(
        new McmError(
          'CONFIRMATION_FAILED',
          say(confirmation, (words) => words.otherCall),
        ),
      );
    const changed = changedSince(answer.binding, power.target);
    if (changed.length > 0)
      throw this.#refuse(
        new McmError(
          'TARGET_CHANGED',
          say(confirmation, (words) => words.changedSinceAsked(changed)),
          { provider: power.target.provider, details: { changed } },
        ),
      );
    const { outcome } = answer;
    if (outcome !== 'accepted')
      throw this.#refuse(
        new McmError(
          'CONFIRMATION_FAILED',
          say(confirmation, (words) => words.unanswered[outcome]),
          {
            ...(this.#strongEnough().length > 1 && {
              suggestion: say(confirmation, (words) => words.anotherWay),
            }),
            details: { answer: outcome },
          },
        ),
      );
    if (match.wrong.length > 0) throw await this.#mismatch(match.wrong);
    if (match.missing.length > 0) throw this.#refuse(failed(match.missing));
  }

  /** Puts the question to a person in the first way that can; when each was tried already, once more in the first. */
  async #ask(given: Match): Promise<Finished> {
    const reasons: Reason[] = [];
    const able = this.#strongEnough().filter((confirmer) => {
      const reason = confirmer.unavailable(this.state.request.session);
      if (reason !== undefined) reasons.push([confirmer.name, reason]);
      return reason === undefined;
    });
    const failed = new Set<Way>();
    for (const again of [false, true])
      for (const confirmer of able) {
        if (failed.has(confirmer)) continue;
        const asked = await confirmer.ask(this.#question(), again);
        if (asked && !('unable' in asked)) return this.#challenge([], asked);
        if (!asked) continue;
        failed.add(confirmer);
        reasons.push([confirmer.name, asked.unable]);
      }
    throw this.#refuse(this.#nobody(reasons, given));
  }

  #nobody(reasons: readonly Reason[], { right }: Match): McmError {
    const { warnings, locale } = this.state;
    const why = reasons.map(([name, reason]) => `${name}: ${textIn(reason, locale)}`);
    return new McmError(
      'POLICY_DENIED',
      say(confirmation, (words) => words.nobodyToAsk(why, warnings)),
      {
        suggestion: say(confirmation, (words) => words.waysToAsk),
        details: { level: this.#level, warnings, right },
      },
    );
  }

  #challenge(missing: readonly ConfirmationName[], asked?: Asked): Finished {
    const { content, text } = challenge(this.#level, this.#question(), missing, asked);
    return { kind: 'challenge', content, text, ...(asked?.form && { ask: asked.form }) };
  }

  /** A wrong value counts, whoever gave it. */
  async #mismatch(wrong: readonly ConfirmationName[]): Promise<McmError> {
    const count = await this.parts.lockout.wrong(this.power.target);
    if ('left' in count) return this.#refuse(failed(wrong, { left: count.left }));
    const until = count.until.toISOString();
    const unlock = howToUnlock(this.parts);
    return this.#refuse(
      failed(
        wrong,
        { left: 0, locked_until: until },
        say(confirmation, (words) => words.nowLocked(until, unlock(words))),
      ),
    );
  }

  #question(): Question {
    const { state, power } = this;
    const { principal, client } = state.request.session;
    const { target, variant } = power;
    const { warnings, input, locale } = state;
    const tool = state.tool.name;
    const binding = bind({ tool, variant, target, principal, input });
    return { binding, level: this.#level, tool, variant, target, warnings, locale, principal, client };
  }

  #refuse(error: McmError): McmError {
    return refuse(this.state, 'confirm', error);
  }
}

/** What the caller itself gave: a plugin's schema cannot fill in a confirmation. */
function givenIn(given: unknown): Confirmations {
  const own = (name: ConfirmationName): unknown =>
    given !== null && typeof given === 'object' && Object.hasOwn(given, name)
      ? (given as Readonly<Record<string, unknown>>)[name]
      : undefined;
  return Object.fromEntries(
    CONFIRMATIONS.map((name) => [name, own(name)] as const).filter(
      (entry): entry is [ConfirmationName, string] => typeof entry[1] === 'string',
    ),
  );
}

const noAddress = (): McmError =>
  new McmError(
    'CONFIRMATION_FAILED',
    say(confirmation, (words) => words.noAddress),
    { details: { failed: ['ip_confirmation'] } },
  );

function failed(
  names: readonly ConfirmationName[],
  more: Readonly<Record<string, unknown>> = {},
  suggestion: Text = say(confirmation, (words) => words.checkThem),
): McmError {
  return new McmError(
    'CONFIRMATION_FAILED',
    say(confirmation, (words) => words.mismatch(names)),
    { suggestion, details: { failed: names, ...more } },
  );
}
