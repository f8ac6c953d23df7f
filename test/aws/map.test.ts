import type { Instance as WireInstance } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { addressFilters } from '../../plugins/aws/addresses.js';
import { toDetailedInstance, toInstance } from '../../plugins/aws/map.js';
import { volumesOf } from '../../plugins/aws/storage.js';

const FOUND = { account: 'default', region: 'eu-central-1' };

/** An instance as the SDK gives it, with what the plugin does not read. */
const WIRE: WireInstance = {
  InstanceId: 'i-0123456789abcdef0',
  ImageId: 'ami-0a0a0a0a0a0a0a0a0',
  State: { Code: 16, Name: 'running' },
  InstanceType: 'm5.xlarge',
  CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 },
  LaunchTime: new Date('2026-02-01T06:00:00Z'),
  Placement: { AvailabilityZone: 'eu-central-1b', Tenancy: 'default' },
  PrivateDnsName: 'ip-10-0-1-5.eu-central-1.compute.internal',
  PublicDnsName: 'ec2-203-0-113-7.eu-central-1.compute.amazonaws.com',
  PrivateIpAddress: '10.0.1.5',
  PublicIpAddress: '203.0.113.7',
  Ipv6Address: '2001:db8:0:0:0:0:0:7',
  VpcId: 'vpc-1',
  SubnetId: 'subnet-1',
  KeyName: 'ops',
  Monitoring: { State: 'disabled' },
  Architecture: 'x86_64',
  PlatformDetails: 'Linux/UNIX',
  RootDeviceName: '/dev/xvda',
  RootDeviceType: 'ebs',
  InstanceLifecycle: 'spot',
  MetadataOptions: { HttpTokens: 'required' },
  IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web', Id: 'AIPA' },
  SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }],
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1' } }],
  Tags: [
    { Key: 'Name', Value: ' web-1 ' },
    { Key: 'env', Value: 'prod' },
    { Key: 'marked', Value: '' },
  ],
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-1',
      SubnetId: 'subnet-1',
      Attachment: { DeviceIndex: 0, AttachTime: new Date('2025-12-24T12:00:00Z') },
      PrivateIpAddress: '10.0.1.5',
      Association: { PublicIp: '203.0.113.7' },
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.1.5', Primary: true, Association: { PublicIp: '203.0.113.7' } },
        { PrivateIpAddress: '10.0.1.6', Primary: false, Association: { PublicIp: '203.0.113.8' } },
      ],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8:0:0:0:0:0:7' }, { Ipv6Address: 'fd00:ec2:0:0:0:0:0:1' }],
    },
    {
      NetworkInterfaceId: 'eni-2',
      Attachment: { DeviceIndex: 1 },
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.9.5', Primary: true }],
    },
  ],
};

describe('an EC2 instance', () => {
  it('becomes an instance with every address of every network interface', () => {
    expect(toInstance(WIRE, FOUND)).toEqual({
      provider: 'aws',
      account: 'default',
      id: 'i-0123456789abcdef0',
      name: 'web-1',
      status: 'running',
      provider_status: 'running',
      region: 'eu-central-1',
      zone: 'eu-central-1b',
      type: 'm5.xlarge',
      vcpus: 4,
      image: 'ami-0a0a0a0a0a0a0a0a0',
      created_at: '2025-12-24T12:00:00.000Z',
      public_ips: ['203.0.113.7', '203.0.113.8', '2001:db8::7'],
      private_ips: ['10.0.1.5', '10.0.1.6', '10.0.9.5', 'fd00:ec2::1'],
      tags: { Name: ' web-1 ', env: 'prod', marked: '' },
      console_url:
        'https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1#InstanceDetails:instanceId=i-0123456789abcdef0',
    });
  });

  it('has curated details and the memory of its type where it was asked for alone', () => {
    const type = { MemoryInfo: { SizeInMiB: 16_384 }, Hypervisor: 'nitro' as const };
    const instance = toDetailedInstance(WIRE, FOUND, type, '111122223333');
    expect(instance.memory_mib).toBe(16_384);
    expect(instance.details).toEqual({
      owner_id: '111122223333',
      launched_at: '2026-02-01T06:00:00.000Z',
      lifecycle: 'spot',
      monitoring: 'disabled',
      platform: 'Linux/UNIX',
      architecture: 'x86_64',
      hypervisor: 'nitro',
      cpu: { cores: 2, threads_per_core: 2 },
      vpc_id: 'vpc-1',
      subnet_id: 'subnet-1',
      private_dns_name: 'ip-10-0-1-5.eu-central-1.compute.internal',
      public_dns_name: 'ec2-203-0-113-7.eu-central-1.compute.amazonaws.com',
      security_groups: [{ id: 'sg-1', name: 'web' }],
      network_interfaces: [
        { id: 'eni-1', subnet_id: 'subnet-1', device_index: 0 },
        { id: 'eni-2', device_index: 1 },
      ],
      iam_instance_profile: 'arn:aws:iam::111122223333:instance-profile/web',
      key_name: 'ops',
      tenancy: 'default',
      metadata_tokens: 'required',
      root_device: { name: '/dev/xvda', type: 'ebs' },
      ebs_volumes: [{ device: '/dev/xvda', id: 'vol-1' }],
    });
  });

  it.each([
    ['pending', 'pending'],
    ['running', 'running'],
    ['stopping', 'stopping'],
    ['shutting-down', 'stopping'],
    ['stopped', 'stopped'],
    ['terminated', 'terminated'],
    ['something new', 'unknown'],
  ])('of the state %s is %s', (state, status) => {
    const wire = { ...WIRE, State: { Name: state as 'running' } };
    expect(toInstance(wire, FOUND)).toMatchObject({ status, provider_status: state });
  });

  it('without a Name tag is called by its host name, else by its id', () => {
    expect(toInstance({ ...WIRE, Tags: [] }, FOUND).name).toBe('ip-10-0-1-5.eu-central-1.compute.internal');
    expect(toInstance({ ...WIRE, Tags: [], PrivateDnsName: '' }, FOUND).name).toBe('i-0123456789abcdef0');
  });

  it('that is terminated may have hardly anything', () => {
    const bare = { InstanceId: 'i-1a2b3c4d', State: { Name: 'terminated' as const } };
    expect(toDetailedInstance(bare, FOUND, undefined, undefined)).toEqual({
      provider: 'aws',
      account: 'default',
      id: 'i-1a2b3c4d',
      name: 'i-1a2b3c4d',
      status: 'terminated',
      provider_status: 'terminated',
      region: 'eu-central-1',
      type: 'unknown',
      public_ips: [],
      private_ips: [],
      tags: {},
      console_url:
        'https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1#InstanceDetails:instanceId=i-1a2b3c4d',
      details: { lifecycle: 'on-demand', root_device: {} },
    });
  });

  it.each([
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/ec2/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/ec2/'],
  ])('of %s has the console of its partition', (region, start) => {
    expect(toInstance(WIRE, { account: 'default', region }).console_url?.startsWith(start)).toBe(true);
  });
});

