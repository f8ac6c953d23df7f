import { createSimulator, realClock, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import { SimulatedAccount, type Keyholder, type PowerEvent } from './simulator/account.js';
import { exampleFleet, exampleReservedIps } from './simulator/fleet.js';
import type { SimulatedInstance } from './simulator/instance.js';
import { RateLimit } from './simulator/rate.js';
import { notFound, tooMany, unauthorized, withoutBody } from './simulator/replies.js';
import { routes } from './simulator/routes.js';
import type { WireInstance, WireReservedIp } from './simulator/wire.js';

export type { PowerEvent, PowerRequestName } from './simulator/account.js';
export { EXAMPLE, exampleFleet, exampleReservedIps, manyInstances } from './simulator/fleet.js';
export { instance } from './simulator/instance.js';
export type { InstanceSpec, SimulatedInstance } from './simulator/instance.js';
export { addressRefused, rateLimited, serverError } from './simulator/replies.js';
export type { WireInstance, WireReservedIp } from './simulator/wire.js';

/** The API key that opens the simulator unless others are given. */
export const SIMULATOR_KEY = 'VULTRSIMULATORKEY';

/** What a key may do: everything, look at everything, or what these permissions allow, e.g. `subscriptions_view`. */
export type KeyPermissions = 'all' | 'read' | readonly string[];

/** One account, and the keys that open it. */
export interface VultrAccount {
  readonly instances: readonly SimulatedInstance[];
  readonly keys: Readonly<Record<string, KeyPermissions>>;
  /** Default: none. */
  readonly reservedIps?: readonly WireReservedIp[];
}

export interface VultrSimulatorOptions {
  /** Default: one account with the example fleet and {@link SIMULATOR_KEY}. */
  readonly accounts?: readonly VultrAccount[];
  readonly clock?: SimulatorClock;
  /** How long a power request takes on the clock. Default: 8. */
  readonly actionSeconds?: number;
  /** Whether an instance that restarts shows it in `server_status`. Default: no. */
  readonly rebootShows?: boolean;
  /** Whether 4xx answers come without a body. Default: no. */
  readonly emptyErrors?: boolean;
  /** Fewer on a page than were asked for. Default: 500, the API's own most. */
  readonly mostPerPage?: number;
  /** Requests within a second of the clock before the answer is 429; Vultr's is 30. Default: no limit. */
  readonly requestsPerSecond?: number;
  /** Real milliseconds that every answer takes. */
  readonly latencyMs?: number;
}

/** Vultr's API v2 on loopback, as far as the plugin could ever reach. */
export interface VultrSimulator extends Simulator {
  /** An instance as it is now, whatever account it is in. */
  instance(id: string): WireInstance | undefined;
  /** What became of every power request, oldest first. */
  powerEvents(): readonly PowerEvent[];
  /** The ids of deleted instances. */
  deleted(): readonly string[];
}

const ALL = ['manage_users', 'subscriptions_view', 'subscriptions', 'provisioning', 'support', 'upgrade'];

/**
 * Starts it. Where the API's own reference is silent (sentences of errors, which permission which request needs, answers beyond
 * documented limits) it guesses; the guesses are marked where they are made.
 */
export async function createVultrSimulator(options: VultrSimulatorOptions = {}): Promise<VultrSimulator> {
  const clock = options.clock ?? realClock();
  const plan = { seconds: options.actionSeconds ?? 8, rebootShows: options.rebootShows ?? false };
  const accounts: SimulatedAccount[] = [];
  const holders = new Map<string, Keyholder>();
  for (const { instances, keys, reservedIps = [] } of options.accounts ?? defaultAccounts()) {
    const account = new SimulatedAccount(instances, reservedIps, clock, plan);
    accounts.push(account);
    for (const [key, permissions] of Object.entries(keys)) {
      holders.set(`Bearer ${key}`, { account, acls: aclsOf(permissions) });
    }
  }
  const limit = new RateLimit(options.requestsPerSecond ?? Infinity);
  const said = options.emptyErrors === true ? withoutBody : <T>(reply: T): T => reply;

  const simulator = await createSimulator<Keyholder>({
    routes: routes(options.mostPerPage).map((route) => ({
      ...route,
      handle: (request) => said(limit.exceeded(request.at) ? tooMany() : route.handle(request)),
    })),
    authenticate: (request) => {
      const account = holders.get(request.headers['authorization'] ?? '');
      return account ? { account } : { refusal: said(unauthorized()) };
    },
    notFound: () => said(notFound()),
    clock,
    ...(options.latencyMs !== undefined && { latencyMs: options.latencyMs }),
  });

  return {
    ...simulator,
    instance: (id) => accounts.map((account) => account.instance(id)).find((found) => found !== undefined),
    powerEvents: () => accounts.flatMap((account) => account.events()),
    deleted: () => accounts.flatMap((account) => account.deleted()),
  };
}

function defaultAccounts(): readonly VultrAccount[] {
  return [{ instances: exampleFleet(), reservedIps: exampleReservedIps(), keys: { [SIMULATOR_KEY]: 'all' } }];
}

function aclsOf(permissions: KeyPermissions): readonly string[] {
  if (permissions === 'all') return ALL;
  return permissions === 'read' ? ['subscriptions_view'] : permissions;
}
