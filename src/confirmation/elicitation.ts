import type { ConfirmationSession, Text } from 'multi-cloud-manager/plugin';
import type { Answer } from '../call/request.js';
import { confirmation } from '../locale/en/confirmation.js';
import { say, wordsIn } from '../locale/words.js';
import { stateKey } from '../state/key.js';
import type { StateStore } from '../state/store.js';
import { ASK_MS, type Asked, type Question, type Way } from './confirmer.js';
import { formFor } from './wording.js';

/**
 * A person fills in a form that the MCP client shows. Some clients declare that they can and never show it: a question that was put
 * and not answered is left to the next way, where there is one.
 */
export class ElicitationConfirmer implements Way {
  readonly name = 'elicitation';
  readonly level = 'human';

  constructor(private readonly store: StateStore) {}

  unavailable(session: ConfirmationSession): Text | undefined {
    return session.canAsk ? undefined : say(confirmation, (words) => words.noForm);
  }

  async ask(question: Question, again: boolean): Promise<Asked | undefined> {
    // Noted before it goes out: a call that is cut off while a person is asked leaves the note behind.
    const noted = await this.store.putIfAbsent(keyOf(question), {}, { ttlMs: ASK_MS });
    if (!noted && !again) return undefined;
    return {
      next: wordsIn(confirmation, question.locale).inAForm,
      form: formFor(question),
    };
  }

  async take(question: Question, given: Answer | undefined): Promise<Answer | undefined> {
    if (given?.outcome === 'accepted') {
      const asked = await this.store.get(keyOf(question));
      if (asked) await this.store.delete(asked);
    }
    return given;
  }
}

const keyOf = ({ binding }: Question) => stateKey('form', binding.reference);
