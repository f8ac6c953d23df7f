import { z } from 'zod';

// What is read of the SDK's answers, in the SDK's spelling; everything else is let through unread.
// https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstances

const text = z.string().nullish();
const addresses = z.object({ ipAddress: z.array(z.string()).nullish() }).nullish();

const NetworkInterface = z.object({
  type: text,
  privateIpSets: z
    .object({ privateIpSet: z.array(z.object({ privateIpAddress: text })).nullish() })
    .nullish(),
  ipv6Sets: z.object({ ipv6Set: z.array(z.object({ ipv6Address: text })).nullish() }).nullish(),
});

export const WireInstance = z.object({
  instanceId: z.string().min(1),
  status: z.string(),
  instanceName: text,
  hostName: text,
  description: text,
  regionId: text,
  zoneId: text,
  instanceType: text,
  instanceTypeFamily: text,
  cpu: z.number().nullish(),
  memory: z.number().nullish(),
  GPUAmount: z.number().nullish(),
  GPUSpec: text,
  imageId: text,
  OSName: text,
  OSNameEn: text,
  OSType: text,
  creationTime: text,
  startTime: text,
  expiredTime: text,
  autoReleaseTime: text,
  instanceChargeType: text,
  internetChargeType: text,
  internetMaxBandwidthIn: z.number().nullish(),
  internetMaxBandwidthOut: z.number().nullish(),
  instanceNetworkType: text,
  stoppedMode: text,
  deletionProtection: z.boolean().nullish(),
  spotStrategy: text,
  creditSpecification: text,
  keyPairName: text,
  resourceGroupId: text,
  deploymentSetId: text,
  dedicatedHostAttribute: z.object({ dedicatedHostId: text }).nullish(),
  securityGroupIds: z.object({ securityGroupId: z.array(z.string()).nullish() }).nullish(),
  operationLocks: z.object({ lockReason: z.array(z.object({ lockReason: text })).nullish() }).nullish(),
  publicIpAddress: addresses,
  innerIpAddress: addresses,
  eipAddress: z.object({ ipAddress: text, allocationId: text, bandwidth: z.number().nullish() }).nullish(),
  vpcAttributes: z.object({ vpcId: text, vSwitchId: text, privateIpAddress: addresses }).nullish(),
  networkInterfaces: z.object({ networkInterface: z.array(NetworkInterface).nullish() }).nullish(),
  tags: z.object({ tag: z.array(z.object({ tagKey: text, tagValue: text })).nullish() }).nullish(),
});
/** See the API's reference. */
export type WireInstance = z.output<typeof WireInstance>;

export const InstancesBody = z.object({
  instances: z.object({ instance: z.array(WireInstance) }),
  nextToken: text,
  totalCount: z.number().nullish(),
});
/** See the API's reference. */
export type InstancesBody = z.output<typeof InstancesBody>;

export const RegionsBody = z.object({
  regions: z.object({ region: z.array(z.object({ regionId: z.string().min(1) })) }),
});

const number = z.number().nullish();

export const WirePoint = z.object({
  timeStamp: z.string(),
  CPU: number,
  CPUCreditBalance: number,
  internetRX: number,
  internetTX: number,
  intranetRX: number,
  intranetTX: number,
  BPSRead: number,
  BPSWrite: number,
  IOPSRead: number,
  IOPSWrite: number,
});
/** What was measured in one period. */
export type WirePoint = z.output<typeof WirePoint>;
export const MonitorBody = z.object({ monitorData: z.object({ instanceMonitorData: z.array(WirePoint) }) });

/** What a power request is answered with. */
export const AcceptedBody = z.object({ requestId: z.string().min(1) });
