/** What hosts on several machines share, in an etcd (version 3) over its JSON gateway: `stateStore: 'etcd'`. */
import {
  CLOCK,
  CONFIG,
  definePlugin,
  inject,
  injectable,
  POSTS,
  SecretRef,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import type { Clock, PostClient, Posts, Secrets, StateRecord, StateStore } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Config = z.strictObject({
  endpoint: z.url(),
  // Keys of others can lie beside ours.
  prefix: z.string().default('mcm/'),
  token: SecretRef.default({ env: 'ETCD_TOKEN' }),
});

const Stored = z.object({ key: z.base64(), value: z.base64().default(''), mod_revision: z.string() });
const Range = z.object({ kvs: z.array(Stored).default([]) });
const Granted = z.object({ ID: z.string() });
/** What is false or empty is left out. */
const Transaction = z.object({
  header: z.object({ revision: z.string() }),
  succeeded: z.boolean().default(false),
});

const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (text: string): string => Buffer.from(text, 'base64').toString();

@injectable()
class EtcdStore implements StateStore {
  readonly name = 'etcd';
  readonly #api: PostClient;

  constructor(
    @inject(CONFIG) private readonly config: z.output<typeof Config>,
    @inject(SECRETS) secrets: Secrets,
    @inject(POSTS) posts: Posts,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#api = posts.api({
      baseUrl: config.endpoint,
      headers: async () => ({ authorization: await secrets.resolve(config.token) }),
    });
  }

  async get(key: string): Promise<StateRecord | undefined> {
    const { kvs } = await this.#api.post('range', { key: this.#key(key) }, Range);
    return kvs.map((stored) => this.#record(stored))[0];
  }

  /** `0` is the letter after `/`: everything from `kind/` up to there. */
  async list(kind: string): Promise<readonly StateRecord[]> {
    const range = { key: this.#key(`${kind}/`), range_end: this.#key(`${kind}0`) };
    const { kvs } = await this.#api.post('range', range, Range);
    return kvs.map((stored) => this.#record(stored));
  }

  async put(
    key: string,
    text: string,
    { over = '0', keepUntil }: { readonly over?: string; readonly keepUntil?: Date },
  ): Promise<string | undefined> {
    const lease = keepUntil && { lease: await this.#lease(keepUntil) };
    const put = { request_put: { key: this.#key(key), value: encode(text), ...lease } };
    return this.#ifVersion(key, over, put);
  }

  async remove(key: string, version: string): Promise<boolean> {
    const remove = { request_delete_range: { key: this.#key(key) } };
    return (await this.#ifVersion(key, version, remove)) !== undefined;
  }

  /** In one transaction; the revision that it made is the version of what it put. A key that is not there has revision 0. */
  async #ifVersion(key: string, version: string, request: object): Promise<string | undefined> {
    const compare = { key: this.#key(key), target: 'MOD', result: 'EQUAL', mod_revision: version };
    const body = { compare: [compare], success: [request] };
    const { succeeded, header } = await this.#api.post('txn', body, Transaction);
    return succeeded ? header.revision : undefined;
  }

  /** What lets etcd forget a text. A minute more than asked for, because the clocks of hosts differ. */
  async #lease(keepUntil: Date): Promise<string> {
    const seconds = Math.ceil((keepUntil.getTime() - this.clock.now().getTime()) / 1000) + 60;
    const { ID } = await this.#api.post('grant', { TTL: String(Math.max(60, seconds)) }, Granted);
    return ID;
  }

  readonly #key = (key: string): string => encode(this.config.prefix + key);

  #record({ key, value, mod_revision }: z.output<typeof Stored>): StateRecord {
    return {
      key: decode(key).slice(this.config.prefix.length),
      text: decode(value),
      version: mod_revision,
    };
  }
}

export default definePlugin({
  name: 'etcd',
  apiVersion: 1,
  config: Config,
  stateStores: [EtcdStore],
  posts: { range: '/v3/kv/range', txn: '/v3/kv/txn', grant: '/v3/lease/grant' },
});
