import { createHmac } from 'node:crypto';
import { createSimulator, realClock, type Simulator } from 'multi-cloud-manager/testing';

/** A question as the service got it. */
export interface Put {
  readonly digest: string;
  readonly requester: string;
}

/** What somebody answers. */
export interface Given {
  readonly outcome: 'accepted' | 'declined';
  readonly by: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** An answer on its way, as it is sent. */
export interface SentAnswer {
  readonly body: string;
  readonly timestamp: number;
  readonly signature: string;
}

/** The service of examples/webhook-confirmer.ts. It believes only what is signed, fresh and new. */
export interface ApprovalDesk extends Simulator {
  readonly questions: Put[];
  /** Answers the newest question. */
  answer(given: Given): void;
  /** Runs for each answer that is sent; a test may change it. */
  sending: (answer: SentAnswer) => SentAnswer;
  /** By how much its clock is wrong when it signs. */
  skewSeconds: number;
}

export async function approvalDesk(secret: string): Promise<ApprovalDesk> {
  const questions: Put[] = [];
  const answers = new Map<string, Given>();
  const seen = new Set<string>();
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  const now = () => Math.floor(Date.now() / 1000);
  const simulator = await createSimulator<true>({
    clock: realClock(),
    authenticate: ({ path, headers, body }) => {
      const timestamp = headers['x-mcm-timestamp'] ?? '';
      const given = headers['x-mcm-signature'] ?? '';
      const purpose = path === '/questions' ? 'question' : 'answer';
      const right = given === sign(`${purpose}.${timestamp}.${JSON.stringify(body)}`);
      const fresh = Math.abs(now() - Number(timestamp)) <= 300;
      return right && fresh ? { account: true } : { refusal: { status: 401, body: {} } };
    },
    notFound: () => ({ status: 404, body: {} }),
    routes: [
      {
        method: 'POST',
        path: '/questions',
        handle: ({ body }) => {
          const put = body as Put;
          if (!seen.has(put.digest)) questions.push(put);
          seen.add(put.digest);
          return { status: 202, body: {} };
        },
      },
      {
        method: 'POST',
        path: '/answers',
        handle: ({ body }) => {
          const { digest } = body as { digest: string };
          const given = answers.get(digest);
          if (!given) return { status: 200, body: {} };
          const text = JSON.stringify({ digest, ...given });
          const timestamp = now() + made.skewSeconds;
          const signature = sign(`answered.${String(timestamp)}.${text}`);
          return { status: 200, body: { answer: made.sending({ body: text, timestamp, signature }) } };
        },
      },
    ],
  });
  const made: ApprovalDesk = Object.assign(simulator, {
    questions,
    answer: (given: Given) => {
      const newest = questions.at(-1);
      if (!newest) throw new Error('Nothing was asked.');
      answers.set(newest.digest, given);
    },
    sending: (answer: SentAnswer) => answer,
    skewSeconds: 0,
  });
  return made;
}
