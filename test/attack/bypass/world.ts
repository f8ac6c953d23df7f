import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import type { JournalEntry, Simulator, SimulatorClock } from 'multi-cloud-manager/testing';
import alibabaPlugin from '../../../plugins/alibaba/index.js';
import * as alibaba from '../../../plugins/alibaba/simulator.js';
import digitaloceanPlugin from '../../../plugins/digitalocean/index.js';
import * as digitalocean from '../../../plugins/digitalocean/simulator.js';
import vultrPlugin from '../../../plugins/vultr/index.js';
import * as vultr from '../../../plugins/vultr/simulator.js';

export type CloudName = 'digitalocean' | 'vultr' | 'alibaba';

/** The three values that confirm something. */
export interface Values {
  readonly ip_confirmation: string;
  readonly name_confirmation: string;
  readonly operation_confirmation: string;
}

/** A server, the tool that restarts it, and what confirms that. */
export interface Target {
  readonly cloud: CloudName;
  readonly tool: string;
  /** Names the server. */
  readonly input: Readonly<Record<string, string | number>>;
  readonly right: Values;
}

const values = (ip_confirmation: string, name_confirmation: string): Values => ({
  ip_confirmation,
  name_confirmation,
  operation_confirmation: 'reboot',
});

const droplet = (droplet_id: number, ip: string, name: string): Target => ({
  cloud: 'digitalocean',
  tool: 'reboot_digitalocean_droplet',
  input: { droplet_id, wait_seconds: 0 },
  right: values(ip, name),
});

const instance = (cloud: CloudName, instance_id: string, ip: string, name: string): Target => ({
  cloud,
  tool: `reboot_${cloud}_instance`,
  input: { instance_id, wait_seconds: 0 },
  right: values(ip, name),
});

const VULTR = {
  shop: 'cb676a46-66fd-4dfb-b839-443f2e6c0b60',
  spare: '3f2a1c9e-5b7d-4e61-9a08-d1c4e7f26b35',
  database: 'a1f08d67-9e2b-4c35-b7d4-068e3c5f12a9',
  nameless: '58c3d1fa-7e40-4b92-a6d5-1f8b0c9e2374',
};

/** Ordinary servers: the three right arguments are enough. */
export const APP = droplet(200_001, '203.0.113.50', 'app-1');
export const SPARE = droplet(200_002, '203.0.113.51', 'app-2');
export const INNER = droplet(200_003, '192.168.1.100', 'inner-1');
export const SHOP = instance('vultr', VULTR.shop, '198.51.100.40', 'shop-1');
export const WEB = instance('alibaba', 'i-bp1ordinary0000001', '192.0.2.40', 'web-1');
/** A person has to confirm these. */
export const DATABASE = droplet(300_001, '203.0.113.60', 'db-main');
export const REPLICA = droplet(300_002, '203.0.113.61', 'db-spare');
export const LEDGER = instance('vultr', VULTR.database, '198.51.100.60', 'ledger');
export const PAY = instance('alibaba', 'i-bp1payments0000002', '192.0.2.60', 'pay-db');
/** These have no address, and the second one no name. */
export const SILENT = droplet(200_004, '0.0.0.0', 'silent-1');
export const NAMELESS = instance('vultr', VULTR.nameless, '0.0.0.0', VULTR.nameless);

/** A cloud on its simulator. */
export interface Cloud {
  readonly simulator: Simulator;
  readonly plugin: PluginDefinition;
  readonly env: Readonly<Record<string, string>>;
  /** What the simulator tells of a server; what is assigned to it is told from then on. */
  told(target: Target): object;
  /** Whether a request reads this one server. */
  looks(target: Target, entry: JournalEntry): boolean;
}

