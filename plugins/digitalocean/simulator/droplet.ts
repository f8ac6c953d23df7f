import { image, region, size } from './catalogue.js';
import type { WireDroplet, WireNetwork, WireNetwork6 } from './wire.js';

/** An action that ended before the simulator started. */
export interface PastAction {
  readonly type: string;
  readonly startedAt: string;
  /** Default: 8. */
  readonly seconds?: number;
  /** Default: `completed`. */
  readonly status?: 'completed' | 'errored';
}

/** What a test says of a droplet; the rest is filled in. */
export interface DropletSpec {
  readonly id: number;
  readonly name: string;
  readonly ipv4?: string;
  readonly privateIpv4?: string;
  /** Sent in the very spelling that is given. */
  readonly ipv6?: string;
  readonly status?: WireDroplet['status'];
  readonly tags?: readonly string[];
  readonly region?: string;
  /** Default: the GPU size when `gpu` is set, else the smallest. */
  readonly sizeSlug?: string;
  readonly vcpus?: number;
  /** MiB. */
  readonly memory?: number;
  /** GiB. */
  readonly disk?: number;
  /** Listed only with `type=gpus`. */
  readonly gpu?: boolean;
  /** Whether the metrics agent runs on it. Default: yes. */
  readonly monitoring?: boolean;
  readonly locked?: boolean;
  readonly createdAt?: string;
  /** In any order. Default: its creation alone. */
  readonly history?: readonly PastAction[];
}

/** A droplet as the simulator starts with it. */
export interface SimulatedDroplet {
  readonly wire: WireDroplet;
  readonly monitoring: boolean;
  readonly history: readonly PastAction[];
}

/** Makes a droplet with every field that the API sends. Its addresses should come from the documentation ranges. */
export function droplet(spec: DropletSpec): SimulatedDroplet {
  const sizeOf = size(spec.sizeSlug ?? (spec.gpu ? 'gpu-h100x1-80gb' : 's-1vcpu-1gb'), spec);
  const monitoring = spec.monitoring ?? true;
  const createdAt = spec.createdAt ?? '2025-03-04T09:30:00Z';
  return {
    monitoring,
    history: spec.history ?? [{ type: 'create', startedAt: createdAt, seconds: 30 }],
    wire: {
      id: spec.id,
      name: spec.name,
      memory: sizeOf.memory,
      vcpus: sizeOf.vcpus,
      disk: sizeOf.disk,
      disk_info: sizeOf.disk_info,
      locked: spec.locked ?? false,
      status: spec.status ?? 'active',
      kernel: null,
      created_at: createdAt,
      features: features(spec, monitoring),
      backup_ids: [],
      next_backup_window: null,
      snapshot_ids: [],
      image: image('ubuntu-24-04-x64'),
      volume_ids: [],
      size: sizeOf,
      size_slug: sizeOf.slug,
      networks: { v4: networks4(spec), v6: networks6(spec) },
      region: region(spec.region ?? 'fra1'),
      tags: spec.tags ?? [],
      vpc_uuid: '760e09ef-dc84-41e8-981e-3cfdfeaae000',
      ...(sizeOf.gpu_info ? { gpu_info: sizeOf.gpu_info } : {}),
    },
  };
}

function features(spec: DropletSpec, monitoring: boolean): readonly string[] {
  return [
    ...(monitoring ? ['monitoring'] : []),
    'droplet_agent',
    ...(spec.ipv6 === undefined ? [] : ['ipv6']),
    ...(spec.privateIpv4 === undefined ? [] : ['private_networking']),
  ];
}

function networks4({ ipv4, privateIpv4 }: DropletSpec): readonly WireNetwork[] {
  const found: WireNetwork[] = [];
  if (privateIpv4 !== undefined) {
    // The API says "nil" where a private network has no gateway.
    found.push({ ip_address: privateIpv4, netmask: '255.255.240.0', gateway: 'nil', type: 'private' });
  }
  if (ipv4 !== undefined) {
    const gateway = ipv4.replace(/\d+$/, '1');
    found.push({ ip_address: ipv4, netmask: '255.255.255.0', gateway, type: 'public' });
  }
  return found;
}

function networks6({ ipv6 }: DropletSpec): readonly WireNetwork6[] {
  return ipv6 === undefined
    ? []
    : [{ ip_address: ipv6, netmask: 64, gateway: '2001:db8::1', type: 'public' }];
}
