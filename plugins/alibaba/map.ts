import { known } from 'multi-cloud-manager/plugin';
import type { Instance, InstanceStatus } from 'multi-cloud-manager/plugin';
import { detailsOf } from './details.js';
import { filled, toTime } from './wire-text.js';
import type { WireInstance } from './wire.js';

const STATUS: Readonly<Record<string, InstanceStatus>> = {
  Pending: 'pending',
  Starting: 'pending',
  Running: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
};

/** An ECS instance as the instance that every cloud's servers are; with details where one was asked for. */
export function toInstance(
  wire: WireInstance,
  scope: { readonly account: string; readonly region: string },
  detailed = false,
): Instance {
  const region = filled(wire.RegionId) ?? scope.region;
  const { publicOnes, privateOnes } = addressesOf(wire);
  return {
    provider: 'alibaba',
    account: scope.account,
    id: wire.InstanceId,
    name: filled(wire.InstanceName) ?? filled(wire.HostName) ?? wire.InstanceId,
    status: STATUS[wire.Status] ?? 'unknown',
    provider_status: wire.Status,
    region,
    type: filled(wire.InstanceType) ?? 'unknown',
    ...known({
      zone: filled(wire.ZoneId),
      vcpus: wire.Cpu,
      memory_mib: wire.Memory,
      image: filled(wire.OSNameEn) ?? filled(wire.OSName) ?? filled(wire.ImageId),
      created_at: toTime(wire.CreationTime),
    }),
    public_ips: publicOnes,
    private_ips: privateOnes,
    tags: Object.fromEntries(
      (wire.Tags?.Tag ?? []).flatMap(({ TagKey, TagValue }) => (TagKey ? [[TagKey, TagValue ?? '']] : [])),
    ),
    console_url: `https://ecs.console.aliyun.com/server/${wire.InstanceId}/detail?regionId=${region}`,
    ...(detailed ? { details: detailsOf(wire) } : {}),
  };
}

/** An instance behind an elastic IP (EIP) has no other public IPv4 address. IPv6 addresses hang on the network interfaces. */
function addressesOf(wire: WireInstance): { publicOnes: string[]; privateOnes: string[] } {
  const interfaces = wire.NetworkInterfaces?.NetworkInterface ?? [];
  const v6 = interfaces.flatMap((each) =>
    (each.Ipv6Sets?.Ipv6Set ?? []).map(({ Ipv6Address }) => Ipv6Address),
  );
  const v4 = [
    ...(wire.VpcAttributes?.PrivateIpAddress?.IpAddress ?? []),
    ...(wire.InnerIpAddress?.IpAddress ?? []),
    ...interfaces.flatMap((each) =>
      (each.PrivateIpSets?.PrivateIpSet ?? []).map((set) => set.PrivateIpAddress),
    ),
  ];
  return {
    publicOnes: distinct([
      ...(wire.PublicIpAddress?.IpAddress ?? []),
      wire.EipAddress?.IpAddress,
      ...v6.filter((address) => !isLocal(address)),
    ]),
    privateOnes: distinct([...v4, ...v6.filter(isLocal)]),
  };
}

const isLocal = (address: string | null | undefined): boolean => /^f([cd]|e[89ab])/i.test(address ?? '');

const distinct = (addresses: readonly (string | null | undefined)[]): string[] => [
  ...new Set(addresses.flatMap((address) => (address ? [canonical(address)] : []))),
];

/** The short form of an IPv6 address; URLs know it. */
function canonical(address: string): string {
  const url = `http://[${address}]`;
  return address.includes(':') && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
