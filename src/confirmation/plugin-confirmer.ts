import type {
  Clock,
  ConfirmationLevel,
  ConfirmationQuestion,
  ConfirmationSession,
  Confirmer,
  Logger,
  Principal,
  Text,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { Answer } from '../call/request.js';
import { within } from '../call/within.js';
import { confirmation } from '../locale/en/confirmation.js';
import { say } from '../locale/words.js';
import type { StateStore } from '../state/store.js';
import { cleanJson, cleanText } from '../text/clean.js';
import { AnswerPrincipal, Values } from './approval-state.js';
import type { Asked, Question, Unable, Way } from './confirmer.js';
import { frozenCopy } from './frozen-copy.js';
import { PutQuestions } from './put-questions.js';

const LONGEST_MS = 10_000;

const Said = z.object({ next: z.string().min(1), details: z.record(z.string(), z.unknown()).optional() });
const Given = z.object({
  digest: z.string(),
  outcome: z.enum(['accepted', 'declined']),
  values: Values.optional(),
  by: AnswerPrincipal.optional(),
});

/** What a plugin's confirmer works with here. */
export interface PluginConfirmerParts {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * A plugin's confirmer. The host gives each question a digest that never comes again, keeps what it stands for in the shared state, and
 * removes that when the answer is taken: an answer to another question, a second one and a late one do not count, whatever the plugin
 * thinks of them. One that fails, is late or answers nonsense leaves the call to the other ways.
 */
export class PluginConfirmer implements Way {
  readonly name: string;
  readonly level: ConfirmationLevel;
  readonly #questions: PutQuestions;

  constructor(
    private readonly confirmer: Confirmer,
    private readonly parts: PluginConfirmerParts,
  ) {
    this.name = confirmer.name;
    this.level = confirmer.level;
    this.#questions = new PutQuestions(this.name, parts.store, parts.clock);
  }

  unavailable({ principal, client, canAsk }: ConfirmationSession): Text | undefined {
    try {
      const why: unknown = this.confirmer.unavailable(frozenCopy({ principal, client, canAsk }));
      if (why === undefined) return undefined;
      if (typeof why === 'string') return cleanText(why, 300);
      throw new Error('it gave a reason that is no text');
    } catch (error) {
      return this.#failed('unavailable', error);
    }
  }

  async ask(asked: Question, again: boolean): Promise<Asked | Unable | undefined> {
    const { question } = await this.#questions.put(asked);
    try {
      const said: unknown = await this.#within(() => this.confirmer.ask(question, again));
      if (said === undefined) return undefined;
      const { next, details } = Said.parse(said);
      return {
        next: cleanText(next, 1000),
        details: { approve: { ...(cleanJson(details ?? {}, 1000) as object), via: this.name } },
      };
    } catch (error) {
      return { unable: this.#failed('ask', error) };
    }
  }

  async take(asked: Question): Promise<Answer | undefined> {
    const put = await this.#questions.waiting(asked);
    const answer = put && (await this.#answerTo(put.question));
    if (!answer || !(await this.#questions.spend(put))) return undefined;
    const { outcome, values, by } = answer;
    return {
      binding: put.binding,
      via: this.name,
      outcome,
      ...(values && { values: defined(values) }),
      ...(by && { by: cleanJson(by, 200) as Principal }),
    };
  }

  async #answerTo(question: ConfirmationQuestion): Promise<z.output<typeof Given> | undefined> {
    try {
      const said: unknown = await this.#within(() => this.confirmer.take(question));
      if (said === undefined) return undefined;
      const answer = Given.parse(said);
      if (answer.digest === question.digest) return answer;
      throw new Error('it answered another question');
    } catch (error) {
      this.#failed('take', error);
      return undefined;
    }
  }

  #within<T>(work: () => Promise<T>): Promise<T> {
    return within(Promise.resolve().then(work), LONGEST_MS, this.parts.clock, 'it took longer than 10 s');
  }

  /** The plugin's own words go to the log alone. */
  #failed(what: string, error: unknown): Text {
    const message = error instanceof Error ? error.message : String(error);
    const why = error instanceof z.ZodError ? 'its answer has another form' : message;
    this.parts.log.warn(`The confirmer ${this.name} failed (${what}): ${why}`);
    return say(confirmation, (words) => words.wayFailed);
  }
}

/** Without the keys that hold nothing. */
const defined = (values: z.output<typeof Values>): NonNullable<Answer['values']> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
