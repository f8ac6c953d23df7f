import fc from 'fast-check';
import type { Simulator, SimulatorClock } from 'multi-cloud-manager/testing';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';
import type { ConfigInput } from '../../src/config/schema.js';
import { hostileText } from './hostile-text.js';

/** The texts of one server that whoever runs it, or its cloud, can choose. */
export const hostileServer = fc.record({
  name: hostileText,
  tag: hostileText,
  value: hostileText,
  label: hostileText,
  type: hostileText,
  image: hostileText,
  text: hostileText,
});
/** See {@link hostileServer}. */
export type HostileServer = typeof hostileServer extends fc.Arbitrary<infer T> ? T : never;

/** The same where every text is harmless. */
export const HARMLESS: HostileServer = {
  name: 'web-1',
  tag: 'team',
  value: 'shop',
  label: 'web',
  type: 'small',
  image: 'linux',
  text: 'words',
};

/** A cloud with hostile servers. */
export interface HostileCloud {
  readonly name: 'aws' | 'digitalocean' | 'vultr' | 'alibaba';
  readonly simulator: Simulator;
  readonly servers: readonly { readonly id: string; readonly ip: string }[];
  /** The tool that lists. */
  readonly list: string;
  /** The tools that read one server, with the name of the parameter that takes its id. */
  readonly reads: readonly (readonly [tool: string, parameter: string])[];
  /** The tool that reboots it, likewise. */
  readonly reboot: readonly [tool: string, parameter: string] | undefined;
}

type Start = (servers: readonly HostileServer[], clock: SimulatorClock) => Promise<Simulator>;

const digit = (index: number): string => index.toString(16);
const awsId = (index: number): string => `i-0a1b2c3d4e5f6000${digit(index)}`;
const dropletId = (index: number): number => 1001 + index;
const vultrId = (index: number): string => `4f0f12e5-1f84-404f-aa84-85f431ea5ec${digit(index)}`;
const alibabaId = (index: number): string => `i-bp1hostile000000000${digit(index)}`;
const ip = (network: string, index: number): string => `${network}.${String(index + 1)}`;

/** Starts the four clouds, each with these servers; there are sixteen at most. */
export async function startHostileClouds(
  servers: readonly HostileServer[],
  clock: SimulatorClock,
): Promise<{
  readonly clouds: readonly HostileCloud[];
  readonly config: ConfigInput;
  close(): Promise<void>;
}> {
  const starts: readonly Start[] = [startAws, startDigitalOcean, startVultr, startAlibaba];
  const [amazon, ocean, vultrs, ali] = (await Promise.all(starts.map((start) => start(servers, clock)))) as [
    Simulator,
    Simulator,
    Simulator,
    Simulator,
  ];
  const each = (id: (index: number) => string, network: string) =>
    servers.map((_, index) => ({ id: id(index), ip: ip(network, index) }));
  const { id: accessKeyId, secret: accessKeySecret } = alibaba.SIMULATOR_KEY;
  return {
    config: {
      plugins: [
        {
          use: 'aws',
          config: {
            endpoint: amazon.url,
            regions: ['eu-central-1'],
            accounts: [{ name: 'default', ...aws.SIMULATOR_KEY }],
          },
        },
        { use: 'digitalocean', config: { endpoint: ocean.url, token: digitalocean.SIMULATOR_TOKEN } },
        { use: 'vultr', config: { endpoint: vultrs.url, apiKey: vultr.SIMULATOR_KEY } },
        {
          use: 'alibaba',
          config: { endpoint: ali.url, regions: ['cn-hangzhou'], accessKeyId, accessKeySecret },
        },
      ],
    },
    clouds: [
      {
        name: 'aws',
        simulator: amazon,
        servers: each(awsId, '192.0.2'),
        list: 'list_aws_instances',
        reads: [
          ['get_aws_instance_info', 'ip_address_or_id'],
          ['get_aws_instance_storage_info', 'instance_id'],
          ['get_aws_instance_monitoring', 'instance_id'],
        ],
        reboot: undefined,
      },
      {
        name: 'digitalocean',
        simulator: ocean,
        servers: each((index) => String(dropletId(index)), '203.0.113'),
        list: 'list_digitalocean_droplets',
        reads: [
          ['get_digitalocean_droplet_info', 'ip_address_or_id'],
          ['get_digitalocean_droplet_monitoring', 'droplet_id'],
          ['get_digitalocean_droplet_actions', 'droplet_id'],
        ],
        reboot: ['reboot_digitalocean_droplet', 'droplet_id'],
      },
      {
        name: 'vultr',
        simulator: vultrs,
        servers: each(vultrId, '198.51.100'),
        list: 'list_vultr_instances',
        reads: [
          ['get_vultr_instance_info', 'ip_address_or_id'],
          ['get_vultr_instance_bandwidth', 'instance_id'],
        ],
        reboot: ['reboot_vultr_instance', 'instance_id'],
      },
      {
        name: 'alibaba',
        simulator: ali,
        servers: each(alibabaId, '192.0.2').map(({ id }, index) => ({
          id,
          ip: ip('198.51.100', index + 100),
        })),
        list: 'list_alibaba_instances',
        reads: [
          ['get_alibaba_instance_info', 'ip_address_or_id'],
          ['get_alibaba_instance_monitoring', 'instance_id'],
        ],
        reboot: ['reboot_alibaba_instance', 'instance_id'],
      },
    ],
    async close() {
      await Promise.all([amazon, ocean, vultrs, ali].map((cloud) => cloud.close()));
    },
  };
}

