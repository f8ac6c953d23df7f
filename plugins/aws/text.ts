import type { Storage } from './storage.js';

/** The volumes, one a line. */
export function storageText({ name, instance_id, volumes, root_device, notes }: Storage): string {
  const lines = volumes.map((volume) => {
    const { device, id, type, size_gib, iops, throughput, encrypted, state } = volume;
    const facts = [
      `${String(size_gib)} GiB`,
      type,
      ...(iops === undefined ? [] : [`${String(iops)} IOPS`]),
      ...(throughput === undefined ? [] : [`${String(throughput)} MiB/s`]),
      ...(encrypted === undefined ? [] : [encrypted ? 'encrypted' : 'not encrypted']),
      state,
    ];
    return `${device}${device === root_device ? ' (root)' : ''} ${id ?? 'instance store'}: ${facts.join(', ')}`;
  });
  const count = volumes.length === 1 ? '1 volume' : `${String(volumes.length)} volumes`;
  return [`${name} (${instance_id}): ${count}`, ...lines, ...notes].join('\n');
}
