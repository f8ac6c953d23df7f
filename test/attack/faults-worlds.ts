import { manualClock, type JournalEntry, type Simulator } from 'multi-cloud-manager/testing';
import type { Clock, PluginDefinition, PowerVariant } from 'multi-cloud-manager/plugin';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';
import { directHost, type DirectHost } from '../fixtures/direct-host.js';
import { IMPATIENT } from './plugins/impatient.js';

export type CloudName = keyof typeof IMPATIENT;

/** A power request as it has to look on the wire. */
export interface Wire {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Where a header says what is to be done. */
  readonly action?: string | undefined;
}

/** A cloud on its simulator, and how the truth about it is told without asking mcm. */
export interface Cloud {
  readonly name: CloudName;
  readonly simulator: Simulator;
  readonly ids: readonly string[];
  readonly variants: readonly PowerVariant[];
  /** The tool of its own for a variant, with the name of its id. */
  tool(variant: PowerVariant): readonly [tool: string, id: string];
  describe(id: string): { readonly running: boolean; readonly ip: string; readonly name: string };
  /** The one right request. */
  wire(id: string, variant: PowerVariant): Wire;
  /** Whose power a request is about; undefined for one that changes nothing. */
  powerOf(entry: JournalEntry): string | undefined;
  /** A mark of all that the instance has gone through: it differs once an action was taken. */
  mark(id: string): string;
  /** Has the next action on it end badly; undefined where the simulator cannot. */
  failNext: ((id: string) => void) | undefined;
  /** Whether the newest action on it ended badly. */
  failed(id: string): boolean;
}

/** A cloud with a host on it. */
export interface World extends Cloud {
  readonly host: DirectHost;
  close(): Promise<void>;
}

const START = '2026-03-01T12:00:00Z';
const COUNT = 6;
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
const stopped = (index: number): boolean => index % 3 === 0;
const address = (index: number): string => `203.0.113.${String(index)}`;
const named = (index: number): string => `node-${String(index)}`;

async function digitalOceanCloud(): Promise<Cloud> {
  const simulator = await digitalocean.createDigitalOceanSimulator({
    clock: manualClock(START),
    accounts: [
      {
        tokens: { [digitalocean.SIMULATOR_TOKEN]: 'all' },
        droplets: numbers.map((index) =>
          digitalocean.droplet({
            ...{ id: 1000 + index, name: named(index), ipv4: address(index), tags: ['batch'] },
            status: stopped(index) ? 'off' : 'active',
          }),
        ),
      },
    ],
  });
  const type = (variant: PowerVariant): string => (variant === 'force_reboot' ? 'power_cycle' : variant);
  return {
    name: 'digitalocean',
    simulator,
    ids: numbers.map((index) => String(1000 + index)),
    variants: ['power_on', 'power_off', 'shutdown', 'reboot', 'force_reboot'],
    tool: (variant) => [`${verb(variant)}_digitalocean_droplet`, 'droplet_id'],
    describe: (id) => {
      const { status, name, networks } = there(simulator.droplet(Number(id)));
      return { running: status === 'active', name, ip: networks.v4[0]?.ip_address ?? '' };
    },
    wire: (id, variant) => ({
      ...{ method: 'POST', path: `/v2/droplets/${id}/actions`, query: {} },
      body: { type: type(variant) },
    }),
    powerOf: ({ method, path }) =>
      method === 'GET' ? undefined : (/^\/v2\/droplets\/(\d+)/.exec(path)?.[1] ?? path),
    mark: (id) => String(simulator.actions(Number(id)).length),
    failNext: (id) => {
      simulator.endNextAction('errored', Number(id));
    },
    failed: (id) => simulator.actions(Number(id))[0]?.status === 'errored',
  };
}

async function vultrCloud(): Promise<Cloud> {
  const idOf = (index: number): string => `00000000-0000-4000-8000-00000000000${String(index)}`;
  const simulator = await vultr.createVultrSimulator({
    clock: manualClock(START),
    accounts: [
      {
        keys: { [vultr.SIMULATOR_KEY]: 'all' },
        instances: numbers.map((index) =>
          vultr.instance({
            ...{ id: idOf(index), label: named(index), mainIp: address(index), tags: ['batch'] },
            power: stopped(index) ? 'stopped' : 'running',
          }),
        ),
      },
    ],
  });
  const request: Partial<Record<PowerVariant, string>> = {
    power_on: 'start',
    power_off: 'halt',
    reboot: 'reboot',
  };
  return {
    name: 'vultr',
    simulator,
    ids: numbers.map(idOf),
    variants: ['power_on', 'power_off', 'reboot'],
    tool: (variant) => [`${verb(variant)}_vultr_instance`, 'instance_id'],
    describe: (id) => {
      const { power_status, label, main_ip } = there(simulator.instance(id));
      return { running: power_status === 'running', name: label, ip: main_ip };
    },
    wire: (id, variant) => ({
      ...{ method: 'POST', path: `/v2/instances/${id}/${request[variant] ?? ''}` },
      ...{ query: {}, body: undefined },
    }),
    powerOf: ({ method, path }) =>
      method === 'GET' ? undefined : (/^\/v2\/instances\/([0-9a-f-]+)/.exec(path)?.[1] ?? path),
    mark: (id) => String(simulator.powerEvents().filter(({ instanceId }) => instanceId === id).length),
    failNext: undefined,
    failed: () => false,
  };
}

