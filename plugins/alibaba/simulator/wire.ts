/** https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstances: what the API sends, as far as it is simulated. */
export interface WireInstance {
  readonly InstanceId: string;
  readonly InstanceName: string;
  readonly HostName: string;
  readonly Description: string;
  readonly RegionId: string;
  readonly ZoneId: string;
  readonly Status: 'Pending' | 'Starting' | 'Running' | 'Stopping' | 'Stopped';
  readonly InstanceType: string;
  readonly InstanceTypeFamily: string;
  readonly Cpu: number;
  readonly Memory: number;
  readonly GPUAmount: number;
  readonly GPUSpec: string;
  readonly ImageId: string;
  readonly OSName: string;
  readonly OSNameEn: string;
  readonly OSType: 'linux' | 'windows';
  readonly CreationTime: string;
  readonly StartTime: string;
  readonly ExpiredTime: string;
  readonly AutoReleaseTime: string;
  readonly InstanceChargeType: 'PrePaid' | 'PostPaid';
  readonly InternetChargeType: 'PayByTraffic' | 'PayByBandwidth';
  readonly InternetMaxBandwidthIn: number;
  readonly InternetMaxBandwidthOut: number;
  readonly InstanceNetworkType: 'vpc' | 'classic';
  readonly StoppedMode: 'KeepCharging' | 'StopCharging' | 'Not-applicable';
  readonly DeletionProtection: boolean;
  readonly SpotStrategy: string;
  readonly KeyPairName: string;
  readonly SerialNumber: string;
  readonly SecurityGroupIds: { readonly SecurityGroupId: readonly string[] };
  readonly OperationLocks: { readonly LockReason: readonly { readonly LockReason: string }[] };
  readonly PublicIpAddress: WireAddresses;
  readonly InnerIpAddress: WireAddresses;
  readonly EipAddress: {
    readonly IpAddress: string;
    readonly AllocationId: string;
    readonly Bandwidth?: number;
    readonly InternetChargeType: string;
  };
  readonly VpcAttributes: {
    readonly VpcId: string;
    readonly VSwitchId: string;
    readonly NatIpAddress: string;
    readonly PrivateIpAddress: WireAddresses;
  };
  readonly NetworkInterfaces: { readonly NetworkInterface: readonly WireInterface[] };
  readonly Tags?: { readonly Tag: readonly { readonly TagKey: string; readonly TagValue: string }[] };
}

/** A list of addresses. */
export interface WireAddresses {
  readonly IpAddress: readonly string[];
}

/** An elastic network interface. */
export interface WireInterface {
  readonly NetworkInterfaceId: string;
  readonly Type: 'Primary' | 'Secondary';
  readonly MacAddress: string;
  readonly PrimaryIpAddress: string;
  readonly PrivateIpSets: {
    readonly PrivateIpSet: readonly { readonly PrivateIpAddress: string; readonly Primary: boolean }[];
  };
  readonly Ipv6Sets?: { readonly Ipv6Set: readonly { readonly Ipv6Address: string }[] };
}

/** What was measured of an instance in one period. */
export interface WirePoint {
  readonly InstanceId: string;
  readonly TimeStamp: string;
  readonly CPU?: number;
  readonly InternetRX: number;
  readonly InternetTX: number;
  readonly InternetBandwidth: number;
  readonly IntranetRX: number;
  readonly IntranetTX: number;
  readonly IntranetBandwidth: number;
  readonly IOPSRead: number;
  readonly IOPSWrite: number;
  readonly BPSRead: number;
  readonly BPSWrite: number;
}
