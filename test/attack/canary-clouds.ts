import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulator, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';
import type { ConfigInput } from '../../src/config/schema.js';
import { plainSecretOf, secretOf } from './secrets.js';

/** Every secret that the host is given, by where it has it from. */
export const SECRETS = {
  'aws: secret key in a variable': secretOf('aws env'),
  'aws: session token in a variable': secretOf('aws token'),
  'aws: secret key in a file': secretOf('aws file'),
  'aws: secret key of a profile': plainSecretOf('aws profile'),
  'aws: session token of a profile': plainSecretOf('aws profile token'),
  'aws: secret key from a process': plainSecretOf('aws process'),
  'digitalocean: token in a variable': secretOf('do env'),
  'digitalocean: token in a file': secretOf('do file'),
  'digitalocean: token from a program': plainSecretOf('do exec'),
  'digitalocean: token in the config': secretOf('do literal'),
  'vultr: key in an env file': plainSecretOf('vultr env file'),
  'vultr: key in the config': secretOf('vultr literal'),
  'alibaba: secret in a variable': secretOf('alibaba env'),
  'alibaba: STS token in a file': secretOf('alibaba sts'),
  'alibaba: secret from a program': plainSecretOf('alibaba exec'),
  'ipinfo: token': plainSecretOf('ipinfo'),
} as const;

const S = SECRETS;

/** A tool, its arguments, and the confirmations of a power tool. */
export type Asked = readonly [tool: string, input: Readonly<Record<string, unknown>>];

/** One cloud under attack. */
export interface Target {
  readonly name: 'aws' | 'digitalocean' | 'vultr' | 'alibaba';
  readonly simulator: Simulator;
  readonly reads: readonly Asked[];
  readonly powers: readonly Asked[];
  /** An error as this cloud words it, with the text wherever words are. */
  readonly says: (text: string) => unknown;
  /** An answer that is none of the cloud's and has the text in its data. */
  readonly answers: (text: string) => unknown;
}

/** The four clouds, and what a host must be told to have all the secrets. */
export interface CanaryClouds {
  readonly targets: readonly Target[];
  readonly config: ConfigInput;
  readonly env: Readonly<Record<string, string>>;
  /** The text of the env file; it is in the directory. */
  readonly envFile: string;
  close(): Promise<void>;
}

const INSTANCES = [1, 2, 3, 4] as const;
const region = 'eu-central-1';
const awsId = (index: number): string => `i-0a1b2c3d4e5f6000${String(index)}`;
const vultrId = (index: number): string => `4f0f12e5-1f84-404f-aa84-85f431ea5ec${String(index)}`;
const aliId = (index: number): string => `i-bp1canary00000000000${String(index)}`;
const ip = (net: string, index: number): string => `${net}.${String(index)}`;
/** An address that no server has, so that ipinfo is asked. */
export const NOBODYS = '198.51.100.250';