async function alibabaCloud(): Promise<Cloud> {
  const idOf = (index: number): string => `i-bp1faultsnode${String(index)}`;
  const { id: keyId, secret } = alibaba.SIMULATOR_KEY;
  const simulator = await alibaba.createAlibabaSimulator({
    clock: manualClock(START),
    accounts: [
      {
        keys: { [keyId]: { secret } },
        regions: ['cn-hangzhou'],
        instances: numbers.map((index) =>
          alibaba.instance({
            ...{ id: idOf(index), name: named(index), publicIp: address(index), tags: { use: 'batch' } },
            status: stopped(index) ? 'Stopped' : 'Running',
          }),
        ),
      },
    ],
  });
  const stop = { StoppedMode: 'KeepCharging' };
  const REQUESTS: Readonly<
    Record<PowerVariant, readonly [action: string, query: Readonly<Record<string, string>>]>
  > = {
    power_on: ['StartInstance', {}],
    power_off: ['StopInstance', { ForceStop: 'true', ...stop }],
    shutdown: ['StopInstance', { ForceStop: 'false', ...stop }],
    reboot: ['RebootInstance', { ForceStop: 'false' }],
    force_reboot: ['RebootInstance', { ForceStop: 'true' }],
  };
  return {
    name: 'alibaba',
    simulator,
    ids: numbers.map(idOf),
    // The account's own tools have no graceful stop; the general one has.
    variants: ['power_on', 'power_off', 'shutdown', 'reboot', 'force_reboot'],
    tool: (variant) =>
      variant === 'shutdown'
        ? ['manage_instance_power', 'instance_id']
        : [`${verb(variant)}_alibaba_instance`, 'instance_id'],
    describe: (id) => {
      const { Status, InstanceName, PublicIpAddress } = there(simulator.instance(id));
      return { running: Status === 'Running', name: InstanceName, ip: PublicIpAddress.IpAddress[0] ?? '' };
    },
    wire: (id, variant) => {
      const [action, query] = REQUESTS[variant];
      return { method: 'POST', path: '/', body: undefined, action, query: { InstanceId: id, ...query } };
    },
    powerOf: ({ headers, query }) =>
      (headers['x-acs-action'] ?? '').startsWith('Describe') ? undefined : (query['InstanceId'] ?? '?'),
    // A start and a restart leave the minute in which they began.
    mark: (id) => {
      const { Status, StartTime } = there(simulator.instance(id));
      return `${Status} ${StartTime}`;
    },
    failNext: undefined,
    failed: () => false,
  };
}

const CLOUDS: Readonly<Record<CloudName, () => Promise<Cloud>>> = {
  digitalocean: digitalOceanCloud,
  vultr: vultrCloud,
  alibaba: alibabaCloud,
};

/** A host with one cloud, both on the same time, which passes only when somebody waits for it. */
export async function world(name: CloudName): Promise<World> {
  const cloud = await CLOUDS[name]();
  const { clock } = cloud.simulator;
  const time: Clock = {
    now: () => clock.now(),
    sleep: async (ms) => {
      clock.advance(ms);
    },
  };
  const use: PluginDefinition = IMPATIENT[name];
  const host = await directHost({
    config: { plugins: [{ use }], ratePerMinute: 1_000_000 },
    clock: time,
    env: {
      DIGITALOCEAN_TOKEN: digitalocean.SIMULATOR_TOKEN,
      DIGITALOCEAN_API_URL: cloud.simulator.url,
      VULTR_API_KEY: vultr.SIMULATOR_KEY,
      VULTR_API_URL: cloud.simulator.url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: alibaba.SIMULATOR_KEY.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: alibaba.SIMULATOR_KEY.secret,
      ALIBABA_CLOUD_ECS_ENDPOINT: cloud.simulator.url,
    },
  });
  return {
    ...cloud,
    host,
    async close() {
      await host.close();
      await cloud.simulator.close();
    },
  };
}

const verb = (variant: PowerVariant): string => (variant === 'force_reboot' ? 'reboot' : variant);

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The instance is gone.');
  return found;
}
