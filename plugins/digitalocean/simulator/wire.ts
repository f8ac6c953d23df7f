/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets: what the API sends, as far as it is simulated. */
export interface WireDroplet {
  readonly id: number;
  readonly name: string;
  readonly memory: number;
  readonly vcpus: number;
  readonly disk: number;
  readonly disk_info: readonly WireDisk[];
  readonly locked: boolean;
  readonly status: 'new' | 'active' | 'off' | 'archive';
  readonly kernel: null;
  readonly created_at: string;
  readonly features: readonly string[];
  readonly backup_ids: readonly number[];
  readonly next_backup_window: { readonly start: string; readonly end: string } | null;
  readonly snapshot_ids: readonly number[];
  readonly image: WireImage;
  readonly volume_ids: readonly string[];
  readonly size: WireSize;
  readonly size_slug: string;
  readonly networks: { readonly v4: readonly WireNetwork[]; readonly v6: readonly WireNetwork6[] };
  readonly region: WireRegion;
  readonly tags: readonly string[];
  readonly vpc_uuid: string;
  readonly gpu_info?: WireGpu;
}

export interface WireDisk {
  readonly type: 'local' | 'scratch';
  readonly size: { readonly amount: number; readonly unit: 'gib' };
}

export interface WireGpu {
  readonly count: number;
  readonly model: string;
  readonly vram: { readonly amount: number; readonly unit: 'gib' };
}

export interface WireNetwork {
  readonly ip_address: string;
  readonly netmask: string;
  readonly gateway: string;
  readonly type: 'public' | 'private';
}

export interface WireNetwork6 {
  readonly ip_address: string;
  readonly netmask: number;
  readonly gateway: string;
  readonly type: 'public';
}

export interface WireRegion {
  readonly name: string;
  readonly slug: string;
  readonly features: readonly string[];
  readonly available: boolean;
  readonly sizes: readonly string[];
}

export interface WireImage {
  readonly id: number;
  readonly name: string;
  readonly distribution: string;
  readonly slug: string | null;
  readonly public: boolean;
  readonly regions: readonly string[];
  readonly created_at: string;
  readonly min_disk_size: number;
  readonly type: 'base' | 'snapshot';
  readonly size_gigabytes: number;
  readonly description: string;
  readonly tags: readonly string[];
  readonly status: 'available';
}

export interface WireSize {
  readonly slug: string;
  readonly memory: number;
  readonly vcpus: number;
  readonly disk: number;
  readonly transfer: number;
  readonly price_monthly: number;
  readonly price_hourly: number;
  readonly regions: readonly string[];
  readonly available: boolean;
  readonly description: string;
  readonly disk_info: readonly WireDisk[];
  readonly gpu_info?: WireGpu;
}

export interface WireAction {
  readonly id: number;
  readonly status: 'in-progress' | 'completed' | 'errored';
  readonly type: string;
  readonly started_at: string;
  readonly completed_at: string | null;
  readonly resource_id: number;
  readonly resource_type: 'droplet';
  readonly region: WireRegion;
  readonly region_slug: string;
}
