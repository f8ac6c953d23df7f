import { McmError, type Login, type LoginRequest } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';
import { abortError, type Api, type Line } from './line.js';
import { sendPatiently, type Patience } from './read.js';
import { Shared } from './shared.js';

/** A login that is under way. */
interface UnderWay {
  readonly schema: z.ZodType;
  readonly text: string;
  readonly shared: Shared<Login<unknown>>;
}

const refuse = (pick: (words: typeof http) => string): McmError => new McmError('INTERNAL', say(http, pick));

/** The logins at one API: what the plugin declared, and one request for all who ask for the same at the same time. */
export class Logins {
  readonly #underWay = new Set<UnderWay>();

  constructor(
    private readonly line: Line,
    private readonly api: Api,
    private readonly declared: LoginRequest | undefined,
    private readonly patience: Patience,
  ) {}

  async login<T>(body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<Login<T>> {
    const { declared } = this;
    if (declared === undefined) throw refuse((words) => words.noLogin);
    const text = bodyText(declared.body, body);
    if (signal.aborted) throw abortError(signal);
    const same = [...this.#underWay].find((each) => each.schema === schema && each.text === text);
    const entry = same ?? this.#begin(declared, text, schema);
    return (await entry.shared.join(signal)) as Login<T>;
  }

  #begin<T>({ path, tokenHeader }: LoginRequest, text: string, schema: z.ZodType<T>): UnderWay {
    const shared = new Shared<Login<T>>(
      async (signal) => {
        const outgoing = {
          kind: 'login',
          method: 'POST',
          path,
          body: text,
          schema,
          signal,
          tokenHeader,
        } as const;
        const { value, token } = await sendPatiently(this.line, this.api, outgoing, this.patience);
        return { answer: value, token };
      },
      () => this.#underWay.delete(entry),
    );
    const entry: UnderWay = { schema, text, shared };
    this.#underWay.add(entry);
    return entry;
  }
}

/** The body as it is sent. What does not fit is named without its values, which are secret. */
function bodyText(schema: z.ZodType, body: unknown): string {
  let fits: unknown;
  try {
    fits = schema.parse(body);
  } catch {
    throw refuse((words) => words.loginMisfit);
  }
  if (typeof fits !== 'object' || fits === null || Array.isArray(fits))
    throw refuse((words) => words.loginNoObject);
  return JSON.stringify(fits);
}
