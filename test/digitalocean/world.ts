import { createMint, type Mint } from '../../src/power/permit.js';
import { createHttpClient } from '../../src/http/client.js';
import { POWER_REQUESTS } from '../../plugins/digitalocean/client.js';
import { DigitalOceanConfig } from '../../plugins/digitalocean/config.js';
import { DigitalOceanProvider } from '../../plugins/digitalocean/provider.js';
import { McmError, type Environment, type Secrets } from 'multi-cloud-manager/plugin';

/** Secrets as the host resolves them, from this environment. */
export function secretsFrom(env: Readonly<Record<string, string>>): Secrets {
  const value = (ref: Parameters<Secrets['has']>[0]) =>
    typeof ref === 'string' ? ref : 'env' in ref ? env[ref.env] : undefined;
  return {
    has: (ref) => value(ref) !== undefined,
    resolve: (ref) => {
      const found = value(ref);
      return found === undefined
        ? Promise.reject(new McmError('INVALID_CREDENTIALS', 'The variable is not set.'))
        : Promise.resolve(found);
    },
  };
}

export interface ProviderOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: unknown;
  readonly mint?: Mint;
  readonly responseMs?: number;
}

/** The provider with the host's own HTTP client, whose pauses take no time. */
export function makeProvider({
  env = {},
  config = {},
  mint = createMint(),
  responseMs = 10_000,
}: ProviderOptions) {
  const environment: Environment = { get: (name) => env[name] };
  const silent = (): void => undefined;
  const http = createHttpClient({
    provider: 'digitalocean',
    powerRequests: POWER_REQUESTS,
    mint,
    env: {},
    redactor: { add: silent },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    timeouts: { responseMs },
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
  });
  const provider = new DigitalOceanProvider(
    DigitalOceanConfig.parse(config),
    http,
    secretsFrom(env),
    environment,
    { now: () => new Date(), sleep: () => Promise.resolve() },
  );
  return { provider, mint, http };
}

export const context = () => ({ signal: new AbortController().signal });
