/** The states of an instance and their numbers. */
export const STATES = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;
/** One of {@link STATES}. */
export type InstanceState = keyof typeof STATES;

/** An address inside, and the Elastic one that leads to it. */
export interface AddressSpec {
  readonly privateIp: string;
  readonly publicIp?: string;
}

/** An EBS volume. */
export interface VolumeSpec {
  readonly id: string;
  readonly device: string;
  readonly sizeGib: number;
  /** Default: `gp3` with its 3000 IOPS and 125 MiB/s. */
  readonly type?: string;
  readonly iops?: number;
  readonly throughput?: number;
  readonly encrypted?: boolean;
  readonly deleteOnTermination?: boolean;
}

/** What a test says of an instance; the rest is filled in. */
export interface InstanceSpec {
  readonly id: string;
  /** The Name tag. */
  readonly name?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  /** More addresses of the first network interface. */
  readonly secondary?: readonly AddressSpec[];
  /** The addresses of a second network interface. */
  readonly secondInterface?: readonly AddressSpec[];
  /** Sent in the very spelling that is given. */
  readonly ipv6?: readonly string[];
  readonly state?: InstanceState;
  readonly tags?: Readonly<Record<string, string>>;
  /** Default: `eu-central-1`. */
  readonly region?: string;
  /** Default: `t3.micro`. */
  readonly type?: string;
  readonly spot?: boolean;
  /** Whether metrics come every minute. */
  readonly detailedMonitoring?: boolean;
  readonly volumes?: readonly VolumeSpec[];
  /** When it was made. */
  readonly createdAt?: string;
  /** When it was last started. Default: when it was made. */
  readonly launchedAt?: string;
  readonly iamInstanceProfile?: string;
}

/** An instance as the simulator holds it. */
export interface SimulatedInstance extends InstanceSpec {
  readonly region: string;
  readonly type: string;
  readonly createdAt: string;
  readonly launchedAt: string;
  readonly volumes: readonly VolumeSpec[];
  state: InstanceState;
}

/** Makes an instance. Its addresses should come from the documentation ranges. */
export function instance(spec: InstanceSpec): SimulatedInstance {
  const createdAt = spec.createdAt ?? '2025-03-04T09:30:00.000Z';
  const tail = spec.id.replace(/^i-/, '');
  return {
    ...spec,
    state: spec.state ?? 'running',
    region: spec.region ?? 'eu-central-1',
    type: spec.type ?? 't3.micro',
    createdAt,
    launchedAt: spec.launchedAt ?? createdAt,
    volumes: spec.volumes ?? [{ id: `vol-${tail}`, device: '/dev/xvda', sizeGib: 8 }],
  };
}
