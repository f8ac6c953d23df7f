import { known } from 'multi-cloud-manager/plugin';
import type { InstanceTypeInfo, Volume } from '@aws-sdk/client-ec2';
import { z } from 'zod';

const VolumeInfo = z.object({
  device: z
    .string()
    .describe('As attached; ephemeral0 … for instance-store volumes, which have no other name'),
  kind: z.enum(['ebs', 'instance_store']),
  id: z.string().optional(),
  type: z.string(),
  size_gib: z.number(),
  iops: z.number().optional(),
  throughput: z.number().optional().describe('MiB/s'),
  encrypted: z.boolean().optional(),
  state: z.string(),
  created_at: z.string().optional(),
  delete_on_termination: z.boolean().optional(),
});
/** One volume. */
export type VolumeInfo = z.output<typeof VolumeInfo>;

/** What an instance has to write to. */
export const Storage = z.object({
  provider: z.string(),
  instance_id: z.string(),
  name: z.string(),
  region: z.string(),
  type: z.string(),
  root_device: z.string().optional(),
  volumes: z.array(VolumeInfo),
  notes: z.array(z.string()),
});
/** See {@link Storage}. */
export type Storage = z.output<typeof Storage>;

/** The volumes of an instance, EBS ones by device, then those of the instance store. */
export function volumesOf(
  id: string,
  volumes: readonly Volume[],
  type: InstanceTypeInfo | undefined,
): readonly VolumeInfo[] {
  const ebs = volumes.map((volume) => ebsVolume(id, volume));
  return [...ebs.sort((a, b) => a.device.localeCompare(b.device)), ...instanceStore(type)];
}

function ebsVolume(id: string, volume: Volume): VolumeInfo {
  const attachment = volume.Attachments?.find(({ InstanceId }) => InstanceId === id);
  return {
    device: attachment?.Device ?? 'unknown',
    kind: 'ebs',
    type: volume.VolumeType ?? 'unknown',
    size_gib: volume.Size ?? 0,
    state: volume.State ?? 'unknown',
    ...known({
      id: volume.VolumeId,
      iops: volume.Iops,
      throughput: volume.Throughput,
      encrypted: volume.Encrypted,
      created_at: volume.CreateTime?.toISOString(),
      delete_on_termination: attachment?.DeleteOnTermination,
    }),
  };
}

/** EC2 knows the disks of the type, not of the instance; their sizes are in decimal GB. */
function instanceStore(type: InstanceTypeInfo | undefined): readonly VolumeInfo[] {
  const { Disks: disks = [], NvmeSupport, EncryptionSupport } = type?.InstanceStorageInfo ?? {};
  const each = disks.flatMap((disk) => Array.from({ length: disk.Count ?? 1 }, () => disk));
  return each.map(({ SizeInGB: size = 0, Type: kind = 'unknown' }, index) => ({
    device: `ephemeral${index}`,
    kind: 'instance_store',
    type: NvmeSupport === 'required' ? `nvme ${kind}` : kind,
    size_gib: Math.round((size * 1e10) / 2 ** 30) / 10,
    state: NvmeSupport === 'required' ? 'attached' : 'possible',
    ...known({ encrypted: EncryptionSupport === 'required' ? true : undefined }),
  }));
}

/** What a reader should know about it. */
export function storageNotes(volumes: readonly VolumeInfo[], typeKnown: boolean): readonly string[] {
  const local = volumes.filter(({ kind }) => kind === 'instance_store');
  return [
    ...(local.length > 0 ? ['What is on an instance-store volume is lost when the instance stops.'] : []),
    ...(local.some(({ state }) => state === 'possible')
      ? ['On this type an instance-store volume is there only if it was asked for at launch.']
      : []),
    ...(typeKnown ? [] : ['Instance-store volumes are unknown: ec2:DescribeInstanceTypes was not answered.']),
  ];
}

/** The root device, where the instance says it. */
export const rootDeviceOf = (details: Record<string, unknown> | undefined): string | undefined => {
  const device = details?.['root_device'];
  const name: unknown =
    typeof device === 'object' && device !== null && 'name' in device ? device.name : undefined;
  return typeof name === 'string' ? name : undefined;
};