/** Starts them in a directory, where files with secrets are put. */
export async function startCanaryClouds(directory: string, clock: SimulatorClock): Promise<CanaryClouds> {
  const clouds = await startSimulators(clock);
  const file = async (name: string, text: string) => writeFile(join(directory, name), text, { mode: 0o600 });
  const print = (text: string) => [process.execPath, '-e', `console.log(${JSON.stringify(text)})`] as const;
  const credentials = JSON.stringify({
    Version: 1,
    AccessKeyId: 'AKIACANARYPROCESS001',
    SecretAccessKey: S['aws: secret key from a process'],
  });
  await file(
    'aws-process.js',
    `process.stderr.write(${JSON.stringify(credentials)}); console.log(${JSON.stringify(credentials)});`,
  );
  await file('aws-secret', `${S['aws: secret key in a file']}\n`);
  await file('do-token', `${S['digitalocean: token in a file']}\r\n`);
  await file('sts-token', S['alibaba: STS token in a file']);
  await file(
    'aws-config',
    `[profile worker]\nregion = ${region}\ncredential_process = ${process.execPath} ${join(directory, 'aws-process.js')}\n[profile shared]\nregion = ${region}\n`,
  );
  await file(
    'aws-credentials',
    `[shared]\naws_access_key_id = AKIACANARYPROFILE001\naws_secret_access_key = ${S['aws: secret key of a profile']}\naws_session_token = ${S['aws: session token of a profile']}\n`,
  );
  const envFile = `CANARY_VULTR=${S['vultr: key in an env file']}\n`;
  await file('canary.env', envFile);
  const config: ConfigInput = {
    plugins: [
      {
        use: 'aws',
        config: {
          endpoint: clouds.aws.url,
          regions: [region],
          accounts: [
            {
              name: 'variables',
              accessKeyId: { env: 'CANARY_AWS_ID' },
              secretAccessKey: { env: 'CANARY_AWS_SECRET' },
              sessionToken: { env: 'CANARY_AWS_TOKEN' },
            },
            { name: 'file', accessKeyId: 'AKIACANARYFILE000001', secretAccessKey: { file: 'aws-secret' } },
            { name: 'profile', profile: 'shared' },
            { name: 'process', profile: 'worker' },
          ],
        },
      },
      {
        use: 'digitalocean',
        config: {
          endpoint: clouds.digitalocean.url,
          accounts: [
            { name: 'variable', token: { env: 'CANARY_DO' } },
            { name: 'file', token: { file: 'do-token' } },
            { name: 'program', token: { exec: print(S['digitalocean: token from a program']) } },
            { name: 'literal', token: S['digitalocean: token in the config'] },
          ],
        },
      },
      {
        use: 'vultr',
        config: {
          endpoint: clouds.vultr.url,
          accounts: [
            { name: 'env-file', apiKey: { env: 'CANARY_VULTR' } },
            { name: 'literal', apiKey: S['vultr: key in the config'] },
          ],
        },
      },
      {
        use: 'alibaba',
        config: {
          endpoint: clouds.alibaba.url,
          regions: ['cn-hangzhou'],
          accounts: [
            {
              name: 'sts',
              accessKeyId: 'STS.CanaryKey0001',
              accessKeySecret: { env: 'CANARY_ALI_SECRET' },
              securityToken: { file: 'sts-token' },
            },
            {
              name: 'program',
              accessKeyId: 'LTAI5tCanaryKey0002',
              accessKeySecret: { exec: print(S['alibaba: secret from a program']) },
            },
          ],
        },
      },
    ],
    ipinfo: { token: { env: 'CANARY_IPINFO' }, endpoint: clouds.ipinfo.url },
  };
  return {
    targets: targetsOf(clouds),
    config,
    envFile,
    env: {
      HOME: directory,
      CANARY_AWS_ID: 'ASIACANARYVARIABLE01',
      CANARY_AWS_SECRET: S['aws: secret key in a variable'],
      CANARY_AWS_TOKEN: S['aws: session token in a variable'],
      CANARY_DO: S['digitalocean: token in a variable'],
      CANARY_ALI_SECRET: S['alibaba: secret in a variable'],
      CANARY_IPINFO: S['ipinfo: token'],
      AWS_CONFIG_FILE: join(directory, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(directory, 'aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async close() {
      await Promise.all(Object.values(clouds).map((cloud) => cloud.close()));
    },
  };
}

async function startSimulators(clock: SimulatorClock) {
  const awsInstances = INSTANCES.map((index) =>
    aws.instance({
      id: awsId(index),
      name: `api-${String(index)}`,
      publicIp: ip('192.0.2', index),
      tags: { env: 'test' },
    }),
  );
  const key = (secretAccessKey: string, sessionToken?: string) => ({
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
  });
  const [amazon, ocean, vultrs, ali, ipinfo] = await Promise.all([
    aws.createAwsSimulator({
      clock,
      accounts: [
        {
          id: '111122223333',
          instances: awsInstances,
          keys: {
            ASIACANARYVARIABLE01: key(
              S['aws: secret key in a variable'],
              S['aws: session token in a variable'],
            ),
            AKIACANARYFILE000001: key(S['aws: secret key in a file']),
            AKIACANARYPROFILE001: key(
              S['aws: secret key of a profile'],
              S['aws: session token of a profile'],
            ),
            AKIACANARYPROCESS001: key(S['aws: secret key from a process']),
          },
        },
      ],
    }),
    digitalocean.createDigitalOceanSimulator({
      actionSeconds: 0,
      clock,
      accounts: [
        [1, S['digitalocean: token in a variable']],
        [2, S['digitalocean: token in a file']],
        [3, S['digitalocean: token from a program']],
        [4, S['digitalocean: token in the config']],
      ].map(([index, token]) => ({
        tokens: { [String(token)]: 'all' },
        droplets: [
          digitalocean.droplet({
            id: 1000 + Number(index),
            name: `web-${String(index)}`,
            ipv4: ip('203.0.113', Number(index)),
            tags: ['web'],
          }),
        ],
      })),
    }),
    vultr.createVultrSimulator({
      actionSeconds: 0,
      clock,
      accounts: [
        [1, S['vultr: key in an env file']],
        [2, S['vultr: key in the config']],
      ].map(([index, apiKey]) => ({
        keys: { [String(apiKey)]: 'all' },
        instances: [
          vultr.instance({
            id: vultrId(Number(index)),
            label: `mail-${String(index)}`,
            mainIp: ip('198.51.100', Number(index)),
            tags: ['mail'],
          }),
        ],
      })),
    }),
    alibaba.createAlibabaSimulator({
      actionSeconds: 0,
      clock,
      accounts: [
        {
          id: 'STS.CanaryKey0001',
          index: 1,
          secret: S['alibaba: secret in a variable'],
          token: S['alibaba: STS token in a file'],
        },
        { id: 'LTAI5tCanaryKey0002', index: 2, secret: S['alibaba: secret from a program'] },
      ].map(({ id, index, ...opens }) => ({
        keys: { [id]: opens },
        regions: ['cn-hangzhou'],
        instances: [
          alibaba.instance({
            id: aliId(index),
            name: `shop-${String(index)}`,
            publicIp: ip('198.51.100', 100 + index),
            tags: { team: 'shop' },
          }),
        ],
      })),
    }),
    createSimulator<string>({
      routes: [
        {
          method: 'GET',
          path: '/{ip}/json',
          handle: () => ({ status: 200, body: { org: 'AS64500 Example', country: 'NL' } }),
        },
      ],
      authenticate: ({ headers }) => ({ account: headers['authorization'] ?? '' }),
      notFound: () => ({ status: 404 }),
    }),
  ]);
  return { aws: amazon, digitalocean: ocean, vultr: vultrs, alibaba: ali, ipinfo };
}

function confirmed(address: string, name: string): Readonly<Record<string, string>> {
  return { ip_confirmation: address, name_confirmation: name, operation_confirmation: 'reboot' };
}

function targetsOf(clouds: Awaited<ReturnType<typeof startSimulators>>): readonly Target[] {
  const verify = (provider_name: string): Asked => [
    'check_provider_availability',
    { provider_name, verify: true },
  ];
  const found = (ip_address: string): Asked => ['get_instance_info', { ip_address }];
  return [
    {
      name: 'aws',
      simulator: clouds.aws,
      reads: [
        verify('aws'),
        ['list_aws_instances', {}],
        ['get_aws_instance_info', { ip_address_or_id: awsId(1) }],
        ['get_aws_instance_monitoring', { instance_id: awsId(2), account: 'file' }],
        ['get_aws_instance_storage_info', { instance_id: awsId(3), account: 'profile' }],
      ],
      powers: [],
      says: SAYS.aws,
      answers: (text) =>
        `<DescribeInstancesResponse><requestId>${xml(text)}</requestId><nextToken>${xml(text)}</nextToken></DescribeInstancesResponse>`,
    },
    {
      name: 'digitalocean',
      simulator: clouds.digitalocean,
      reads: [
        verify('digitalocean'),
        ['list_digitalocean_droplets', {}],
        ['get_digitalocean_droplet_info', { ip_address_or_id: '1002' }],
        ['get_digitalocean_droplet_monitoring', { droplet_id: 1003 }],
        ['get_digitalocean_droplet_actions', { droplet_id: 1004 }],
      ],
      powers: INSTANCES.map((index) => [
        'reboot_digitalocean_droplet',
        { droplet_id: 1000 + index, ...confirmed(ip('203.0.113', index), `web-${String(index)}`) },
      ]),
      says: SAYS.digitalocean,
      answers: (text) => ({
        droplets: [dropletNamed(text)],
        droplet: dropletNamed(text),
        account: { email: text, status: text, droplet_limit: 3 },
        action: { id: 1, status: text, type: text },
        actions: [],
        regions: [{ slug: text }],
      }),
    },
    {
      name: 'vultr',
      simulator: clouds.vultr,
      reads: [
        verify('vultr'),
        ['list_vultr_instances', {}],
        ['get_vultr_instance_info', { ip_address_or_id: vultrId(1) }],
        ['get_vultr_instance_bandwidth', { instance_id: vultrId(2) }],
        found(NOBODYS),
      ],
      powers: [1, 2].map((index) => [
        'reboot_vultr_instance',
        { instance_id: vultrId(index), ...confirmed(ip('198.51.100', index), `mail-${String(index)}`) },
      ]),
      says: SAYS.vultr,
      answers: (text) => {
        const { wire } = vultr.instance({
          id: vultrId(1),
          label: text,
          hostname: text,
          mainIp: ip('198.51.100', 1),
          tags: [text],
          kvm: text,
          defaultPassword: text,
        });
        return {
          instances: [wire],
          instance: wire,
          account: { name: text, acls: [text] },
          regions: [{ id: text }],
          ipv4s: [],
          reserved_ips: [],
          bandwidth: {},
        };
      },
    },
    {
      name: 'alibaba',
      simulator: clouds.alibaba,
      reads: [
        verify('alibaba'),
        ['list_alibaba_instances', {}],
        ['get_alibaba_instance_info', { ip_address_or_id: aliId(1) }],
        ['get_alibaba_instance_monitoring', { instance_id: aliId(2) }],
      ],
      powers: [1, 2].map((index) => [
        'reboot_alibaba_instance',
        { instance_id: aliId(index), ...confirmed(ip('198.51.100', 100 + index), `shop-${String(index)}`) },
      ]),
      says: SAYS.alibaba,
      answers: (text) => {
        const { wire } = alibaba.instance({
          id: aliId(1),
          name: text,
          publicIp: ip('198.51.100', 101),
          tags: { [text]: text },
        });
        return {
          RequestId: text,
          NextToken: '',
          TotalCount: 1,
          Instances: { Instance: [{ ...wire, Description: text, KeyPairName: text }] },
          Regions: { Region: [{ RegionId: text }] },
          MonitorData: { InstanceMonitorData: [] },
        };
      },
    },
  ];
}

/** An error as each cloud words it, with the text wherever it has words of its own. */
export const SAYS: Readonly<Record<Target['name'], (text: string) => unknown>> = {
  aws: (text) =>
    `<?xml version="1.0"?><Response><Errors><Error><Code>AuthFailure</Code><Message>${xml(text)}</Message></Error></Errors><RequestID>${xml(text)}</RequestID></Response>`,
  digitalocean: (text) => ({ id: text, message: text, request_id: text }),
  vultr: (text) => ({ error: text, status: 400 }),
  alibaba: (text) => ({ RequestId: text, HostId: text, Code: 'InvalidParameter', Message: text }),
};

const xml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

function dropletNamed(text: string): unknown {
  return digitalocean.droplet({ id: 1002, name: text, ipv4: ip('203.0.113', 2), tags: [text] }).wire;
}
