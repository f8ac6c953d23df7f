import type { Instance } from 'multi-cloud-manager/plugin';

/** From which size on an instance is large. */
export interface LargeLimits {
  readonly vcpus: number;
  readonly memoryGib: number;
}

const LARGE_NAME = /large|metal/i;

/** By real vCPUs and memory; the type's name counts only where neither is known. */
export function isLarge(instance: Instance, limits: LargeLimits): boolean {
  const { vcpus, memory_mib } = instance;
  if (vcpus === undefined && memory_mib === undefined) return LARGE_NAME.test(instance.type);
  return (vcpus ?? 0) >= limits.vcpus || (memory_mib ?? 0) >= limits.memoryGib * 1024;
}
