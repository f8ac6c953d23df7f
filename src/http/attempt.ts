import type { HttpFailure, Text } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';
import { parseJson, readAnswer } from './answer.js';
import { cleanCause, codeOf } from './cause.js';
import { exchange, type Exchange, type Sending } from './exchange.js';
import { classify, isTransientStatus, retryAfterSeconds, type Failed } from './failure.js';

/** What one try came to. */
export type Attempt<T> =
  | {
      readonly kind: 'value';
      readonly value: T;
      readonly status: number;
      readonly requestId?: string;
      readonly token?: string;
    }
  | { readonly kind: 'failed'; readonly failed: Failed }
  | { readonly kind: 'aborted' };

/** What an attempt needs beside the request itself. */
export interface Reader<T> {
  readonly schema: z.ZodType<T>;
  /** The path as errors name it. */
  readonly path: string;
  readonly now: () => Date;
  readonly secrets: readonly string[];
  /** The header with the cloud's id of the request. */
  readonly requestIdHeader: string;
  /** The header that must have a token. */
  readonly tokenHeader?: string | undefined;
}

/** Sends a request once and reads the answer with a schema. */
export async function attempt<T>(sending: Sending, reader: Reader<T>): Promise<Attempt<T>> {
  const asked = { method: sending.method, path: reader.path };
  const result = await exchange(sending);
  switch (result.kind) {
    case 'aborted':
      return { kind: 'aborted' };
    case 'oversize':
      return unreadable(
        asked,
        say(http, (words) => words.tooLarge),
        false,
      );
    case 'broken':
      return { kind: 'failed', failed: broken(asked, result, reader.secrets) };
    case 'answer':
      return answered(asked, result, reader);
  }
}

/** It reaches people and models as it is, so nothing but an id is taken for one. */
const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;

/** What can be sent back in a header. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

type Asked = Pick<HttpFailure, 'method' | 'path'>;
type Answer = Extract<Exchange, { kind: 'answer' }>;

function unreadable(asked: Asked & Partial<HttpFailure>, note: Text, transient: boolean): Attempt<never> {
  return {
    kind: 'failed',
    failed: { failure: { ...asked, kind: 'unreadable' }, note, transient, reached: true },
  };
}

function broken(
  asked: Asked,
  { error, reached }: Extract<Exchange, { kind: 'broken' }>,
  secrets: readonly string[],
): Failed {
  const { kind, transient } = classify(error);
  const code = codeOf(error);
  const note = kind === 'unreadable' ? say(http, (words) => words.brokeOff) : code;
  return {
    failure: { ...asked, kind },
    ...(note === undefined ? {} : { note }),
    transient,
    reached,
    cause: cleanCause(error, secrets),
  };
}

function answered<T>(asked: Asked, { status, headers, body }: Answer, reader: Reader<T>): Attempt<T> {
  const id = headers[reader.requestIdHeader];
  const named = typeof id === 'string' && REQUEST_ID.test(id) ? { requestId: id } : {};
  const known = { ...asked, status, ...named };
  if (status >= 200 && status < 300) {
    const reading = readAnswer(body, reader.schema);
    if (!reading.ok) return unreadable(known, reading.note, false);
    const { tokenHeader } = reader;
    const token = tokenHeader === undefined ? undefined : headers[tokenHeader];
    if (tokenHeader !== undefined && (typeof token !== 'string' || !TOKEN.test(token)))
      return unreadable(
        known,
        say(http, (words) => words.noToken(tokenHeader)),
        false,
      );
    const kept = typeof token === 'string' ? { token } : {};
    return { kind: 'value', value: reading.value, status, ...named, ...kept };
  }
  const json = parseJson(body);
  const seconds = retryAfterSeconds(headers['retry-after'], reader.now());
  return {
    kind: 'failed',
    failed: {
      failure: {
        ...known,
        kind: 'status',
        ...(json.ok && json.value !== undefined ? { body: json.value } : {}),
        ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      },
      transient: isTransientStatus(status),
      reached: true,
    },
  };
}
