/**
 * Four simulated clouds with ten thousand instances, in a process of their own so that the server's memory is the server's.
 * It writes one line of JSON when it is up; each line on stdin is answered with the number of requests since the last.
 */
import { createInterface } from 'node:readline';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';

const [latencyMs = 50, thousands = 10] = process.argv.slice(2).map(Number);
/** Instances of each cloud; two accounts each. */
const each = (thousands * 1000) / 4;
const half = each / 2;

const regionsOfAws = ['eu-central-1', 'us-east-1'];
const regionsOfAlibaba = ['cn-hangzhou', 'cn-shanghai'];

const [amazon, ocean, vultrs, ali] = await Promise.all([
  aws.createAwsSimulator({
    latencyMs,
    accounts: [0, 1].map((account) => ({
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
    accounts: [0, 1].map((account) => ({
      tokens: { [`bench-token-${String(account)}`]: 'all' as const },
      droplets: digitalocean.manyDroplets(half, 500_001 + account * half),
    })),
  }),
  vultr.createVultrSimulator({
    latencyMs,
    accounts: [0, 1].map((account) => ({
      keys: { [`bench-key-${String(account)}`]: 'all' as const },
      instances: vultr.manyInstances(half, account * half + 1),
    })),
  }),
  alibaba.createAlibabaSimulator({
    latencyMs,
    accounts: [0, 1].map((account) => ({
      regions: regionsOfAlibaba,
      keys: {
        [`LTAIbench${String(account)}`]: {
          id: `LTAIbench${String(account)}`,
          secret: `bench-secret-${String(account)}`,
        },
      },
      instances: regionsOfAlibaba.flatMap((region, index) =>
        alibaba.manyInstances(half / 2, region, account * half + index * (half / 2) + 1),
      ),
    })),
  }),
]);
const simulators = [amazon, ocean, vultrs, ali];

/** Each account's longest chain of requests, one after the other, and all pages that exist. */
const pages = {
  aws: Math.ceil(half / 2 / 1000),
  digitalocean: Math.ceil(half / 200) + 1,
  vultr: Math.ceil(half / 500),
  alibaba: Math.ceil(half / 2 / 100),
};
const chain = Math.max(1 + pages.aws, pages.digitalocean, pages.vultr, 1 + pages.alibaba);
const total =
  2 * (1 + 2 * pages.aws) + 2 * pages.digitalocean + 2 * pages.vultr + 2 * (1 + 2 * pages.alibaba);

const accounts = (make: (account: number) => Record<string, unknown>) =>
  [0, 1].map((account) => make(account));
const name = (account: number) => `account-${String(account)}`;
console.log(
  JSON.stringify({
    instances: thousands * 1000,
    latencyMs,
    chain,
    requests: total,
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
  }),
);

let counted = 0;
const input = createInterface({ input: process.stdin });
input.on('line', () => {
  const requests = simulators.reduce((sum, { journal }) => sum + journal.entries.length, 0);
  console.log(JSON.stringify({ requests: requests - counted }));
  counted = requests;
});
input.once('close', () => {
  void Promise.all(simulators.map((simulator) => simulator.close()));
});
