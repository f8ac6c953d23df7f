import { createSimulator, realClock, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import { SimulatedAccount, type ActionOutcome } from './simulator/account.js';
import { exampleFleet } from './simulator/fleet.js';
import type { SimulatedInstance } from './simulator/instance.js';
import { Gateway, type Keyholder, type SimulatedKey } from './simulator/keys.js';
import { operate } from './simulator/operations.js';
import { refuse, requestId } from './simulator/replies.js';
import type { WireInstance } from './simulator/wire.js';

export type { ActionOutcome } from './simulator/account.js';
export { exampleFleet, manyInstances } from './simulator/fleet.js';
export { instance } from './simulator/instance.js';
export type { InstanceSpec, SimulatedInstance } from './simulator/instance.js';
export type { SimulatedKey } from './simulator/keys.js';
export { ecsError, serverError, throttled } from './simulator/replies.js';
export type { WireInstance } from './simulator/wire.js';

/** The key that opens the simulator unless others are given. */
export const SIMULATOR_KEY = { id: 'LTAI5tSimulatorKeyId', secret: 'simulator-access-key-secret-01' };

/** The regions of an account unless others are given. */
export const SIMULATOR_REGIONS = ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1', 'eu-central-1'];

/** One account, and the access keys that open it, by their ids. */
export interface AlibabaAccount {
  readonly instances: readonly SimulatedInstance[];
  readonly keys: Readonly<Record<string, SimulatedKey>>;
  readonly regions?: readonly string[];
  /** Economical mode is the account's default when an instance is stopped. */
  readonly economical?: boolean;
}

export interface AlibabaSimulatorOptions {
  /** Default: one account with the example fleet and {@link SIMULATOR_KEY}. */
  readonly accounts?: readonly AlibabaAccount[];
  readonly clock?: SimulatorClock;
  /** How long an action takes on the clock. Default: 8. */
  readonly actionSeconds?: number;
  /** Real milliseconds that every answer takes. */
  readonly latencyMs?: number;
}

/** Alibaba Cloud's ECS API on loopback, every region on one end point, as far as the plugin could ever reach. */
export interface AlibabaSimulator extends Simulator {
  /** How the next action ends, on this instance or on any. Default: as asked. */
  endNextAction(outcome: ActionOutcome, instanceId?: string): void;
  /** An instance as it is now, whatever account and region it is in. */
  instance(id: string): WireInstance | undefined;
}

/** Starts it. Everything comes as POST to `/`, with the action in a header; what mutates is told by that. */
export async function createAlibabaSimulator(
  options: AlibabaSimulatorOptions = {},
): Promise<AlibabaSimulator> {
  const clock = options.clock ?? realClock();
  const gateway = new Gateway();
  const given: readonly AlibabaAccount[] = options.accounts ?? [
    { instances: exampleFleet(), keys: { [SIMULATOR_KEY.id]: SIMULATOR_KEY } },
  ];
  const accounts = given.map(({ instances, keys, regions = SIMULATOR_REGIONS, economical = false }) => {
    const account = new SimulatedAccount(instances, regions, economical, clock);
    for (const [id, key] of Object.entries(keys)) gateway.add(id, key, account);
    return account;
  });

  const planned: { outcome: ActionOutcome; instanceId: string | undefined }[] = [];
  const take = (id: string): ActionOutcome => {
    const at = planned.findIndex(({ instanceId }) => instanceId === undefined || instanceId === id);
    return at < 0 ? 'completed' : (planned.splice(at, 1)[0]?.outcome ?? 'completed');
  };
  const plan = { seconds: options.actionSeconds ?? 8, take };

  const simulator = await createSimulator<Keyholder>({
    // The API takes both.
    routes: ['POST', 'GET'].map((method) => ({
      method,
      path: '/',
      handle: (request) => operate(request, plan),
    })),
    authenticate: (request) => gateway.authenticate(request),
    notFound: (request) =>
      refuse(
        request,
        404,
        'InvalidAction.NotFound',
        'Specified api is not found, please check your url and method.',
      ),
    headers: (request) => ({ 'x-acs-request-id': requestId(request) }),
    secretNames: ['authorization', 'x-acs-security-token', 'x-acs-accesskey-id'],
    mutates: ({ headers }) => !(headers['x-acs-action'] ?? '').startsWith('Describe'),
    clock,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });

  return {
    ...simulator,
    endNextAction: (outcome, instanceId) => {
      planned.push({ outcome, instanceId });
    },
    instance: (id) => accounts.map((account) => account.instance(id)).find((found) => found !== undefined),
  };
}
