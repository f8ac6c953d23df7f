/** Sends every audit record to a collector. With `required: true`, no power action happens that it has not acknowledged. */
import { CONFIG, definePlugin, inject, injectable, POSTS, SECRETS } from 'multi-cloud-manager/plugin';
import { SecretRef } from 'multi-cloud-manager/plugin';
import type { AuditRecord, AuditSink, PostClient, Posts, Secrets } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Config = z.strictObject({ endpoint: z.url(), token: SecretRef.default({ env: 'COLLECTOR_TOKEN' }) });

const Acknowledged = z.object({ hash: z.string() });

@injectable()
class HttpAuditSink implements AuditSink {
  readonly name = 'collector';
  readonly #api: PostClient;

  constructor(
    @inject(CONFIG) config: z.output<typeof Config>,
    @inject(SECRETS) secrets: Secrets,
    @inject(POSTS) posts: Posts,
  ) {
    this.#api = posts.api({
      baseUrl: config.endpoint,
      headers: async () => ({ authorization: `Bearer ${await secrets.resolve(config.token)}` }),
    });
  }

  /** The line goes as it is: only so can its hash, and with it the whole chain, be checked over there. */
  async append(record: AuditRecord, line: string): Promise<void> {
    const { hash } = await this.#api.post('record', { line }, Acknowledged);
    if (hash !== record.hash) throw new Error('it acknowledged another record');
  }

  async close(): Promise<void> {
    // Nothing is kept open.
  }
}

export default definePlugin({
  name: 'collector',
  apiVersion: 1,
  config: Config,
  auditSinks: [HttpAuditSink],
  // The only request beside reads that this plugin can send.
  posts: { record: '/records' },
});
