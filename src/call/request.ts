import type { ClientInfo, ErrorCode, Principal } from 'multi-cloud-manager/plugin';

/** One connected client. A host serves one on stdio. */
export interface Session {
  readonly id: string;
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
  /** Whether this client can show a form to a person. */
  readonly canAsk: boolean;
}

/** One typed field of the form that a person is shown. No default, no expected value. */
export interface AskField {
  readonly name: 'ip_confirmation' | 'name_confirmation' | 'operation_confirmation';
  readonly title: string;
  readonly description: string;
}

/** What an answer is bound to: it counts for this call alone, and for the instance as it was when the person was asked. */
export interface Binding {
  /** Names the call: tool, action, instance, options, principal. */
  readonly reference: string;
  /** A hash of each fact about the instance, by the fact's name, so that a change can be named without its values. */
  readonly seen: Readonly<Record<string, string>>;
}

/** The question to a person, in our own words. */
export interface Ask {
  readonly message: string;
  readonly fields: readonly AskField[];
  /** What a client hears while a person is asked. */
  readonly waiting: string;
  readonly binding: Binding;
}

/** What came of asking a person. */
export interface Answer {
  readonly binding: Binding;
  /** The confirmer that asked. */
  readonly via: string;
  readonly outcome: 'accepted' | 'declined' | 'cancelled' | 'timed_out' | 'failed';
  readonly values?: Readonly<Partial<Record<AskField['name'], string>>>;
  /** Who answered, where that is known. */
  readonly by?: Principal;
}

/** A tool call as it reaches the one dispatch path. */
export interface CallRequest {
  readonly tool: string;
  /** Not validated yet. */
  readonly arguments: unknown;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly progress?: (message: string, done?: number, total?: number) => void;
  /** The trace that the client says it is a part of, in the form of W3C's headers. */
  readonly trace?: Readonly<Record<string, string>>;
  /** The URI, where the call is a resource being read. */
  readonly resource?: string;
  /** Where `src/mcp` asked a person: what came of it. It travels with the same call, run again. */
  readonly answer?: Answer;
}

/** The error as a model reads it. */
export interface ErrorContent {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly suggestion?: string;
  readonly provider?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a call came to: nothing raw, nothing thrown. */
export type CallOutcome =
  | { readonly kind: 'result'; readonly content: Readonly<Record<string, unknown>>; readonly text: string }
  | {
      readonly kind: 'challenge';
      readonly content: Readonly<Record<string, unknown>>;
      readonly text: string;
      /** Present where a person must answer and this session can ask one. */
      readonly ask?: Ask;
    }
  | { readonly kind: 'error'; readonly error: ErrorContent; readonly text: string };
