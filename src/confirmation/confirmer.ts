import type {
  ClientInfo,
  ConfirmationAsked,
  ConfirmationLevel,
  ConfirmationSession,
  Instance,
  Locale,
  PowerVariant,
  Principal,
  Text,
} from 'multi-cloud-manager/plugin';
import type { Answer, Ask, Binding } from '../call/request.js';

/** How long a question waits for a person. */
export const ASK_MS = 15 * 60_000;

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
  /** The language of the person. */
  readonly locale: Locale;
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
}

/** How a question went out. */
export interface Asked extends ConfirmationAsked {
  /** A form that the session shows to a person before it runs the same call again. */
  readonly form?: Ask;
}

/** A way that turned out to be none, and why. */
export interface Unable {
  readonly unable: Text;
}

/**
 * A confirmer as the stage confirm sees it: our own, or a `PluginConfirmer` around that of a plugin. It never waits for a person: the
 * question goes out in one call, and the answer is taken in a later one, which may come in another request, session or process.
 */
export interface Way {
  /** As `confirmation.via` of the config names it. */
  readonly name: string;
  /** What its answers are worth. */
  readonly level: ConfirmationLevel;
  /** Why it cannot be used in this session; undefined when it can. */
  unavailable(session: ConfirmationSession): Text | undefined;
  /**
   * Puts the question to a person, or finds that it was put. Undefined when it was put in vain, so that another way is better;
   * `again` when every other way was found wanting too.
   */
  ask(question: Question, again: boolean): Promise<Asked | Unable | undefined>;
  /**
   * The person's answer to exactly this question, taken so that nobody can take it again; undefined while there is none.
   * `given` is the answer that came with the call, where this way's question was a form.
   */
  take(question: Question, given: Answer | undefined): Promise<Answer | undefined>;
}
