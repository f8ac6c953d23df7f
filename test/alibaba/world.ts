import {
  McmError,
  type Clock,
  type Environment,
  type Logger,
  type Network,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import { createNetwork } from '../../src/http/network.js';
import type { ProxySettings } from '../../src/http/proxy.js';
import { createMint, permitsOf } from '../../src/power/permit.js';
import { AlibabaConfig } from '../../plugins/alibaba/config.js';
import { Patience } from '../../plugins/alibaba/pauses.js';
import { AlibabaProvider } from '../../plugins/alibaba/provider.js';

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

/** Time that stands where `now` says; its pauses are noted and take no time. */
export function restlessClock(now: () => Date): Clock & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    now,
    pauses,
    sleep: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  };
}

const silent = (): void => undefined;
const silentLog: Logger = { debug: silent, info: silent, warn: silent, error: silent };

export interface ProviderOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: unknown;
  readonly responseMs?: number;
  readonly clock?: Clock;
  readonly secrets?: Secrets;
  readonly log?: Logger;
  readonly proxySettings?: ProxySettings;
  readonly network?: Network;
}

/** The provider with the host's own connections, whose pauses take no time. */
export function makeProvider({
  env = {},
  config = {},
  responseMs = 10_000,
  clock = restlessClock(() => new Date()),
  secrets = secretsFrom(env),
  log = silentLog,
  proxySettings = {},
  network: given,
}: ProviderOptions) {
  const environment: Environment = { get: (name) => env[name] };
  const mint = createMint();
  const network = createNetwork({ env: {}, proxySettings, redactor: { add: silent } });
  const provider = new AlibabaProvider(
    AlibabaConfig.parse(config),
    given ?? network,
    permitsOf('alibaba', mint),
    secrets,
    environment,
    clock,
    log,
    Object.assign(new Patience(), { responseMs }),
  );
  return { provider, mint, close: () => network.close() };
}

export const context = () => ({ signal: new AbortController().signal });