/** An answer of a cloud with other texts in it. */
const withTexts = <T extends object>(wire: T, texts: Readonly<Record<string, unknown>>): T => ({
  ...wire,
  ...texts,
});

/** XML cannot hold most control characters; a cloud that speaks it has none in its names. */
const inXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');

function startAws(servers: readonly HostileServer[], clock: SimulatorClock): Promise<Simulator> {
  const instances = servers.map(({ name, tag, value, text }, index) =>
    aws.instance({
      id: awsId(index),
      name: inXml(name),
      publicIp: ip('192.0.2', index),
      tags: { [inXml(tag)]: inXml(value), Description: inXml(text), env: 'test' },
      iamInstanceProfile: inXml(text),
      volumes: [{ id: inXml(text), device: inXml(text), sizeGib: 8, type: inXml(value) }],
    }),
  );
  const { accessKeyId, secretAccessKey } = aws.SIMULATOR_KEY;
  const keys = { [accessKeyId]: { secretAccessKey } };
  return aws.createAwsSimulator({ clock, accounts: [{ id: '111122223333', keys, instances }] });
}

function startDigitalOcean(servers: readonly HostileServer[], clock: SimulatorClock): Promise<Simulator> {
  const droplets = servers.map(({ name, tag, value, label, type, image, text }, index) => {
    const plain = digitalocean.droplet({
      id: dropletId(index),
      name,
      ipv4: ip('203.0.113', index),
      tags: [tag, value, label, 'env:test'],
      history: [{ type: text, startedAt: '2025-03-04T09:30:00Z' }],
    });
    const wire = withTexts(plain.wire, {
      size_slug: type,
      image: { ...plain.wire.image, name: image, distribution: image, slug: image },
      region: { ...plain.wire.region, name: text, slug: label },
      size: { ...plain.wire.size, slug: type, description: text },
      features: [text],
      vpc_uuid: text,
    });
    return { ...plain, wire };
  });
  const tokens = { [digitalocean.SIMULATOR_TOKEN]: 'all' } as const;
  const email = servers[0]?.text ?? '';
  return digitalocean.createDigitalOceanSimulator({
    clock,
    actionSeconds: 0,
    accounts: [{ droplets, tokens, email }],
  });
}

function startVultr(servers: readonly HostileServer[], clock: SimulatorClock): Promise<Simulator> {
  const instances = servers.map(({ name, tag, value, type, image, text, label }, index) => {
    const plain = vultr.instance({
      id: vultrId(index),
      label: name,
      hostname: label,
      mainIp: ip('198.51.100', index),
      tags: [tag, value, 'test'],
    });
    const words = { user_scheme: text, features: [text], image_id: text, firewall_group_id: text };
    return {
      ipv4: plain.ipv4.map((address) => ({ ...address, reverse: text })),
      wire: withTexts(plain.wire, { ...words, os: image, plan: type, region: text }),
    };
  });
  const keys = { [vultr.SIMULATOR_KEY]: 'all' } as const;
  return vultr.createVultrSimulator({ clock, actionSeconds: 0, accounts: [{ instances, keys }] });
}

function startAlibaba(servers: readonly HostileServer[], clock: SimulatorClock): Promise<Simulator> {
  const instances = servers.map(({ name, tag, value, type, image, text }, index) => {
    const publicIp = ip('198.51.100', index + 100);
    const plain = alibaba.instance({
      id: alibabaId(index),
      name,
      publicIp,
      tags: { [tag]: value, env: 'test' },
    });
    const system = {
      OSName: image,
      OSNameEn: image,
      ImageId: image,
      InstanceType: type,
      InstanceTypeFamily: type,
    };
    const words = { HostName: text, Description: text, KeyPairName: text, ZoneId: text, SpotStrategy: text };
    return { ...plain, wire: withTexts(plain.wire, { ...system, ...words, InternetChargeType: text }) };
  });
  const keys = { [alibaba.SIMULATOR_KEY.id]: alibaba.SIMULATOR_KEY };
  const accounts = [{ instances, keys, regions: ['cn-hangzhou'] }];
  return alibaba.createAlibabaSimulator({ clock, actionSeconds: 0, accounts });
}
