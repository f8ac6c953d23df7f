import { createMint, type Mint } from '../../src/power/permit.js';
import { Redactor } from '../../src/audit/redactor.js';
import { createHttpClient } from '../../src/http/client.js';
import { createSecrets } from '../../src/config/secrets.js';
import { manualClock } from 'multi-cloud-manager/testing';
import plugin from '../../examples/plugin-openstack/src/index.js';
import { OpenStackConfig } from '../../examples/plugin-openstack/src/config.js';
import { OpenStackProvider } from '../../examples/plugin-openstack/src/provider.js';
import {
  createOpenStackSimulator,
  SIMULATOR_CREDENTIAL,
  SIMULATOR_USER,
  type OpenStackSimulatorOptions,
} from '../../examples/plugin-openstack/simulator/index.js';

/** The simulator's time at the start of a test. */
export const NOW = new Date('2026-03-01T12:00:00Z');
/** The scope that most tests ask. */
export const SCOPE = { account: 'default', region: 'RegionOne' };
export const context = () => ({ signal: new AbortController().signal });

/** What the config says of someone who logs in with a password, or with an application credential. */
export const byPassword = { ...SIMULATOR_USER };
export const byCredential = { ...SIMULATOR_CREDENTIAL };

export interface ProviderOptions {
  readonly accounts: readonly object[];
  readonly env?: Readonly<Record<string, string>>;
  readonly mint?: Mint;
  readonly responseMs?: number;
  readonly now?: () => Date;
}

/** The provider with the host's own HTTP client, whose pauses take no time, and what the log and the redactor were told. */
export function makeProvider({
  accounts,
  env = {},
  mint = createMint(),
  responseMs = 10_000,
  now = () => NOW,
}: ProviderOptions) {
  const lines: string[] = [];
  const redacted: string[] = [];
  const line = (message: string, fields?: unknown): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  const http = createHttpClient({
    provider: plugin.name,
    powerRequests: plugin.power ?? {},
    login: plugin.login,
    mint,
    env: {},
    redactor: { add: (secret) => redacted.push(secret) },
    log: { debug: line, info: line, warn: line, error: line },
    timeouts: { responseMs },
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
  });
  const clock = { now, sleep: () => Promise.resolve() };
  const secrets = createSecrets({
    environment: { get: (name) => env[name] },
    redactor: new Redactor(),
    clock,
    directory: '.',
  });
  const provider = new OpenStackProvider(OpenStackConfig.parse({ accounts }), http, secrets, clock);
  return { provider, mint, http, lines, redacted };
}

const open: (() => Promise<void>)[] = [];

/** Closes everything that the test opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** A provider on a simulator of its own, with one account. */
export async function world(
  account: object = {},
  options: OpenStackSimulatorOptions = {},
  env: Readonly<Record<string, string>> = {},
) {
  const simulator = await createOpenStackSimulator({ clock: manualClock(NOW), ...options });
  const made = makeProvider({
    accounts: [{ authUrl: simulator.authUrl, password: byPassword, ...account }],
    env,
    now: () => simulator.clock.now(),
  });
  open.push(
    () => made.http.close(),
    () => simulator.close(),
  );
  const asked = () => simulator.journal.entries.map(({ method, path }) => `${method} ${path}`);
  const logins = () => asked().filter((each) => each === 'POST /identity/v3/auth/tokens').length;
  return { simulator, asked, logins, ...made };
}
