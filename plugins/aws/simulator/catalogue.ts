import type { XmlValue } from './xml.js';

interface TypeSpec {
  readonly cores: number;
  readonly threads: number;
  readonly memoryMib: number;
  readonly architecture: 'x86_64' | 'arm64';
  /** Whether EBS metrics are sent. */
  readonly nitro: boolean;
  /** Sizes of the instance-store disks in GB. */
  readonly disks?: { readonly size: number; readonly count: number; readonly nvme: boolean };
}

/** A few of the types there are. */
const TYPES: Readonly<Record<string, TypeSpec>> = {
  't2.micro': { cores: 1, threads: 1, memoryMib: 1024, architecture: 'x86_64', nitro: false },
  't3.micro': { cores: 1, threads: 2, memoryMib: 1024, architecture: 'x86_64', nitro: true },
  't3.large': { cores: 1, threads: 2, memoryMib: 8192, architecture: 'x86_64', nitro: true },
  't4g.small': { cores: 2, threads: 1, memoryMib: 2048, architecture: 'arm64', nitro: true },
  'r6i.4xlarge': { cores: 8, threads: 2, memoryMib: 131_072, architecture: 'x86_64', nitro: true },
  'i3en.2xlarge': {
    ...{ cores: 4, threads: 2, memoryMib: 65_536, architecture: 'x86_64', nitro: true },
    disks: { size: 2500, count: 2, nvme: true },
  },
  'm3.large': {
    ...{ cores: 1, threads: 2, memoryMib: 7680, architecture: 'x86_64', nitro: false },
    disks: { size: 32, count: 1, nvme: false },
  },
};

/** A type by its name; undefined for one that the simulator does not know. */
export const typeSpec = (name: string): TypeSpec | undefined => TYPES[name];

/** A type as DescribeInstanceTypes tells of it. */
export function typeInfo(name: string): XmlValue | undefined {
  const spec = TYPES[name];
  if (!spec) return undefined;
  const { cores, threads, memoryMib, architecture, nitro, disks } = spec;
  return {
    instanceType: name,
    currentGeneration: nitro,
    supportedRootDeviceTypes: ['ebs'],
    supportedVirtualizationTypes: ['hvm'],
    bareMetal: false,
    hypervisor: nitro ? 'nitro' : 'xen',
    processorInfo: { supportedArchitectures: [architecture] },
    vCpuInfo: { defaultVCpus: cores * threads, defaultCores: cores, defaultThreadsPerCore: threads },
    memoryInfo: { sizeInMiB: memoryMib },
    instanceStorageSupported: disks !== undefined,
    instanceStorageInfo: disks && {
      totalSizeInGB: disks.size * disks.count,
      disks: [{ sizeInGB: disks.size, count: disks.count, type: 'ssd' }],
      nvmeSupport: disks.nvme ? 'required' : 'unsupported',
      encryptionSupport: disks.nvme ? 'required' : 'unsupported',
    },
    burstablePerformanceSupported: name.startsWith('t'),
  };
}
