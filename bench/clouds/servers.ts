import { createHash } from 'node:crypto';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';

/** A server as people name and tag theirs, on whichever cloud. Its number is the only one of a fleet. */
export interface Server {
  readonly number: number;
  readonly name: string;
  readonly team: string;
  readonly env: string;
  readonly stopped: boolean;
  /** Into the sizes of its cloud. */
  readonly size: number;
  /** Where the ranges for documentation have no more IPv4, one server in four has an IPv6 address, and the others have none. */
  readonly publicIp: string | undefined;
  readonly privateIp: string;
  /** Of the server's own: ids are made of it, because real ones have no pattern either. */
  readonly digest: string;
}

const ROLES = ['web', 'api', 'db', 'cache', 'worker', 'queue', 'search'];
const TEAMS = ['shop', 'billing', 'data'];
const ENVS = ['production', 'staging', 'dev'];
const DOCUMENTATION = ['192.0.2', '198.51.100', '203.0.113'];
const HOSTS = 254;

/** So many servers with the numbers from `first` on, the same in every run. */
export function servers(count: number, first: number): readonly Server[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const env = of(ENVS, number);
    return {
      number,
      name: `${of(TEAMS, number)}-${of(ROLES, number)}-${env}-${String(number + 1).padStart(2, '0')}`,
      team: of(TEAMS, number),
      env,
      stopped: number % 9 === 4,
      size: number % 3,
      publicIp: publicIp(number),
      privateIp: `10.${String(number >> 16)}.${String((number >> 8) & 255)}.${String(number & 255)}`,
      digest: createHash('sha256')
        .update(`server ${String(number)}`)
        .digest('hex'),
    };
  });
}

function publicIp(number: number): string | undefined {
  const network = DOCUMENTATION[Math.floor(number / HOSTS)];
  if (network !== undefined) return `${network}.${String((number % HOSTS) + 1)}`;
  return number % 4 === 0
    ? `2001:db8:${(number >> 8).toString(16)}::${((number & 255) + 1).toString(16)}`
    : undefined;
}

const of = (words: readonly string[], number: number): string => words[number % words.length] ?? '';

const AWS_TYPES = ['t3.micro', 't3.large', 'r6i.4xlarge'];
const ALIBABA_TYPES = ['ecs.g7.large', 'ecs.t6-c1m1.large', 'ecs.r7.4xlarge'];
const DROPLET_SIZES = ['s-1vcpu-1gb', 's-2vcpu-4gb', 'g-16vcpu-64gb'];
const VULTR_PLANS = ['vc2-1c-1gb', 'vc2-2c-4gb', 'vhf-2c-4gb'];

/** The server on each cloud's simulator. */
export const on = {
  aws: (server: Server, region: string): aws.SimulatedInstance =>
    aws.instance({
      id: `i-0${server.digest.slice(0, 16)}`,
      name: server.name,
      region,
      type: of(AWS_TYPES, server.size),
      state: server.stopped ? 'stopped' : 'running',
      privateIp: server.privateIp,
      ...addressOf(
        server,
        (v4) => ({ publicIp: v4 }),
        (v6) => ({ ipv6: [v6] }),
      ),
      tags: { env: server.env, team: server.team },
    }),
  digitalocean: (server: Server, region: string): digitalocean.SimulatedDroplet =>
    digitalocean.droplet({
      id: 400_000_000 + server.number * 7919,
      name: server.name,
      region,
      sizeSlug: of(DROPLET_SIZES, server.size),
      status: server.stopped ? 'off' : 'active',
      privateIpv4: server.privateIp,
      ...addressOf(
        server,
        (ipv4) => ({ ipv4 }),
        (ipv6) => ({ ipv6 }),
      ),
      tags: [server.team, `env:${server.env}`],
    }),
  vultr: (server: Server, region: string): vultr.SimulatedInstance =>
    vultr.instance({
      id: server.digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
      label: server.name,
      region,
      plan: of(VULTR_PLANS, server.size),
      power: server.stopped ? 'stopped' : 'running',
      internalIp: server.privateIp,
      ...addressOf(
        server,
        (mainIp) => ({ mainIp }),
        (ipv6) => ({ ipv6 }),
      ),
      tags: [server.team, `env:${server.env}`],
    }),
  alibaba: (server: Server, region: string): alibaba.SimulatedInstance =>
    alibaba.instance({
      id: `i-bp1${BigInt(`0x${server.digest}`).toString(36).slice(0, 15)}`,
      name: server.name,
      region,
      type: of(ALIBABA_TYPES, server.size),
      status: server.stopped ? 'Stopped' : 'Running',
      privateIp: server.privateIp,
      ...addressOf(
        server,
        (v4) => ({ publicIp: v4 }),
        (ipv6) => ({ ipv6 }),
      ),
      tags: { env: server.env, team: server.team },
    }),
};

function addressOf<A, B>(
  { publicIp: address }: Server,
  v4: (address: string) => A,
  v6: (address: string) => B,
): A | B | undefined {
  if (address === undefined) return undefined;
  return address.includes(':') ? v6(address) : v4(address);
}
