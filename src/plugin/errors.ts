import { ERROR_CODES, type ErrorCode } from './error-codes.js';
import { textIn, type Text } from './text.js';

const BRAND = Symbol.for('multi-cloud-manager.error');

/** What an {@link McmError} is made of, besides its code and sentence. */
export interface McmErrorOptions {
  /** Whether the same call may succeed later. Default: what the table of codes says. */
  readonly retryable?: boolean;
  /** What the reader should do next, one sentence. */
  readonly suggestion?: Text;
  /** The provider that was asked. */
  readonly provider?: string;
  /** More facts as plain JSON: paths, seconds to wait, scopes. Never a secret, never an expected confirmation value. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What was thrown underneath. It goes to the log after redaction, never to the model. */
  readonly cause?: unknown;
}

/**
 * The one error class. What a model sees of it is `code`, `message`, `retryable`, `suggestion`, `provider` and `details`,
 * so all of them are written in our own words.
 */
export class McmError extends Error {
  override readonly name = 'McmError';
  readonly code: ErrorCode;
  /** Whether the same call may succeed later by itself. */
  readonly retryable: boolean;
  /** What the reader should do next, one sentence. */
  readonly suggestion: string | undefined;
  readonly provider: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** `message` and `suggestion` in every language in which they were given. */
  readonly said: { readonly message: Text; readonly suggestion?: Text };

  /**
   * `message` is one or two sentences: what was wrong and what would be right. No secret, no text of a cloud that was not checked.
   * Where it is given in several languages, a person reads it in theirs; the audit and the log have it in English.
   */
  constructor(code: ErrorCode, message: Text, options: McmErrorOptions = {}) {
    super(textIn(message, 'en'), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? ERROR_CODES[code].retryable;
    this.suggestion = options.suggestion === undefined ? undefined : textIn(options.suggestion, 'en');
    this.said = { message, ...(options.suggestion !== undefined && { suggestion: options.suggestion }) };
    this.provider = options.provider;
    this.details = options.details;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** True for an McmError of this or of another copy of the plugin API. */
  static is(value: unknown): value is McmError {
    return value instanceof Error && BRAND in value;
  }
}
