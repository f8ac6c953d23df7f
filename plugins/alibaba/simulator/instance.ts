import type { WireInstance, WireInterface } from './wire.js';

/** What a test says of an instance; the rest is filled in. */
export interface InstanceSpec {
  readonly id: string;
  readonly name: string;
  /** Default: `cn-hangzhou`. */
  readonly region?: string;
  readonly publicIp?: string;
  /** An elastic IP. The instance has no other public address then. */
  readonly eip?: string;
  readonly privateIp?: string;
  readonly secondaryIps?: readonly string[];
  /** In the retired classic network, with an inner address. */
  readonly innerIp?: string;
  /** Sent in the very spelling that is given. */
  readonly ipv6?: string;
  readonly status?: WireInstance['Status'];
  readonly tags?: Readonly<Record<string, string>>;
  /** Default: `ecs.g7.large`. */
  readonly type?: string;
  readonly cpu?: number;
  /** MiB. */
  readonly memory?: number;
  readonly chargeType?: WireInstance['InstanceChargeType'];
  /** Bare metal: ECS cannot see its CPU. */
  readonly bareMetal?: boolean;
  readonly locked?: string;
  readonly createdAt?: string;
}

/** An instance as the simulator starts with it. */
export interface SimulatedInstance {
  readonly wire: WireInstance;
  readonly bareMetal: boolean;
}

const SIZES: Readonly<Record<string, readonly [cpu: number, memory: number]>> = {
  'ecs.t6-c1m1.large': [2, 2048],
  'ecs.g7.large': [2, 8192],
  'ecs.r7.4xlarge': [16, 131072],
  'ecs.ebmg7.32xlarge': [128, 524288],
};

/** Makes an instance with the fields that the API sends. Its addresses should come from the documentation ranges. */
export function instance(spec: InstanceSpec): SimulatedInstance {
  const type = spec.type ?? (spec.bareMetal ? 'ecs.ebmg7.32xlarge' : 'ecs.g7.large');
  const [cpu, memory] = SIZES[type] ?? [2, 4096];
  const region = spec.region ?? 'cn-hangzhou';
  const suffix = spec.id.slice(2);
  const status = spec.status ?? 'Running';
  const created = spec.createdAt ?? '2025-03-04T09:30Z';
  const classic = spec.innerIp !== undefined;
  const tags = Object.entries(spec.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return {
    bareMetal: spec.bareMetal ?? false,
    wire: {
      InstanceId: spec.id,
      InstanceName: spec.name,
      HostName: `host-${suffix.slice(-6)}`,
      Description: '',
      RegionId: region,
      ZoneId: `${region}-h`,
      Status: status,
      InstanceType: type,
      InstanceTypeFamily: type.split('.').slice(0, 2).join('.'),
      Cpu: spec.cpu ?? cpu,
      Memory: spec.memory ?? memory,
      GPUAmount: 0,
      GPUSpec: '',
      ImageId: 'aliyun_3_x64_20G_alibase_20250117.vhd',
      OSName: 'Alibaba Cloud Linux  3.2104 LTS 64位',
      OSNameEn: 'Alibaba Cloud Linux  3.2104 LTS 64 bit',
      OSType: 'linux',
      CreationTime: created,
      StartTime: status === 'Stopped' ? '' : created,
      ExpiredTime: spec.chargeType === 'PrePaid' ? '2027-03-04T16:00Z' : '2099-12-31T15:59Z',
      AutoReleaseTime: '',
      InstanceChargeType: spec.chargeType ?? 'PostPaid',
      InternetChargeType: 'PayByTraffic',
      InternetMaxBandwidthIn: 100,
      InternetMaxBandwidthOut: spec.publicIp === undefined ? 0 : 5,
      InstanceNetworkType: classic ? 'classic' : 'vpc',
      StoppedMode: status === 'Stopped' ? 'KeepCharging' : 'Not-applicable',
      DeletionProtection: false,
      SpotStrategy: 'NoSpot',
      KeyPairName: '',
      SerialNumber: '51d1353b-22bf-4567-a176-8b3e12e40000',
      SecurityGroupIds: { SecurityGroupId: ['sg-bp67acfmxazb4p000001'] },
      OperationLocks: { LockReason: spec.locked === undefined ? [] : [{ LockReason: spec.locked }] },
      PublicIpAddress: { IpAddress: list(spec.publicIp) },
      InnerIpAddress: { IpAddress: list(spec.innerIp) },
      EipAddress: {
        IpAddress: spec.eip ?? '',
        AllocationId: spec.eip === undefined ? '' : `eip-${suffix}`,
        InternetChargeType: spec.eip === undefined ? '' : 'PayByTraffic',
        ...(spec.eip === undefined ? {} : { Bandwidth: 10 }),
      },
      VpcAttributes: {
        VpcId: classic ? '' : 'vpc-bp1simulated000000001',
        VSwitchId: classic ? '' : 'vsw-bp1simulated000000001',
        NatIpAddress: '',
        PrivateIpAddress: { IpAddress: list(spec.privateIp) },
      },
      NetworkInterfaces: { NetworkInterface: classic ? [] : [networkInterface(spec, suffix)] },
      // An instance without tags has no such field.
      ...(tags.length > 0 ? { Tags: { Tag: tags } } : {}),
    },
  };
}

const list = (address: string | undefined): readonly string[] => (address === undefined ? [] : [address]);

function networkInterface(spec: InstanceSpec, suffix: string): WireInterface {
  const primary = list(spec.privateIp).map((PrivateIpAddress) => ({ PrivateIpAddress, Primary: true }));
  const others = (spec.secondaryIps ?? []).map((PrivateIpAddress) => ({ PrivateIpAddress, Primary: false }));
  return {
    NetworkInterfaceId: `eni-${suffix}`,
    Type: 'Primary',
    MacAddress: '00:16:3e:00:00:01',
    PrimaryIpAddress: spec.privateIp ?? '',
    PrivateIpSets: { PrivateIpSet: [...primary, ...others] },
    ...(spec.ipv6 === undefined ? {} : { Ipv6Sets: { Ipv6Set: [{ Ipv6Address: spec.ipv6 }] } }),
  };
}
