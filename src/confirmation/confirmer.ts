import type {
  ConfirmationLevel,
  Instance,
  PowerVariant,
  Principal,
  ClientInfo,
} from 'multi-cloud-manager/plugin';
import type { Answer, Ask, Binding, Session } from '../call/request.js';

/**
 * What a person is asked about: one power action on one live instance. The reason that a model gives is not in it: it could tell the
 * person what to type.
 */
export interface Question {
  readonly binding: Binding;
  readonly level: ConfirmationLevel;
  readonly tool: string;
  readonly variant: PowerVariant;
  readonly target: Instance;
  readonly warnings: readonly string[];
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
}

/** How a question went out. */
export interface Asked {
  /** What the caller should do now, in a sentence or two. It holds no value that confirms anything. */
  readonly next: string;
  /** For the challenge's structured content, for example the command that a person runs. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** A form that the session shows to a person before it runs the same call again. */
  readonly form?: Ask;
}

/**
 * One way to ask a person. It never waits for one: the question goes out in one call, and the answer is taken in a later one,
 * which may come in another request, session or process.
 */
export interface Confirmer {
  /** As `confirmation.via` of the config names it. */
  readonly name: string;
  /** What its answers are worth. */
  readonly level: ConfirmationLevel;
  /** Why it cannot be used in this session; undefined when it can. */
  unavailable(session: Session): string | undefined;
  /**
   * Puts the question to a person, or finds that it was put. Undefined when it was put in vain, so that another way is better;
   * `again` when every other way was found wanting too.
   */
  ask(question: Question, again: boolean): Promise<Asked | undefined>;
  /**
   * The person's answer to exactly this question, taken so that nobody can take it again; undefined while there is none.
   * `given` is the answer that came with the call, where this confirmer's question was a form.
   */
  take(question: Question, given: Answer | undefined): Promise<Answer | undefined>;
}
