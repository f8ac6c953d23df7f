import { z } from 'zod';

// What is read of the answers, as the API spells it; everything else is let through unread.
// https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstances

const text = z.string().nullish();
const addresses = z.object({ IpAddress: z.array(z.string()).nullish() }).nullish();

const NetworkInterface = z.object({
  Type: text,
  PrivateIpSets: z
    .object({ PrivateIpSet: z.array(z.object({ PrivateIpAddress: text })).nullish() })
    .nullish(),
  Ipv6Sets: z.object({ Ipv6Set: z.array(z.object({ Ipv6Address: text })).nullish() }).nullish(),
});

export const WireInstance = z.object({
  InstanceId: z.string().min(1),
  Status: z.string(),
  InstanceName: text,
  HostName: text,
  Description: text,
  RegionId: text,
  ZoneId: text,
  InstanceType: text,
  InstanceTypeFamily: text,
  Cpu: z.number().nullish(),
  Memory: z.number().nullish(),
  GPUAmount: z.number().nullish(),
  GPUSpec: text,
  ImageId: text,
  OSName: text,
  OSNameEn: text,
  OSType: text,
  CreationTime: text,
  StartTime: text,
  ExpiredTime: text,
  AutoReleaseTime: text,
  InstanceChargeType: text,
  InternetChargeType: text,
  InternetMaxBandwidthIn: z.number().nullish(),
  InternetMaxBandwidthOut: z.number().nullish(),
  InstanceNetworkType: text,
  StoppedMode: text,
  DeletionProtection: z.boolean().nullish(),
  SpotStrategy: text,
  CreditSpecification: text,
  KeyPairName: text,
  ResourceGroupId: text,
  DeploymentSetId: text,
  DedicatedHostAttribute: z.object({ DedicatedHostId: text }).nullish(),
  SecurityGroupIds: z.object({ SecurityGroupId: z.array(z.string()).nullish() }).nullish(),
  OperationLocks: z.object({ LockReason: z.array(z.object({ LockReason: text })).nullish() }).nullish(),
  PublicIpAddress: addresses,
  InnerIpAddress: addresses,
  EipAddress: z.object({ IpAddress: text, AllocationId: text, Bandwidth: z.number().nullish() }).nullish(),
  VpcAttributes: z.object({ VpcId: text, VSwitchId: text, PrivateIpAddress: addresses }).nullish(),
  NetworkInterfaces: z.object({ NetworkInterface: z.array(NetworkInterface).nullish() }).nullish(),
  Tags: z.object({ Tag: z.array(z.object({ TagKey: text, TagValue: text })).nullish() }).nullish(),
});
/** See the API's reference. */
export type WireInstance = z.output<typeof WireInstance>;

export const InstancesBody = z.object({
  Instances: z.object({ Instance: z.array(WireInstance) }),
  NextToken: text,
  TotalCount: z.number().nullish(),
});
/** See the API's reference. */
export type InstancesBody = z.output<typeof InstancesBody>;

export const RegionsBody = z.object({
  Regions: z.object({ Region: z.array(z.object({ RegionId: z.string().min(1) })) }),
});

const number = z.number().nullish();

export const WirePoint = z.object({
  TimeStamp: z.string(),
  CPU: number,
  CPUCreditBalance: number,
  InternetRX: number,
  InternetTX: number,
  IntranetRX: number,
  IntranetTX: number,
  BPSRead: number,
  BPSWrite: number,
  IOPSRead: number,
  IOPSWrite: number,
});
/** What was measured in one period. */
export type WirePoint = z.output<typeof WirePoint>;
export const MonitorBody = z.object({ MonitorData: z.object({ InstanceMonitorData: z.array(WirePoint) }) });

/** What a power request is answered with, as the SDK spells it. */
export const AcceptedBody = z.object({ requestId: z.string().min(1) });
