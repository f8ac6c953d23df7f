import type { ClientInfo, ConfirmationLevel, Principal } from './call.js';
import type { PowerVariant } from './power.js';
import type { Locale } from './text.js';

/** Who calls, and whether the client can show a form to a person. */
export interface ConfirmationSession {
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
  readonly canAsk: boolean;
}

/**
 * What a person is asked about: one power action on one live instance. Neither the name nor an address is in here, and not the reason
 * that a model gives: it could tell the person what to type.
 */
export interface ConfirmationQuestion {
  /**
   * Names this one question to an answer, 64 hexadecimal digits. It never comes again, and is no secret. An answer to it counts for this
   * call alone, on the instance as it was when the question was put.
   */
  readonly digest: string;
  /** From then on an answer does not count. */
  readonly expiresAt: Date;
  readonly level: ConfirmationLevel;
  /** For records and for who is asked. To a person show `would`: this may be the word that they have to type. */
  readonly tool: string;
  /** As for `tool`. */
  readonly action: PowerVariant;
  /** What would happen, in words that are none of the words that confirm it. */
  readonly would: string;
  /** Where and in what state the instance is. */
  readonly target: {
    readonly provider: string;
    readonly account: string;
    /** Left out where it is also the name. */
    readonly id?: string;
    readonly status: string;
    readonly region: string;
    readonly type: string;
  };
  readonly warnings: readonly string[];
  /** The language that the host speaks to people; `would` and `warnings` are in it. */
  readonly locale: Locale;
  /** Who asks for it; on stdio a claim of the operating system. */
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
}

/** How a question went out. */
export interface ConfirmationAsked {
  /** What the caller should do now, in a sentence or two. It holds no value that confirms anything. */
  readonly next: string;
  /** For the challenge's structured content, for example a link that a person opens. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The three values that a person types. */
export interface ConfirmationValues {
  readonly ip_confirmation?: string;
  readonly name_confirmation?: string;
  readonly operation_confirmation?: string;
}

/** What a person answered. */
export interface ConfirmationAnswer {
  /** Of the question that was answered. */
  readonly digest: string;
  readonly outcome: 'accepted' | 'declined';
  /** As they were typed. The host compares them with the live instance: accepting alone is not enough. */
  readonly values?: ConfirmationValues;
  /** Who answered, where that is known; for the audit. */
  readonly by?: Principal;
}

/**
 * One way to ask a person. It never waits for one: the question goes out in one call, and the answer is taken in a later one,
 * which may come in another request, session or process. Each method has ten seconds; one that fails or is late leaves the call to
 * the other ways.
 */
export interface Confirmer {
  /** As `confirmation.via` of the config names it. */
  readonly name: string;
  /** What its answers are worth; the config can lower it. */
  readonly level: ConfirmationLevel;
  /** Why it cannot be used in this session, in a sentence without its end; undefined when it can. */
  unavailable(session: ConfirmationSession): string | undefined;
  /**
   * Puts the question to a person, or finds that it was put. Undefined when it was put in vain, so that another way is better;
   * `again` when every other way was found wanting too.
   */
  ask(question: ConfirmationQuestion, again: boolean): Promise<ConfirmationAsked | undefined>;
  /** The person's answer to exactly this question; undefined while there is none. The host takes it once, whatever it is given later. */
  take(question: ConfirmationQuestion): Promise<ConfirmationAnswer | undefined>;
}
