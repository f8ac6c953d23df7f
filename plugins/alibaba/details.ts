import { known } from 'multi-cloud-manager/plugin';
import { toTime } from './wire-text.js';
import type { WireInstance } from './wire.js';

/** What is worth knowing of one instance beyond what every cloud has. */
export function detailsOf(wire: WireInstance): Record<string, unknown> {
  const locks = (wire.operationLocks?.lockReason ?? []).flatMap(({ lockReason }) =>
    lockReason ? [lockReason] : [],
  );
  const { eipAddress: eip, vpcAttributes: vpc } = wire;
  return known({
    host_name: wire.hostName,
    description: wire.description,
    charge_type: wire.instanceChargeType,
    // A pay-as-you-go instance has a date in 2099, which means none.
    expires_at: wire.instanceChargeType === 'PrePaid' ? toTime(wire.expiredTime) : undefined,
    auto_release_at: toTime(wire.autoReleaseTime),
    started_at: toTime(wire.startTime),
    stopped_mode: wire.stoppedMode,
    spot_strategy: wire.spotStrategy === 'NoSpot' ? undefined : wire.spotStrategy,
    credit_specification: wire.creditSpecification,
    deletion_protection: wire.deletionProtection,
    locks: locks.length === 0 ? undefined : locks,
    type_family: wire.instanceTypeFamily,
    gpus: wire.GPUAmount === 0 ? undefined : wire.GPUAmount,
    gpu: wire.GPUSpec,
    image_id: wire.imageId,
    os: wire.OSNameEn ?? wire.OSName,
    os_type: wire.OSType,
    network_type: wire.instanceNetworkType,
    vpc_id: vpc?.vpcId,
    vswitch_id: vpc?.vSwitchId,
    eip: eip?.ipAddress
      ? known({ address: eip.ipAddress, allocation_id: eip.allocationId, bandwidth_mbps: eip.bandwidth })
      : undefined,
    internet_charge_type: wire.internetChargeType,
    internet_out_mbps: wire.internetMaxBandwidthOut,
    internet_in_mbps: wire.internetMaxBandwidthIn,
    security_groups: wire.securityGroupIds?.securityGroupId?.length,
    network_interfaces: wire.networkInterfaces?.networkInterface?.length,
    key_pair: wire.keyPairName,
    resource_group_id: wire.resourceGroupId,
    deployment_set_id: wire.deploymentSetId,
    dedicated_host_id: wire.dedicatedHostAttribute?.dedicatedHostId,
  });
}
