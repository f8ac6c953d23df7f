import { manualClock } from 'multi-cloud-manager/testing';
import {
  createVultrSimulator,
  exampleFleet,
  exampleReservedIps,
  type VultrAccount,
  type VultrSimulatorOptions,
} from '../../plugins/vultr/simulator.js';
import { createMint, type Mint } from '../../src/power/permit.js';
import { createHttpClient } from '../../src/http/client.js';
import { POWER_REQUESTS } from '../../plugins/vultr/client.js';
import { VultrConfig } from '../../plugins/vultr/config.js';
import { VultrProvider } from '../../plugins/vultr/provider.js';
import { McmError, type Clock, type Environment, type Secrets } from 'multi-cloud-manager/plugin';

/** Secrets as the host resolves them, from this environment. */
function secretsFrom(env: Readonly<Record<string, string>>): Secrets {
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
  readonly now?: () => Date;
  /** Told of every pause that is asked for; none is made. */
  readonly onSleep?: (ms: number) => void;
}

/** The provider with the host's own HTTP client, whose pauses take no time. */
export function makeProvider({
  env = {},
  config = {},
  mint = createMint(),
  responseMs = 10_000,
  now = () => new Date(),
  onSleep = () => undefined,
}: ProviderOptions) {
  const environment: Environment = { get: (name) => env[name] };
  const silent = (): void => undefined;
  const clock: Clock = {
    now,
    sleep: async (ms) => {
      onSleep(ms);
    },
  };
  const http = createHttpClient({
    provider: 'vultr',
    powerRequests: POWER_REQUESTS,
    mint,
    env: {},
    redactor: { add: silent },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    timeouts: { responseMs },
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
  });
  const provider = new VultrProvider(VultrConfig.parse(config), http, secretsFrom(env), environment, clock);
  return { provider, mint, http };
}

export const context = () => ({ signal: new AbortController().signal });

/** The simulator's time at the start of a test. */
export const NOW = new Date('2026-03-01T12:00:00Z');
/** The one account of the test. */
export const SCOPE = { account: 'default' };

const open: (() => Promise<void>)[] = [];

/** Has something closed by `closeAll`. */
export function closeLater(...closers: (() => Promise<void>)[]): void {
  open.push(...closers);
}

/** Closes everything that the test opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** A provider on a simulator of its own. Close it with `closeAll` after each test. */
export async function world(account: Partial<VultrAccount> = {}, options: VultrSimulatorOptions = {}) {
  const simulator = await createVultrSimulator({
    clock: manualClock(NOW),
    accounts: [
      {
        instances: exampleFleet(),
        reservedIps: exampleReservedIps(),
        keys: { 'a-key': 'all' },
        ...account,
      },
    ],
    ...options,
  });
  const pauses: number[] = [];
  const made = makeProvider({
    env: { VULTR_API_KEY: 'a-key', VULTR_API_URL: simulator.url },
    now: () => simulator.clock.now(),
    onSleep: (ms) => pauses.push(ms),
  });
  closeLater(
    () => simulator.close(),
    () => made.http.close(),
  );
  const asked = () => simulator.journal.entries.map(({ method, path }) => `${method} ${path}`);
  const find = async (address: string) => {
    simulator.journal.clear();
    return (await made.provider.findByAddress(SCOPE, address, context())).map(({ id }) => id);
  };
  return { simulator, pauses, asked, find, ...made };
}
