import type { WireDisk, WireGpu, WireImage, WireRegion, WireSize } from './wire.js';

interface Size {
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
  readonly monthly: number;
  readonly description: string;
  readonly gpu?: WireGpu;
}

/** A few of the sizes there are. */
const SIZES: Readonly<Record<string, Size>> = {
  's-1vcpu-1gb': { vcpus: 1, memory: 1024, disk: 25, monthly: 6, description: 'Basic' },
  's-2vcpu-4gb': { vcpus: 2, memory: 4096, disk: 80, monthly: 24, description: 'Basic' },
  's-4vcpu-8gb': { vcpus: 4, memory: 8192, disk: 160, monthly: 48, description: 'Basic' },
  'g-16vcpu-64gb': { vcpus: 16, memory: 65536, disk: 200, monthly: 504, description: 'General Purpose' },
  'gpu-h100x1-80gb': {
    vcpus: 20,
    memory: 245760,
    disk: 720,
    monthly: 2522.26,
    description: 'H100 GPU - 1X',
    gpu: { count: 1, model: 'nvidia_h100', vram: { amount: 80, unit: 'gib' } },
  },
};

/** The regions there are, by slug. */
export const REGIONS: Readonly<Record<string, string>> = {
  ams3: 'Amsterdam 3',
  fra1: 'Frankfurt 1',
  nyc3: 'New York 3',
  sgp1: 'Singapore 1',
  tor1: 'Toronto 1',
};

/** A size by its slug; numbers that are given win, so that any size can be made up. */
export function size(
  slug: string,
  given: { vcpus?: number | undefined; memory?: number | undefined; disk?: number | undefined },
): WireSize {
  const known = SIZES[slug] ?? { vcpus: 1, memory: 1024, disk: 25, monthly: 6, description: 'Basic' };
  const disk = given.disk ?? known.disk;
  return {
    slug,
    memory: given.memory ?? known.memory,
    vcpus: given.vcpus ?? known.vcpus,
    disk,
    transfer: 4,
    price_monthly: known.monthly,
    price_hourly: Number((known.monthly / 672).toFixed(5)),
    regions: Object.keys(REGIONS),
    available: true,
    description: known.description,
    disk_info: disks(disk),
    ...(known.gpu ? { gpu_info: known.gpu } : {}),
  };
}

export function region(slug: string): WireRegion {
  return {
    name: REGIONS[slug] ?? slug.toUpperCase(),
    slug,
    features: ['backups', 'ipv6', 'metadata', 'install_agent', 'storage', 'image_transfer'],
    available: true,
    sizes: Object.keys(SIZES),
  };
}

export function image(slug: string): WireImage {
  return {
    id: 195932981,
    name: '24.04 (LTS) x64',
    distribution: 'Ubuntu',
    slug,
    public: true,
    regions: Object.keys(REGIONS),
    created_at: '2025-07-07T16:31:08Z',
    min_disk_size: 7,
    type: 'base',
    size_gigabytes: 0.65,
    description: 'Ubuntu 24.04 x64',
    tags: [],
    status: 'available',
  };
}

function disks(amount: number): readonly WireDisk[] {
  return [{ type: 'local', size: { amount, unit: 'gib' } }];
}
