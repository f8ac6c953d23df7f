/** Asks a service (a chat, a ticket system) over signed webhooks. Whoever asked for the action cannot approve it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CLOCK, CONFIG, definePlugin, inject, injectable, POSTS, SECRETS } from 'multi-cloud-manager/plugin';
import { SecretRef } from 'multi-cloud-manager/plugin';
import type {
  Clock,
  ConfirmationAnswer,
  ConfirmationAsked,
  ConfirmationQuestion,
  ConfirmationSession,
  Confirmer,
  Posts,
  Secrets,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Config = z.strictObject({
  endpoint: z.url(),
  secret: SecretRef.default({ env: 'APPROVALS_SECRET' }),
  // Who the users of this machine are over there. Without a line here somebody could ask and approve under two names.
  people: z.record(z.string(), z.string().min(1)),
});

const Nothing = z.object({});
const Reply = z.object({
  answer: z.object({ body: z.string(), timestamp: z.int(), signature: z.string() }).optional(),
});
const text = z.string().exactOptional();
const Answer = z.object({
  digest: z.string(),
  outcome: z.enum(['accepted', 'declined']),
  values: z
    .object({ ip_confirmation: text, name_confirmation: text, operation_confirmation: text })
    .exactOptional(),
  by: z.string().min(1),
});

/** A signed message that is older, or from the future, is not believed: it may have been kept. */
const FRESH_SECONDS = 300;

/** The purpose is signed too, so that nothing that one side sent can come back as something else. */
const signature = (secret: string, purpose: string, timestamp: number, body: string): string =>
  createHmac('sha256', secret)
    .update(`${purpose}.${String(timestamp)}.${body}`)
    .digest('hex');

function matches(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

@injectable()
class WebhookConfirmer implements Confirmer {
  readonly name = 'approvals';
  readonly level = 'human';

  constructor(
    @inject(CONFIG) private readonly config: z.output<typeof Config>,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(POSTS) private readonly posts: Posts,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  unavailable({ principal }: ConfirmationSession): string | undefined {
    return Object.hasOwn(this.config.people, principal.id)
      ? undefined
      : `its config does not say who ${principal.id} is at the approval service`;
  }

  async ask(question: ConfirmationQuestion): Promise<ConfirmationAsked> {
    const { digest, expiresAt, would, target, warnings, principal } = question;
    const requester = this.config.people[principal.id];
    await this.#send('question', { digest, expiresAt, would, target, warnings, requester }, Nothing);
    return {
      next: 'Somebody other than the user has to approve this at the approval service; they were asked there. When the user says that it is approved, call the same tool again with the same arguments.',
    };
  }

  async take({ digest, principal }: ConfirmationQuestion): Promise<ConfirmationAnswer | undefined> {
    const { answer } = await this.#send('answer', { digest }, Reply);
    if (!answer) return undefined;
    const { body, timestamp } = answer;
    const secret = await this.secrets.resolve(this.config.secret);
    if (!matches(signature(secret, 'answered', timestamp, body), answer.signature))
      throw new Error('an answer was not signed by the approval service');
    if (Math.abs(this.#now() - timestamp) > FRESH_SECONDS) throw new Error('an answer is too old');
    const { by, ...given } = Answer.parse(JSON.parse(body));
    const requester = this.config.people[principal.id];
    if (requester === undefined || by.toLowerCase() === requester.toLowerCase())
      throw new Error(`${by} asked for it and cannot approve it`);
    return { ...given, by: { id: by, source: 'approvals', groups: [], authenticated: true } };
  }

  async #send<T>(purpose: 'question' | 'answer', content: object, schema: z.ZodType<T>): Promise<T> {
    const secret = await this.secrets.resolve(this.config.secret);
    const timestamp = this.#now();
    const headers = {
      'x-mcm-timestamp': String(timestamp),
      'x-mcm-signature': signature(secret, purpose, timestamp, JSON.stringify(content)),
    };
    const api = this.posts.api({ baseUrl: this.config.endpoint, headers: () => Promise.resolve(headers) });
    return api.post(purpose, content, schema);
  }

  #now(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

export default definePlugin({
  name: 'approvals',
  apiVersion: 1,
  config: Config,
  confirmers: [WebhookConfirmer],
  posts: { question: '/questions', answer: '/answers' },
});
