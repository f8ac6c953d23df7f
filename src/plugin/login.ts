import type { z } from 'zod';

/**
 * The one request with which a plugin logs in, at a cloud that gives out tokens for a password. It is a POST that needs no permit, since
 * it changes nothing that anybody has; so the host's HTTP client sends it to this path, with a body of this form, and in no other way.
 */
export interface LoginRequest {
  /**
   * A plain path below the API's base URL that says that it is a login (`auth`, `login`, `token`, `session` …), e.g. `/v3/auth/tokens`;
   * never one that a power request goes to.
   */
  readonly path: string;
  /** What the body may be. It is held against this before anything is sent; be strict. */
  readonly body: z.ZodType;
  /** The header of the answer that holds the token, where the cloud does not put it in the body. */
  readonly tokenHeader?: string;
}

/** What the cloud answered to a login. */
export interface Login<T> {
  readonly answer: T;
  /** What stood in the declared `tokenHeader`; it is told to the redactor before you get it. */
  readonly token: string | undefined;
}
