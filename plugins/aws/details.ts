import { known } from 'multi-cloud-manager/plugin';
import type { Instance as WireInstance, InstanceTypeInfo } from '@aws-sdk/client-ec2';

/** What is worth knowing of one instance beside what every cloud has. User data is never among it. */
export function detailsOf(
  wire: WireInstance,
  type: InstanceTypeInfo | undefined,
  owner: string | undefined,
): Record<string, unknown> {
  const { Placement: placement, CpuOptions: cpu, MetadataOptions: metadata } = wire;
  return known({
    owner_id: owner,
    launched_at: wire.LaunchTime?.toISOString(),
    lifecycle: wire.InstanceLifecycle ?? 'on-demand',
    state_reason: wire.StateReason?.Code,
    monitoring: wire.Monitoring?.State,
    platform: wire.PlatformDetails,
    architecture: wire.Architecture,
    hypervisor: type?.Hypervisor,
    cpu: cpu && known({ cores: cpu.CoreCount, threads_per_core: cpu.ThreadsPerCore }),
    vpc_id: wire.VpcId,
    subnet_id: wire.SubnetId,
    private_dns_name: wire.PrivateDnsName,
    public_dns_name: wire.PublicDnsName,
    security_groups: wire.SecurityGroups?.map(({ GroupId, GroupName }) =>
      known({ id: GroupId, name: GroupName }),
    ),
    network_interfaces: wire.NetworkInterfaces?.map((each) =>
      known({
        id: each.NetworkInterfaceId,
        subnet_id: each.SubnetId,
        device_index: each.Attachment?.DeviceIndex,
      }),
    ),
    iam_instance_profile: wire.IamInstanceProfile?.Arn,
    key_name: wire.KeyName,
    tenancy: placement?.Tenancy,
    placement_group: placement?.GroupName,
    metadata_tokens: metadata?.HttpTokens,
    root_device: known({ name: wire.RootDeviceName, type: wire.RootDeviceType }),
    ebs_volumes: wire.BlockDeviceMappings?.map(({ DeviceName, Ebs }) =>
      known({ device: DeviceName, id: Ebs?.VolumeId }),
    ),
    instance_storage_gb: type?.InstanceStorageInfo?.TotalSizeInGB,
  });
}
