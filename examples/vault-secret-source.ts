/** Secrets from the KV store (version 2) of a Vault: `{ source: 'vault', key: 'PATH#FIELD' }`. */
import {
  CONFIG,
  definePlugin,
  HTTP,
  inject,
  injectable,
  McmError,
  SecretRef,
  SECRETS,
} from 'multi-cloud-manager/plugin';
import type { ApiClient, HttpClient, Secrets, SecretSource } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const Config = z.strictObject({
  endpoint: z.url(),
  mount: z.string().default('secret'),
  // Not in the vault itself.
  token: SecretRef.default({ env: 'VAULT_TOKEN' }),
});

const Stored = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()) }) });

@injectable()
class VaultSource implements SecretSource {
  readonly name = 'vault';
  readonly keepMs = 60_000;
  readonly #api: ApiClient;

  constructor(
    @inject(CONFIG) private readonly config: z.output<typeof Config>,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(HTTP) http: HttpClient,
  ) {
    this.#api = http.api({
      baseUrl: config.endpoint,
      headers: async ({ fresh }) => ({ 'x-vault-token': await secrets.resolve(config.token, { fresh }) }),
      mapError: ({ status }) =>
        status === undefined || status === 404
          ? undefined
          : new McmError('INVALID_CREDENTIALS', `The vault answered with HTTP ${String(status)}.`),
    });
  }

  /** What is in it, only the vault knows. */
  has(): boolean {
    return this.secrets.has(this.config.token);
  }

  async read(key: string): Promise<string | undefined> {
    const [, path, field] = /^([\w/-]+)#([\w-]+)$/.exec(key) ?? [];
    if (path === undefined || field === undefined)
      throw new McmError('INVALID_CREDENTIALS', 'A key of the vault is PATH#FIELD, such as clouds#token.');
    try {
      const signal = AbortSignal.timeout(20_000);
      const { data } = await this.#api.get(`/v1/${this.config.mount}/data/${path}`, Stored, { signal });
      const value = Object.hasOwn(data.data, field) ? data.data[field] : undefined;
      return typeof value === 'string' ? value : undefined;
    } catch (error) {
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  }
}

export default definePlugin({
  name: 'vault',
  apiVersion: 1,
  config: Config,
  secretSources: [VaultSource],
});
