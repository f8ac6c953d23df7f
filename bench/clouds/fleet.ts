import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';

const regionsOfAws = ['eu-central-1', 'us-east-1'];
const regionsOfAlibaba = ['cn-hangzhou', 'cn-shanghai'];
const accounts = <T>(make: (account: number) => T): T[] => [0, 1].map((account) => make(account));
const name = (account: number): string => `account-${String(account)}`;

/** Four simulated clouds with two accounts each, and what a host has to be told to list them. */
export interface LargeFleet {
  readonly instances: number;
  readonly latencyMs: number;
  /** The most requests that must follow each other. */
  readonly chain: number;
  /** All requests that there are to send: pages, and regions. */
  readonly requests: number;
  readonly env: Readonly<Record<string, string>>;
  readonly plugins: readonly { readonly use: string; readonly config: Readonly<Record<string, unknown>> }[];
  /** How many requests came so far. */
  sent(): number;
  close(): Promise<void>;
}

/** Starts them, with as many thousand instances, in equal parts. */
export async function largeFleet(latencyMs: number, thousands: number): Promise<LargeFleet> {
  const half = (thousands * 1000) / 8;
  const [amazon, ocean, vultrs, ali] = await Promise.all([
    aws.createAwsSimulator({
      latencyMs,
      accounts: accounts((account) => ({
        id: `11112222333${String(account)}`,
        regions: regionsOfAws,
        keys: {
          [`AKIABENCH000000000${String(account)}`]: { secretAccessKey: `bench-secret-${String(account)}` },
        },
        instances: regionsOfAws.flatMap((region, index) =>
          aws.manyInstances(half / 2, region, account * half + index * (half / 2) + 1),
        ),
      })),
    }),
    digitalocean.createDigitalOceanSimulator({
      latencyMs,
      accounts: accounts((account) => ({
        tokens: { [`bench-token-${String(account)}`]: 'all' as const },
        droplets: digitalocean.manyDroplets(half, 500_001 + account * half),
      })),
    }),
    vultr.createVultrSimulator({
      latencyMs,
      accounts: accounts((account) => ({
        keys: { [`bench-key-${String(account)}`]: 'all' as const },
        instances: vultr.manyInstances(half, account * half + 1),
      })),
    }),
    alibaba.createAlibabaSimulator({
      latencyMs,
      accounts: accounts((account) => ({
        regions: regionsOfAlibaba,
        keys: { [`LTAIbench${String(account)}`]: { secret: `bench-secret-${String(account)}` } },
        instances: regionsOfAlibaba.flatMap((region, index) =>
          alibaba.manyInstances(half / 2, region, account * half + index * (half / 2) + 1),
        ),
      })),
    }),
  ]);
  const simulators = [amazon, ocean, vultrs, ali];
  const pages = {
    aws: Math.ceil(half / 2 / 1000),
    digitalocean: Math.ceil(half / 200) + 1,
    vultr: Math.ceil(half / 500),
    alibaba: Math.ceil(half / 2 / 100),
  };
  return {
    instances: thousands * 1000,
    latencyMs,
    chain: Math.max(1 + pages.aws, pages.digitalocean, pages.vultr, 1 + pages.alibaba),
    requests:
      2 * (1 + 2 * pages.aws) + 2 * pages.digitalocean + 2 * pages.vultr + 2 * (1 + 2 * pages.alibaba),
    env: {
      AWS_ENDPOINT_URL: amazon.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      DIGITALOCEAN_API_URL: ocean.url,
      VULTR_API_URL: vultrs.url,
      ALIBABA_CLOUD_ECS_ENDPOINT: ali.url,
    },
    plugins: [
      {
        use: 'aws',
        config: {
          accounts: accounts((account) => ({
            name: name(account),
            accessKeyId: `AKIABENCH000000000${String(account)}`,
            secretAccessKey: `bench-secret-${String(account)}`,
            region: 'eu-central-1',
          })),
        },
      },
      {
        use: 'digitalocean',
        config: {
          accounts: accounts((account) => ({ name: name(account), token: `bench-token-${String(account)}` })),
        },
      },
      {
        use: 'vultr',
        config: {
          accounts: accounts((account) => ({ name: name(account), apiKey: `bench-key-${String(account)}` })),
        },
      },
      {
        use: 'alibaba',
        config: {
          accounts: accounts((account) => ({
            name: name(account),
            accessKeyId: `LTAIbench${String(account)}`,
            accessKeySecret: `bench-secret-${String(account)}`,
            regionId: 'cn-hangzhou',
          })),
        },
      },
    ],
    sent: () => simulators.reduce((sum, { journal }) => sum + journal.entries.length, 0),
    async close() {
      await Promise.all(simulators.map((simulator) => simulator.close()));
    },
  };
}
