import type { EC2ClientConfig } from '@aws-sdk/client-ec2';
import { createNetwork } from '../../src/http/network.js';
import { AwsConfig } from '../../plugins/aws/config.js';
import { AwsProvider } from '../../plugins/aws/provider.js';
import { McmError, type Clock, type Environment, type Secrets } from 'multi-cloud-manager/plugin';

/** Secrets as the host resolves them, from this environment; what is told to the redactor is kept. */
export function secretsFrom(env: Readonly<Record<string, string>>, told: string[] = []): Secrets {
  const value = (ref: Parameters<Secrets['has']>[0]) =>
    typeof ref === 'string' ? ref : 'env' in ref ? env[ref.env] : undefined;
  return {
    has: (ref) => value(ref) !== undefined,
    resolve: (ref) => {
      const found = value(ref);
      if (found === undefined)
        return Promise.reject(new McmError('INVALID_CREDENTIALS', 'The variable is not set.'));
      told.push(found);
      return Promise.resolve(found);
    },
  };
}

/** Three tries without a pause between them. */
const hasty: NonNullable<EC2ClientConfig['retryStrategy']> = {
  acquireInitialRetryToken: () => Promise.resolve(token(0)),
  refreshRetryTokenForRetry: (last, { errorType }) =>
    last.getRetryCount() >= 2 || errorType === 'CLIENT_ERROR'
      ? Promise.reject(new Error('No more tries.'))
      : Promise.resolve(token(last.getRetryCount() + 1)),
  recordSuccess: () => undefined,
};
const token = (tries: number) => ({ getRetryCount: () => tries, getRetryDelay: () => 0 });

class HastyProvider extends AwsProvider {
  protected override patience = { connectMs: 10_000, responseMs: 10_000, retryStrategy: hasty };

  waiting(ms: number): this {
    this.patience = { ...this.patience, connectMs: ms, responseMs: ms };
    return this;
  }
}

export interface ProviderOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: unknown;
  readonly responseMs?: number;
  readonly now?: () => Date;
  readonly told?: string[];
  readonly caFile?: string;
}

/** The provider with the host's own way out, whose pauses take no time. */
export function makeProvider({
  env = {},
  config = {},
  responseMs = 10_000,
  now = () => new Date(),
  told = [],
  caFile,
}: ProviderOptions) {
  const environment: Environment = { get: (name) => env[name] || undefined };
  const network = createNetwork({ env, proxySettings: { caFile }, redactor: { add: () => undefined } });
  const clock: Clock = { now, sleep: () => Promise.resolve() };
  const provider = new HastyProvider(
    AwsConfig.parse(config),
    environment,
    secretsFrom(env, told),
    network,
    clock,
    LOG,
  ).waiting(responseMs);
  return { provider, network };
}

const silent = (): void => undefined;
/** A logger that nobody reads. */
export const LOG = { debug: silent, info: silent, warn: silent, error: silent };

export const context = () => ({ signal: new AbortController().signal });
