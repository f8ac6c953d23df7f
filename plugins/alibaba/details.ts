import { known } from 'multi-cloud-manager/plugin';
import { toTime } from './wire-text.js';
import type { WireInstance } from './wire.js';

/** What is worth knowing of one instance beyond what every cloud has. */
export function detailsOf(wire: WireInstance): Record<string, unknown> {
  const locks = (wire.OperationLocks?.LockReason ?? []).flatMap(({ LockReason }) =>
    LockReason ? [LockReason] : [],
  );
  const { EipAddress: eip, VpcAttributes: vpc } = wire;
  return known({
    host_name: wire.HostName,
    description: wire.Description,
    charge_type: wire.InstanceChargeType,
    // A pay-as-you-go instance has a date in 2099, which means none.
    expires_at: wire.InstanceChargeType === 'PrePaid' ? toTime(wire.ExpiredTime) : undefined,
    auto_release_at: toTime(wire.AutoReleaseTime),
    started_at: toTime(wire.StartTime),
    stopped_mode: wire.StoppedMode,
    spot_strategy: wire.SpotStrategy === 'NoSpot' ? undefined : wire.SpotStrategy,
    credit_specification: wire.CreditSpecification,
    deletion_protection: wire.DeletionProtection,
    locks: locks.length === 0 ? undefined : locks,
    type_family: wire.InstanceTypeFamily,
    gpus: wire.GPUAmount === 0 ? undefined : wire.GPUAmount,
    gpu: wire.GPUSpec,
    image_id: wire.ImageId,
    os: wire.OSNameEn ?? wire.OSName,
    os_type: wire.OSType,
    network_type: wire.InstanceNetworkType,
    vpc_id: vpc?.VpcId,
    vswitch_id: vpc?.VSwitchId,
    eip: eip?.IpAddress
      ? known({ address: eip.IpAddress, allocation_id: eip.AllocationId, bandwidth_mbps: eip.Bandwidth })
      : undefined,
    internet_charge_type: wire.InternetChargeType,
    internet_out_mbps: wire.InternetMaxBandwidthOut,
    internet_in_mbps: wire.InternetMaxBandwidthIn,
    security_groups: wire.SecurityGroupIds?.SecurityGroupId?.length,
    network_interfaces: wire.NetworkInterfaces?.NetworkInterface?.length,
    key_pair: wire.KeyPairName,
    resource_group_id: wire.ResourceGroupId,
    deployment_set_id: wire.DeploymentSetId,
    dedicated_host_id: wire.DedicatedHostAttribute?.DedicatedHostId,
  });
}
