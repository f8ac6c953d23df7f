import { known } from 'multi-cloud-manager/plugin';
import type { Instance as WireInstance, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { Instance, InstanceStatus } from 'multi-cloud-manager/plugin';
import { detailsOf } from './details.js';
import { consoleUrl } from './end-points.js';

const STATUS: Readonly<Record<string, InstanceStatus>> = {
  pending: 'pending',
  running: 'running',
  'shutting-down': 'stopping',
  terminated: 'terminated',
  stopping: 'stopping',
  stopped: 'stopped',
};

/** Where an instance was found. */
export interface Found {
  readonly account: string;
  readonly region: string;
}

/** An EC2 instance as the instance that every cloud's servers are. */
export function toInstance(wire: WireInstance, { account, region }: Found): Instance {
  const id = wire.InstanceId ?? 'unknown';
  const state = wire.State?.Name ?? 'unknown';
  const tags = Object.fromEntries((wire.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  const { CoreCount: cores, ThreadsPerCore: threads } = wire.CpuOptions ?? {};
  return {
    provider: 'aws',
    account,
    id,
    name: tags['Name']?.trim() || wire.PrivateDnsName || id,
    status: STATUS[state] ?? 'unknown',
    provider_status: state,
    region,
    type: wire.InstanceType ?? 'unknown',
    ...known({
      zone: wire.Placement?.AvailabilityZone,
      vcpus: cores === undefined || threads === undefined ? undefined : cores * threads,
      image: wire.ImageId,
      created_at: createdAt(wire)?.toISOString(),
    }),
    ...addressesOf(wire),
    tags,
    console_url: consoleUrl(region, id),
  };
}

/** The same with what only one instance is asked for. The memory is known of the type alone. */
export function toDetailedInstance(
  wire: WireInstance,
  found: Found,
  type: InstanceTypeInfo | undefined,
  owner: string | undefined,
): Instance {
  const instance = toInstance(wire, found);
  return {
    ...instance,
    ...known({
      vcpus: instance.vcpus ?? type?.VCpuInfo?.DefaultVCpus,
      memory_mib: type?.MemoryInfo?.SizeInMiB,
    }),
    details: detailsOf(wire, type, owner),
  };
}

/** `LaunchTime` moves with every start; the first network interface is there from the beginning. */
function createdAt({ LaunchTime, NetworkInterfaces = [] }: WireInstance): Date | undefined {
  const first = NetworkInterfaces.find(({ Attachment }) => Attachment?.DeviceIndex === 0)?.Attachment
    ?.AttachTime;
  return first !== undefined && (LaunchTime === undefined || first < LaunchTime) ? first : LaunchTime;
}

/** Every address of every network interface: Elastic and secondary ones too. */
function addressesOf(wire: WireInstance): Pick<Instance, 'public_ips' | 'private_ips'> {
  const interfaces = wire.NetworkInterfaces ?? [];
  const v4 = interfaces.flatMap((own) => [own, ...(own.PrivateIpAddresses ?? [])]);
  const v6 = [
    wire.Ipv6Address,
    ...interfaces.flatMap(({ Ipv6Addresses = [] }) => Ipv6Addresses.map((each) => each.Ipv6Address)),
  ];
  const publicOnes = [
    wire.PublicIpAddress,
    ...v4.flatMap(({ Association }) => [Association?.PublicIp, Association?.CarrierIp]),
    ...v6.filter((address) => !isUniqueLocal(address)),
  ];
  const privateOnes = [
    wire.PrivateIpAddress,
    ...v4.map(({ PrivateIpAddress }) => PrivateIpAddress),
    ...v6.filter(isUniqueLocal),
  ];
  return { public_ips: distinct(publicOnes), private_ips: distinct(privateOnes) };
}

const isUniqueLocal = (address: string | undefined): boolean => /^f[cd]/i.test(address ?? '');

/** In the order of their first appearance, IPv6 in its short spelling. */
function distinct(addresses: readonly (string | undefined)[]): string[] {
  return [...new Set(addresses.flatMap((each) => (each ? [canonical(each)] : [])))];
}

/** URLs know the short form of an IPv6 address. */
function canonical(address: string): string {
  const url = `http://[${address}]`;
  return address.includes(':') && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
