import * as alibaba from '../../../plugins/alibaba/simulator.js';
import * as aws from '../../../plugins/aws/simulator.js';
import * as digitalocean from '../../../plugins/digitalocean/simulator.js';
import * as vultr from '../../../plugins/vultr/simulator.js';

/** How long a power action takes, and every answer: quick enough to watch, slow enough to see progress. */
const PACE = { actionSeconds: 3, latencyMs: 40 };

/** Four simulated clouds, and what a host has to be told to find them. */
export interface DemoClouds {
  readonly plugins: readonly unknown[];
  readonly env: Readonly<Record<string, string>>;
  /** Every power request that reached a cloud. */
  mutations(): readonly string[];
  close(): Promise<void>;
}

/** Starts them with a small lively fleet. */
export async function startClouds(): Promise<DemoClouds> {
  const [amazon, ocean, vultrs, ali] = await Promise.all([
    aws.createAwsSimulator({ accounts: [awsAccount()], latencyMs: PACE.latencyMs }),
    digitalocean.createDigitalOceanSimulator({ accounts: [digitalOceanAccount()], ...PACE }),
    vultr.createVultrSimulator({ accounts: vultrAccounts(), ...PACE }),
    alibaba.createAlibabaSimulator({ accounts: [alibabaAccount()], ...PACE }),
  ]);
  const clouds = { aws: amazon, digitalocean: ocean, vultr: vultrs, alibaba: ali };
  return {
    plugins: [
      'aws',
      'digitalocean',
      {
        use: 'vultr',
        config: {
          accounts: [
            { name: 'main', apiKey: { env: 'DEMO_VULTR_MAIN' } },
            { name: 'lab', apiKey: { env: 'DEMO_VULTR_LAB' } },
          ],
        },
      },
      'alibaba',
    ],
    env: {
      AWS_ACCESS_KEY_ID: aws.SIMULATOR_KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.SIMULATOR_KEY.secretAccessKey,
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: amazon.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      DIGITALOCEAN_TOKEN: digitalocean.SIMULATOR_TOKEN,
      DIGITALOCEAN_API_URL: ocean.url,
      DEMO_VULTR_MAIN: 'demo-vultr-key-main',
      DEMO_VULTR_LAB: 'demo-vultr-key-lab',
      VULTR_API_URL: vultrs.url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: alibaba.SIMULATOR_KEY.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: alibaba.SIMULATOR_KEY.secret,
      ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
      ALIBABA_CLOUD_ECS_ENDPOINT: ali.url,
    },
    mutations: () =>
      Object.entries(clouds).flatMap(([name, { journal }]) =>
        journal.mutations().map(({ method, path, body, headers, query }) => {
          // Alibaba names the action in a header; the others have it in the path or the body.
          const action = headers['x-acs-action'];
          const what = action === undefined ? body : { action, ...query };
          return `${name}: ${method} ${path} ${JSON.stringify(what ?? {})}`;
        }),
      ),
    async close() {
      await Promise.all(Object.values(clouds).map((cloud) => cloud.close()));
    },
  };
}

/** A web server that is read-only here like all of AWS, and one in a second region. */
function awsAccount(): aws.AwsAccountSpec {
  const { accessKeyId, secretAccessKey } = aws.SIMULATOR_KEY;
  return {
    id: '111122223333',
    keys: { [accessKeyId]: { secretAccessKey } },
    instances: [
      aws.instance({
        id: 'i-0a1b2c3d4e5f60001',
        name: 'api-01',
        publicIp: '192.0.2.10',
        privateIp: '10.0.1.10',
        tags: { env: 'production' },
        type: 't3.micro',
      }),
      aws.instance({
        id: 'i-0a1b2c3d4e5f60002',
        name: 'reports-us',
        publicIp: '192.0.2.11',
        privateIp: '10.1.1.11',
        tags: { env: 'staging' },
        region: 'us-east-1',
      }),
    ],
  };
}

/** A plain web server, a production database, a large one, one with IPv6 only, one stopped, one without metrics. */
function digitalOceanAccount(): digitalocean.DigitalOceanAccount {
  const { droplet } = digitalocean;
  return {
    tokens: { [digitalocean.SIMULATOR_TOKEN]: 'all' },
    droplets: [
      droplet({
        id: 123456,
        name: 'web-server-01',
        ipv4: '203.0.113.7',
        privateIpv4: '10.114.0.2',
        ipv6: '2001:db8:0:1010::7',
        tags: ['web', 'env:staging'],
        sizeSlug: 's-2vcpu-4gb',
      }),
      droplet({
        id: 123457,
        name: 'db-main',
        ipv4: '203.0.113.8',
        privateIpv4: '10.114.0.3',
        tags: ['database', 'env:production'],
        sizeSlug: 's-2vcpu-4gb',
      }),
      droplet({
        id: 123458,
        name: 'crunch-01',
        ipv4: '203.0.113.9',
        tags: ['batch'],
        sizeSlug: 'g-16vcpu-64gb',
        region: 'nyc3',
      }),
      droplet({ id: 123459, name: 'v6-only', ipv6: '2001:db8::a01', tags: ['dns'], region: 'ams3' }),
      droplet({ id: 123460, name: 'old-shop', ipv4: '198.51.100.20', tags: ['shop'], status: 'off' }),
      droplet({ id: 123461, name: 'build-runner', ipv4: '198.51.100.21', tags: ['ci'], monitoring: false }),
    ],
  };
}

/** Two accounts with a server each. */
function vultrAccounts(): readonly vultr.VultrAccount[] {
  return [
    {
      keys: { 'demo-vultr-key-main': 'all' },
      instances: [
        vultr.instance({
          id: '4f0f12e5-1f84-404f-aa84-85f431ea5ec2',
          label: 'mail-01',
          mainIp: '198.51.100.40',
          tags: ['mail'],
        }),
      ],
    },
    {
      keys: { 'demo-vultr-key-lab': 'all' },
      instances: [
        vultr.instance({
          id: '9b3c2a10-7d5e-4c1b-8f6a-0e1d2c3b4a59',
          label: 'lab-01',
          mainIp: '198.51.100.41',
          tags: ['lab'],
          region: 'ams',
        }),
      ],
    },
  ];
}

/** One server behind an elastic IP alone, and one in a second region. */
function alibabaAccount(): alibaba.AlibabaAccount {
  return {
    keys: { [alibaba.SIMULATOR_KEY.id]: alibaba.SIMULATOR_KEY },
    instances: [
      alibaba.instance({
        id: 'i-bp1demo000000000001a',
        name: 'shop-cn-01',
        eip: '192.0.2.77',
        privateIp: '172.16.0.7',
        tags: { team: 'shop' },
      }),
      alibaba.instance({
        id: 'i-uf6demo000000000002b',
        name: 'cache-sh-01',
        region: 'cn-shanghai',
        publicIp: '192.0.2.78',
        privateIp: '172.16.1.8',
        tags: { team: 'shop' },
      }),
    ],
  };
}