async function digitaloceanCloud(clock: SimulatorClock): Promise<Cloud> {
  const TOKEN = digitalocean.SIMULATOR_TOKEN;
  const of = ({ input, right }: Target, more: object) =>
    digitalocean.droplet({
      id: Number(input['droplet_id']),
      name: right.name_confirmation,
      ipv4: right.ip_confirmation,
      ...more,
    });
  const simulator = await digitalocean.createDigitalOceanSimulator({
    clock,
    accounts: [
      {
        tokens: { [TOKEN]: 'all' },
        droplets: [
          of(APP, { privateIpv4: '10.114.0.50', ipv6: '2001:db8:5::50', tags: ['app'] }),
          of(SPARE, { privateIpv4: '10.114.0.51', tags: ['app'] }),
          of(INNER, { ipv4: undefined, privateIpv4: '192.168.1.100', tags: ['app'] }),
          of(SILENT, { ipv4: undefined, tags: ['app'] }),
          of(DATABASE, { privateIpv4: '10.114.0.60', tags: ['env:prod'] }),
          of(REPLICA, { privateIpv4: '10.114.0.61', tags: ['env:prod'] }),
        ],
      },
    ],
  });
  return {
    simulator,
    plugin: digitaloceanPlugin,
    env: { DIGITALOCEAN_TOKEN: TOKEN, DIGITALOCEAN_API_URL: simulator.url },
    told: ({ input }) => there(simulator.droplet(Number(input['droplet_id']))),
    looks: ({ input }, { method, path }) =>
      method === 'GET' && path === `/v2/droplets/${String(input['droplet_id'])}`,
  };
}

async function vultrCloud(clock: SimulatorClock): Promise<Cloud> {
  const of = ({ input, right }: Target, more: object) =>
    vultr.instance({
      id: String(input['instance_id']),
      label: right.name_confirmation,
      mainIp: right.ip_confirmation,
      ...more,
    });
  const simulator = await vultr.createVultrSimulator({
    clock,
    accounts: [
      {
        keys: { [vultr.SIMULATOR_KEY]: 'all' },
        instances: [
          of(SHOP, { internalIp: '10.99.0.4', tags: ['shop'] }),
          vultr.instance({ id: VULTR.spare, label: 'shop-2', mainIp: '198.51.100.41', tags: ['shop'] }),
          of(LEDGER, { tags: ['env:production'] }),
          of(NAMELESS, { label: '', hostname: '', tags: ['shop'] }),
        ],
      },
    ],
  });
  return {
    simulator,
    plugin: vultrPlugin,
    env: { VULTR_API_KEY: vultr.SIMULATOR_KEY, VULTR_API_URL: simulator.url },
    told: ({ input }) => there(simulator.instance(String(input['instance_id']))),
    looks: ({ input }, { method, path }) =>
      method === 'GET' && path === `/v2/instances/${String(input['instance_id'])}`,
  };
}

async function alibabaCloud(clock: SimulatorClock): Promise<Cloud> {
  const { id, secret } = alibaba.SIMULATOR_KEY;
  const of = ({ input, right }: Target, tags: Readonly<Record<string, string>>) =>
    alibaba.instance({
      id: String(input['instance_id']),
      name: right.name_confirmation,
      publicIp: right.ip_confirmation,
      privateIp: '10.120.0.2',
      tags,
    });
  const simulator = await alibaba.createAlibabaSimulator({
    clock,
    accounts: [
      {
        keys: { [id]: { secret } },
        regions: ['cn-hangzhou'],
        instances: [of(WEB, { team: 'web' }), of(PAY, { env: 'prod' })],
      },
    ],
  });
  return {
    simulator,
    plugin: alibabaPlugin,
    env: {
      ALIBABA_CLOUD_ACCESS_KEY_ID: id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
      ALIBABA_CLOUD_ECS_ENDPOINT: simulator.url,
    },
    told: ({ input }) => there(simulator.instance(String(input['instance_id']))),
    looks: ({ input }, { headers, query }) =>
      headers['x-acs-action'] === 'DescribeInstances' &&
      (query['InstanceIds'] ?? '').includes(String(input['instance_id'])),
  };
}

/** Starts a cloud with the servers above. */
export const openCloud: Readonly<Record<CloudName, (clock: SimulatorClock) => Promise<Cloud>>> = {
  digitalocean: digitaloceanCloud,
  vultr: vultrCloud,
  alibaba: alibabaCloud,
};

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The server is gone.');
  return found;
}
