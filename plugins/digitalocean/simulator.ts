import { createSimulator, realClock, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import { SimulatedAccount, type ActionOutcome, type Tokenholder } from './simulator/account.js';
import type { SimulatedDroplet } from './simulator/droplet.js';
import { exampleFleet } from './simulator/fleet.js';
import { notFound, requestId, unauthorized } from './simulator/replies.js';
import { routes } from './simulator/routes.js';
import type { WireAction, WireDroplet } from './simulator/wire.js';

export type { ActionOutcome } from './simulator/account.js';
export { droplet } from './simulator/droplet.js';
export type { DropletSpec, PastAction, SimulatedDroplet } from './simulator/droplet.js';
export { exampleFleet, manyDroplets } from './simulator/fleet.js';
export { rateLimited, serverError } from './simulator/replies.js';
export type { WireAction, WireDroplet } from './simulator/wire.js';

/** The token that opens the simulator unless others are given. */
export const SIMULATOR_TOKEN = 'dop_v1_simulator';

/** What a token may do: everything, read everything, or these scopes, e.g. `droplet:read`. */
export type TokenScopes = 'all' | 'read' | readonly string[];

/** One account, and the tokens that open it. */
export interface DigitalOceanAccount {
  readonly droplets: readonly SimulatedDroplet[];
  readonly tokens: Readonly<Record<string, TokenScopes>>;
  readonly email?: string;
}

export interface DigitalOceanSimulatorOptions {
  /** Default: one account with the example fleet and {@link SIMULATOR_TOKEN}. */
  readonly accounts?: readonly DigitalOceanAccount[];
  readonly clock?: SimulatorClock;
  /** How long an action takes on the clock. Default: 8. */
  readonly actionSeconds?: number;
  /** Real milliseconds that every answer takes. */
  readonly latencyMs?: number;
}

/** DigitalOcean's API v2 on loopback, as far as the plugin could ever reach. */
export interface DigitalOceanSimulator extends Simulator {
  /** How the next action ends, on this droplet or on any. Default: as asked. */
  endNextAction(outcome: ActionOutcome, dropletId?: number): void;
  /** A droplet as it is now, whatever account it is in. */
  droplet(id: number): WireDroplet | undefined;
  /** The actions of a droplet, newest first. */
  actions(dropletId: number): readonly WireAction[];
}

/**
 * Starts it. Where the API's own reference is silent (words of 422 answers, step of metrics, bandwidth without an agent) it guesses;
 * the guesses are marked where they are made.
 */
export async function createDigitalOceanSimulator(
  options: DigitalOceanSimulatorOptions = {},
): Promise<DigitalOceanSimulator> {
  const clock = options.clock ?? realClock();
  let lastId = 2_000_000_000;
  const accounts: SimulatedAccount[] = [];
  const holders = new Map<string, Tokenholder>();
  for (const [index, given] of (options.accounts ?? defaultAccounts()).entries()) {
    const email = given.email ?? `owner${String(index + 1)}@example.com`;
    const account = new SimulatedAccount(email, given.droplets, clock, () => ++lastId);
    accounts.push(account);
    for (const [token, scopes] of Object.entries(given.tokens)) {
      holders.set(`Bearer ${token}`, { account, may: (scope) => allows(scopes, scope) });
    }
  }

  const planned: { outcome: ActionOutcome; dropletId: number | undefined }[] = [];
  const take = (id: number): ActionOutcome => {
    const at = planned.findIndex(({ dropletId }) => dropletId === undefined || dropletId === id);
    return at < 0 ? 'completed' : (planned.splice(at, 1)[0]?.outcome ?? 'completed');
  };

  const simulator = await createSimulator<Tokenholder>({
    routes: routes({ seconds: options.actionSeconds ?? 8, take }),
    authenticate: (request) => {
      const account = holders.get(request.headers['authorization'] ?? '');
      return account ? { account } : { refusal: unauthorized(request) };
    },
    notFound,
    headers: (request) => ({
      'ratelimit-limit': '5000',
      'ratelimit-remaining': String(Math.max(0, 5000 - request.number)),
      'ratelimit-reset': String(Math.floor(request.at.getTime() / 1000) + 3600),
      'x-request-id': requestId(request),
    }),
    clock,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });

  return {
    ...simulator,
    endNextAction: (outcome, dropletId) => {
      planned.push({ outcome, dropletId });
    },
    droplet: (id) => accounts.map((account) => account.droplet(id)).find((found) => found !== undefined),
    actions: (dropletId) => accounts.flatMap((account) => account.actions(dropletId)),
  };
}

function defaultAccounts(): readonly DigitalOceanAccount[] {
  return [{ droplets: exampleFleet(), tokens: { [SIMULATOR_TOKEN]: 'all' } }];
}

function allows(scopes: TokenScopes, scope: string): boolean {
  if (scopes === 'all') return true;
  return scopes === 'read' ? scope.endsWith(':read') : scopes.includes(scope);
}
