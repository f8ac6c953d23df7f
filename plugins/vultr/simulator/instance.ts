import type { WireInstance, WireIpv4, WireNetwork6 } from './wire.js';

/** What a test says of an instance; the rest is filled in. */
export interface InstanceSpec {
  readonly id: string;
  readonly label: string;
  readonly hostname?: string;
  /** Default: `0.0.0.0`, as of an instance that has none. */
  readonly mainIp?: string;
  readonly internalIp?: string;
  /** Additional ones, which the list does not have. */
  readonly additionalIps?: readonly string[];
  /** Sent in the very spelling that is given; its network is the /64. */
  readonly ipv6?: string;
  /** More networks, in the list alone. */
  readonly moreIpv6?: readonly WireNetwork6[];
  readonly status?: WireInstance['status'];
  readonly power?: WireInstance['power_status'];
  readonly server?: WireInstance['server_status'];
  readonly tags?: readonly string[];
  readonly region?: string;
  readonly plan?: string;
  readonly vcpus?: number;
  /** MiB. */
  readonly ram?: number;
  /** GiB. */
  readonly disk?: number;
  /** GB a month. */
  readonly allowedBandwidth?: number;
  readonly createdAt?: string;
  /** Set it to look for it: it is a secret. */
  readonly defaultPassword?: string;
  /** The console's link. */
  readonly kvm?: string;
}

/** An instance as the simulator starts with it. */
export interface SimulatedInstance {
  readonly wire: WireInstance;
  readonly ipv4: readonly WireIpv4[];
}

/** Makes an instance with every field that the API sends. Its addresses should come from the documentation ranges. */
export function instance(spec: InstanceSpec): SimulatedInstance {
  const mainIp = spec.mainIp ?? '0.0.0.0';
  const gateway = spec.mainIp === undefined ? '' : mainIp.replace(/\d+$/, '1');
  const hostname = spec.hostname ?? spec.label;
  return {
    ipv4: ipv4(spec, gateway, hostname),
    wire: {
      id: spec.id,
      os: 'Ubuntu 24.04 LTS x64',
      ram: spec.ram ?? 1024,
      disk: spec.disk ?? 25,
      main_ip: mainIp,
      vcpu_count: spec.vcpus ?? 1,
      region: spec.region ?? 'ewr',
      plan: spec.plan ?? 'vc2-1c-1gb',
      date_created: (spec.createdAt ?? '2025-03-04T09:30:00Z').replace('Z', '+00:00'),
      status: spec.status ?? 'active',
      allowed_bandwidth: spec.allowedBandwidth ?? 1000,
      netmask_v4: spec.mainIp === undefined ? '' : '255.255.254.0',
      gateway_v4: gateway,
      power_status: spec.power ?? 'running',
      server_status: spec.server ?? 'ok',
      ...ipv6(spec),
      label: spec.label,
      internal_ip: spec.internalIp ?? '',
      kvm: spec.kvm ?? `https://my.vultr.com/subs/vps/novnc/api.php?data=${spec.id.slice(0, 8)}`,
      ...(spec.defaultPassword !== undefined && { default_password: spec.defaultPassword }),
      hostname,
      os_id: 2284,
      app_id: 0,
      image_id: '',
      firewall_group_id: '',
      features: spec.ipv6 === undefined ? [] : ['ipv6'],
      tags: spec.tags ?? [],
      user_scheme: 'root',
    },
  };
}

type Ipv6Fields = Pick<WireInstance, 'v6_network' | 'v6_main_ip' | 'v6_network_size' | 'v6_networks'>;

function ipv6({ ipv6: main, moreIpv6 = [] }: InstanceSpec): Ipv6Fields {
  const own = main === undefined ? undefined : { network: networkOf(main), main_ip: main, network_size: 64 };
  return {
    v6_network: own?.network ?? '',
    v6_main_ip: own?.main_ip ?? '',
    v6_network_size: own?.network_size ?? 0,
    // The reference's schema has it, its examples do not: sent only where there is more than one.
    ...(moreIpv6.length > 0 && { v6_networks: [...(own ? [own] : []), ...moreIpv6] }),
  };
}

/** The first four groups of an address, whose zeros may be left out as `::`. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::`;
}

function ipv4(spec: InstanceSpec, gateway: string, hostname: string): readonly WireIpv4[] {
  const { mainIp, additionalIps = [], internalIp } = spec;
  const reverse = `${hostname}.example.com`;
  return [
    ...(mainIp === undefined
      ? []
      : [{ ip: mainIp, netmask: '255.255.254.0', gateway, type: 'main_ip', reverse } as const]),
    ...additionalIps.map(
      (ip) => ({ ip, netmask: '255.255.255.255', gateway: '', type: 'secondary_ip', reverse }) as const,
    ),
    ...(internalIp === undefined
      ? []
      : [{ ip: internalIp, netmask: '255.255.240.0', gateway: '', type: 'private', reverse: '' } as const]),
  ];
}
