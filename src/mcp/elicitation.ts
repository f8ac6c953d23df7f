import { McpError, ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Answer, Ask, AskField, CallRequest } from '../call/request.js';

/** How long a person may take where nothing keeps the call alive; clients give up on the tool call at 60 s. */
const ASK_TIMEOUT_MS = 45_000;
/** How often a client that wants progress hears that its call is alive. */
const ALIVE_MS = 10_000;

/** How long a question may stand. It is longer than a client's patience only while progress tells it to be patient. */
export const askTimeout = (askSeconds: number, reportsProgress: boolean): number =>
  reportsProgress ? askSeconds * 1000 : Math.min(askSeconds * 1000, ASK_TIMEOUT_MS);

/** Reports progress while a person is asked. */
export async function keepAlive<T>(
  work: Promise<T>,
  progress: CallRequest['progress'],
  waiting: string,
  everyMs = ALIVE_MS,
): Promise<T> {
  if (!progress) return work;
  const timer = setInterval(() => {
    progress(waiting);
  }, everyMs);
  return work.finally(() => {
    clearInterval(timer);
  });
}

const TIMED_OUT: number = ErrorCode.RequestTimeout;

/** What a client says a person did. The content is taken as it comes: what is missing in it, the host finds missing. */
export const ElicitAnswer = z.looseObject({
  action: z.enum(['accept', 'decline', 'cancel']),
  content: z.unknown().optional(),
});
type ElicitAnswer = z.output<typeof ElicitAnswer>;

/** Sends the request and gives what the client answered; throws what the SDK throws. */
export type SendAsk = (request: {
  readonly method: 'elicitation/create';
  readonly params: ReturnType<typeof askForm>;
}) => Promise<ElicitAnswer>;

/** The form in the shape that every version with elicitation knows. It has no defaults: a person types, or nothing is confirmed. */
export function askForm(ask: Ask) {
  const properties = ask.fields.map(
    ({ name, title, description }) => [name, { type: 'string', title, description, minLength: 1 }] as const,
  );
  return {
    message: ask.message,
    requestedSchema: {
      type: 'object' as const,
      properties: Object.fromEntries(properties),
      required: ask.fields.map(({ name }) => name),
    },
  };
}

/** Asks a person through the client and says what came of it. It never throws. */
export async function askPerson(ask: Ask, send: SendAsk): Promise<Answer> {
  const answer = (outcome: Answer['outcome']): Answer => ({
    binding: ask.binding,
    via: 'elicitation',
    outcome,
  });
  try {
    const { action, content } = await send({ method: 'elicitation/create', params: askForm(ask) });
    if (action === 'decline') return answer('declined');
    if (action === 'cancel') return answer('cancelled');
    return { ...answer('accepted'), values: readValues(ask.fields, content) };
  } catch (error) {
    const timedOut = error instanceof McpError && error.code === TIMED_OUT;
    return answer(timedOut ? 'timed_out' : 'failed');
  }
}

function readValues(fields: readonly AskField[], content: unknown): NonNullable<Answer['values']> {
  const given = new Map(Object.entries(content ?? {}));
  const values: Partial<Record<AskField['name'], string>> = {};
  for (const { name } of fields) {
    const value: unknown = given.get(name);
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}
