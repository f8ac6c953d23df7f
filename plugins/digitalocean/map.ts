import { known } from 'multi-cloud-manager/plugin';
import type { Instance, InstanceStatus, PowerProgress } from 'multi-cloud-manager/plugin';
import type { WireAction, WireDroplet } from './wire.js';
import { say } from './words.js';

const STATUS: Readonly<Record<string, InstanceStatus>> = {
  new: 'pending',
  active: 'running',
  off: 'stopped',
  archive: 'stopped',
};

/** A droplet as the instance that every cloud's servers are; with details where one was asked for. */
export function toInstance(droplet: WireDroplet, account: string, detailed = false): Instance {
  const v4 = droplet.networks?.v4 ?? [];
  const v6 = droplet.networks?.v6 ?? [];
  const publicOnes = [...v4.filter(isPublic), ...v6.filter(isPublic)];
  const privateOnes = [...v4, ...v6].filter((network) => !isPublic(network));
  return {
    provider: 'digitalocean',
    account,
    id: String(droplet.id),
    name: droplet.name === '' ? String(droplet.id) : droplet.name,
    status: STATUS[droplet.status] ?? 'unknown',
    provider_status: droplet.status,
    region: droplet.region?.slug ?? 'unknown',
    type: droplet.size_slug ?? droplet.size?.slug ?? 'unknown',
    ...known({
      vcpus: droplet.vcpus,
      memory_mib: droplet.memory,
      disk_gib: droplet.disk,
      image: imageName(droplet),
      created_at: droplet.created_at,
    }),
    public_ips: publicOnes.map(({ ip_address }) => canonical(ip_address)),
    private_ips: privateOnes.map(({ ip_address }) => canonical(ip_address)),
    // A tag is a label, even one with a colon in it: what stands before the colon is a key only by custom.
    tags: Object.fromEntries((droplet.tags ?? []).map((tag) => [tag, ''])),
    console_url: `https://cloud.digitalocean.com/droplets/${droplet.id}`,
    ...(detailed ? { details: details(droplet) } : {}),
  };
}

const isPublic = ({ type }: { type?: string | null | undefined }): boolean => type !== 'private';

/** The API writes IPv6 addresses as it was given them; URLs know the short form. */
function canonical(address: string): string {
  const url = `http://[${address}]`;
  return address.includes(':') && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}

function imageName({ image }: WireDroplet): string | undefined {
  const words = [image?.distribution, image?.name].filter((word) => word);
  return words.length === 0 ? undefined : words.join(' ');
}

function details(droplet: WireDroplet): Record<string, unknown> {
  const { image, size, gpu_info: gpu, kernel, next_backup_window: backup } = droplet;
  return known({
    locked: droplet.locked,
    region_name: droplet.region?.name,
    features: droplet.features,
    image:
      image && known({ id: image.id, slug: image.slug, name: image.name, distribution: image.distribution }),
    kernel: kernel?.name,
    vpc_uuid: droplet.vpc_uuid,
    volume_ids: droplet.volume_ids,
    backups: droplet.backup_ids?.length,
    snapshots: droplet.snapshot_ids?.length,
    next_backup_window: backup && known({ start: backup.start, end: backup.end }),
    size: size?.description,
    transfer_tb: size?.transfer,
    price_monthly_usd: size?.price_monthly,
    price_hourly_usd: size?.price_hourly,
    disks: droplet.disk_info?.map((disk) =>
      known({ type: disk.type, size: disk.size?.amount, unit: disk.size?.unit }),
    ),
    gpu:
      gpu && known({ count: gpu.count, model: gpu.model, vram: gpu.vram?.amount, vram_unit: gpu.vram?.unit }),
  });
}

/** What the API says of an action, in the host's words. */
export function toProgress(action: WireAction): PowerProgress {
  const operationId = String(action.id);
  switch (action.status) {
    case 'completed':
      return { state: 'completed', operationId };
    case 'errored':
      return {
        state: 'errored',
        operationId,
        message: say((words) => words.actionFailed(operationId)),
      };
    default:
      return { state: 'in_progress', operationId };
  }
}
