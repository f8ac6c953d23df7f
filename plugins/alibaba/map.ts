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
  const region = filled(wire.regionId) ?? scope.region;
  const { publicOnes, privateOnes } = addressesOf(wire);
  return {
    provider: 'alibaba',
    account: scope.account,
    id: wire.instanceId,
    name: filled(wire.instanceName) ?? filled(wire.hostName) ?? wire.instanceId,
    status: STATUS[wire.status] ?? 'unknown',
    provider_status: wire.status,
    region,
    type: filled(wire.instanceType) ?? 'unknown',
    ...known({
      zone: filled(wire.zoneId),
      vcpus: wire.cpu,
      memory_mib: wire.memory,
      image: filled(wire.OSNameEn) ?? filled(wire.OSName) ?? filled(wire.imageId),
      created_at: toTime(wire.creationTime),
    }),
    public_ips: publicOnes,
    private_ips: privateOnes,
    tags: Object.fromEntries(
      (wire.tags?.tag ?? []).flatMap(({ tagKey, tagValue }) => (tagKey ? [[tagKey, tagValue ?? '']] : [])),
    ),
    console_url: `https://ecs.console.aliyun.com/server/${wire.instanceId}/detail?regionId=${region}`,
    ...(detailed ? { details: detailsOf(wire) } : {}),
  };
}

/** An instance behind an elastic IP (EIP) has no other public IPv4 address. IPv6 addresses hang on the network interfaces. */
function addressesOf(wire: WireInstance): { publicOnes: string[]; privateOnes: string[] } {
  const interfaces = wire.networkInterfaces?.networkInterface ?? [];
  const v6 = interfaces.flatMap((each) =>
    (each.ipv6Sets?.ipv6Set ?? []).map(({ ipv6Address }) => ipv6Address),
  );
  const v4 = [
    ...(wire.vpcAttributes?.privateIpAddress?.ipAddress ?? []),
    ...(wire.innerIpAddress?.ipAddress ?? []),
    ...interfaces.flatMap((each) =>
      (each.privateIpSets?.privateIpSet ?? []).map((set) => set.privateIpAddress),
    ),
  ];
  return {
    publicOnes: distinct([
      ...(wire.publicIpAddress?.ipAddress ?? []),
      wire.eipAddress?.ipAddress,
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
