import type { ConfirmationSession } from 'multi-cloud-manager/plugin';
import type { Answer } from '../call/request.js';
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

  unavailable(session: ConfirmationSession): string | undefined {
    return session.canAsk ? undefined : 'this client cannot show a form';
  }

  async ask(question: Question, again: boolean): Promise<Asked | undefined> {
    // Noted before it goes out: a call that is cut off while a person is asked leaves the note behind.
    const noted = await this.store.putIfAbsent(keyOf(question), {}, { ttlMs: ASK_MS });
    if (!noted && !again) return undefined;
    return {
      next: 'A person has to confirm this themselves, in a form of this client. Values from you do not count.',
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