describe('the filters for an address', () => {
  it('cover Elastic, secondary and private IPv4 addresses, each on its own', () => {
    expect(addressFilters('203.0.113.7')).toEqual([
      { Name: 'ip-address', Values: ['203.0.113.7'] },
      { Name: 'network-interface.addresses.association.public-ip', Values: ['203.0.113.7'] },
      { Name: 'private-ip-address', Values: ['203.0.113.7'] },
      { Name: 'network-interface.addresses.private-ip-address', Values: ['203.0.113.7'] },
    ]);
  });

  it.each([
    ['2001:db8::7', ['2001:db8::7', '2001:db8:0:0:0:0:0:7', '2001:0db8:0000:0000:0000:0000:0000:0007']],
    ['::1', ['::1', '0:0:0:0:0:0:0:1', '0000:0000:0000:0000:0000:0000:0000:0001']],
    ['2001:db8:1:2:3:4:5:6', ['2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002:0003:0004:0005:0006']],
  ])('offer every spelling of %s', (address, values) => {
    expect(addressFilters(address)).toEqual([
      { Name: 'network-interface.ipv6-addresses.ipv6-address', Values: values },
    ]);
  });
});

describe('the volumes of an instance', () => {
  it('are its EBS volumes by device, then the disks of its type in GiB', () => {
    const volume = (id: string, device: string) => ({
      VolumeId: id,
      VolumeType: 'gp3' as const,
      Size: 30,
      Iops: 3000,
      Throughput: 125,
      Encrypted: true,
      State: 'in-use' as const,
      CreateTime: new Date('2025-01-01T00:00:00Z'),
      Attachments: [
        { InstanceId: 'i-other', Device: '/dev/sdz', DeleteOnTermination: true },
        { InstanceId: 'i-1', Device: device, DeleteOnTermination: false },
      ],
    });
    const type = {
      InstanceStorageInfo: {
        Disks: [{ SizeInGB: 75, Count: 2, Type: 'ssd' as const }],
        NvmeSupport: 'required' as const,
        EncryptionSupport: 'required' as const,
      },
    };
    const local = {
      kind: 'instance_store',
      type: 'nvme ssd',
      size_gib: 69.8,
      state: 'attached',
      encrypted: true,
    };
    expect(volumesOf('i-1', [volume('vol-b', '/dev/sdb'), volume('vol-a', '/dev/sda')], type)).toEqual([
      expect.objectContaining({ id: 'vol-a', device: '/dev/sda' }),
      {
        device: '/dev/sdb',
        kind: 'ebs',
        id: 'vol-b',
        type: 'gp3',
        size_gib: 30,
        iops: 3000,
        throughput: 125,
        encrypted: true,
        state: 'in-use',
        created_at: '2025-01-01T00:00:00.000Z',
        delete_on_termination: false,
      },
      { device: 'ephemeral0', ...local },
      { device: 'ephemeral1', ...local },
    ]);
  });
});
