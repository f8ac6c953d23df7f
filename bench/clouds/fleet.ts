import { createAlibabaSimulator } from '../../plugins/alibaba/simulator.js';
import { createAwsSimulator } from '../../plugins/aws/simulator.js';
import { createDigitalOceanSimulator } from '../../plugins/digitalocean/simulator.js';
import { createVultrSimulator } from '../../plugins/vultr/simulator.js';
import { pluginsFor, secretOf, type PluginConfig } from './config.js';
import { replay } from './replay.js';
import { on, servers, type Server } from './servers.js';
import { CLOUDS, regionsOf, shareOf, type Cloud, type Shape } from './shape.js';

/** Four simulated clouds, and what a host has to be told to ask them. */
export interface Fleet {
  readonly shape: Shape;
  readonly env: Readonly<Record<string, string>>;
  readonly plugins: readonly PluginConfig[];
  /** The public addresses on each cloud, of its accounts in turn. */
  readonly addresses: Readonly<Record<Cloud, readonly string[]>>;
  /** How many requests came to each cloud so far. */
  sent(): Readonly<Record<Cloud, number>>;
  close(): Promise<void>;
}

/** Starts them. */
export async function benchFleet(shape: Shape): Promise<Fleet> {
  const { replayed = false } = shape;
  const latencyMs = replayed ? 0 : shape.latencyMs;
  const accounts = Array.from({ length: shape.accounts }, (_, account) => account);
  const share = shareOf(shape);
  const serversOf = (cloud: Cloud, account: number): readonly Server[] =>
    servers(share, (CLOUDS.indexOf(cloud) * shape.accounts + account) * share);
  const made = <T>(cloud: Cloud, account: number, make: (server: Server, region: string) => T): T[] => {
    const regions = regionsOf(cloud, shape);
    return serversOf(cloud, account).map((server, index) =>
      make(server, regions[index % regions.length] ?? ''),
    );
  };
  const simulators = await Promise.all([
    createAwsSimulator({
      latencyMs,
      accounts: accounts.map((account) => ({
        id: `11112222333${String(account)}`,
        regions: regionsOf('aws', shape),
        keys: { [secretOf.awsKey(account)]: { secretAccessKey: secretOf.any(account) } },
        instances: made('aws', account, on.aws),
      })),
    }),
    createDigitalOceanSimulator({
      latencyMs,
      accounts: accounts.map((account) => ({
        tokens: { [secretOf.any(account)]: 'all' as const },
        droplets: made('digitalocean', account, on.digitalocean),
      })),
    }),
    createVultrSimulator({
      latencyMs,
      accounts: accounts.map((account) => ({
        keys: { [secretOf.any(account)]: 'all' as const },
        instances: made('vultr', account, on.vultr),
      })),
    }),
    createAlibabaSimulator({
      latencyMs,
      accounts: accounts.map((account) => ({
        regions: regionsOf('alibaba', shape),
        keys: { [secretOf.alibabaKey(account)]: { secret: secretOf.any(account) } },
        instances: made('alibaba', account, on.alibaba),
      })),
    }),
  ]);
  const fronts = replayed ? await Promise.all(simulators.map(({ url }) => replay(url, shape.latencyMs))) : [];
  const [amazon = '', ocean = '', vultr = '', ecs = ''] = (replayed ? fronts : simulators).map(
    ({ url }) => url,
  );
  return {
    shape,
    env: {
      AWS_ENDPOINT_URL: amazon,
      AWS_EC2_METADATA_DISABLED: 'true',
      DIGITALOCEAN_API_URL: ocean,
      VULTR_API_URL: vultr,
      ALIBABA_CLOUD_ECS_ENDPOINT: ecs,
    },
    plugins: pluginsFor(accounts),
    addresses: byCloud((cloud) => {
      const lists = accounts.map((account) =>
        serversOf(cloud, account).flatMap(({ publicIp }) => publicIp ?? []),
      );
      return Array.from({ length: share }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
    }),
    sent: () =>
      byCloud((_, index) => fronts[index]?.requests() ?? simulators[index]?.journal.entries.length ?? 0),
    async close() {
      await Promise.all([...fronts, ...simulators].map((each) => each.close()));
    },
  };
}

const byCloud = <T>(make: (cloud: Cloud, index: number) => T): Record<Cloud, T> =>
  Object.fromEntries(CLOUDS.map((cloud, index) => [cloud, make(cloud, index)])) as Record<Cloud, T>;
