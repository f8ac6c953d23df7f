import { createSimulator, realClock, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import { Keys, type AwsAccountSpec, type Caller, type KeySpec } from './simulator/account.js';
import { actionOf, answer, mutates } from './simulator/dispatch.js';
import { exampleFleet } from './simulator/fleet.js';
import type { SimulatedInstance } from './simulator/instance.js';
import { failure, requestId } from './simulator/replies.js';

export type { AwsAccountSpec, KeySpec, Permissions, RoleSpec } from './simulator/account.js';
export { exampleFleet, manyInstances } from './simulator/fleet.js';
export { instance } from './simulator/instance.js';
export type { AddressSpec, InstanceSpec, SimulatedInstance, VolumeSpec } from './simulator/instance.js';
export { ec2Error, rateLimited, serverError } from './simulator/replies.js';

/** The key that opens the simulator unless others are given. */
export const SIMULATOR_KEY = {
  accessKeyId: 'AKIASIMULATED0000001',
  secretAccessKey: 'simulated-secret-access-key-1',
} as const;

export interface AwsSimulatorOptions {
  /** Default: one account with the example fleet and {@link SIMULATOR_KEY}. */
  readonly accounts?: readonly AwsAccountSpec[];
  readonly clock?: SimulatorClock;
  /** Real milliseconds that every answer takes. */
  readonly latencyMs?: number;
  /** The most instances on a page, whatever is asked for; AWS may give fewer too. Default: 1000. */
  readonly mostPerPage?: number;
  /** The most series in one answer of GetMetricData. Default: 500. */
  readonly mostQueries?: number;
}

/** EC2, CloudWatch and STS on one loopback end point. */
export interface AwsSimulator extends Simulator {
  /** The actions that were asked for, oldest first. */
  actions(): readonly string[];
  /** An instance as it is now. */
  instance(id: string): SimulatedInstance | undefined;
  /** Makes one more key for an account. */
  addKey(accountId: string, accessKeyId: string, spec: KeySpec): void;
  /** From now on nobody knows the key. */
  revokeKey(accessKeyId: string): void;
  /** From now on the time of the key is over. */
  expireKey(accessKeyId: string): void;
}

/**
 * Starts it. It speaks what the SDK really sends: query XML to EC2 and STS, AWS JSON 1.0 to CloudWatch, all signed with Signature
 * Version 4, which is recomputed. The region is the one of the signature. Times are not compared: the SDK corrects its clock anyway.
 */
export async function createAwsSimulator(options: AwsSimulatorOptions = {}): Promise<AwsSimulator> {
  const clock = options.clock ?? realClock();
  const accounts = options.accounts ?? defaultAccounts();
  const keys = new Keys(accounts, clock);
  const limits = { mostPerPage: options.mostPerPage ?? 1000, mostQueries: options.mostQueries ?? 500 };
  const simulator = await createSimulator<Caller>({
    routes: [{ method: 'POST', path: '/', handle: (request) => answer(request, keys, limits) }],
    authenticate: (request) => keys.authenticate(request),
    notFound: (request) => failure('ec2', request, 404, 'InvalidAction', 'Only POST / is simulated.'),
    headers: (request) => ({ 'x-amzn-requestid': requestId(request) }),
    secretNames: ['authorization', 'x-amz-security-token'],
    mutates,
    clock,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  return {
    ...simulator,
    actions: () => simulator.journal.entries.map(actionOf),
    instance: (id) => accounts.flatMap(({ instances }) => instances).find((each) => each.id === id),
    addKey: (accountId, accessKeyId, spec) => {
      const account = accounts.find(({ id }) => id === accountId);
      if (account) keys.add(account, accessKeyId, spec);
    },
    revokeKey: (id) => {
      keys.revoke(id);
    },
    expireKey: (id) => {
      keys.expire(id);
    },
  };
}

function defaultAccounts(): readonly AwsAccountSpec[] {
  const { accessKeyId, secretAccessKey } = SIMULATOR_KEY;
  return [{ id: '111122223333', instances: exampleFleet(), keys: { [accessKeyId]: { secretAccessKey } } }];
}
