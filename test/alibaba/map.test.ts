import { describe, expect, it } from '@jest/globals';
import { Instance } from 'multi-cloud-manager/plugin';
import { toInstance } from '../../plugins/alibaba/map.js';
import { WireInstance } from '../../plugins/alibaba/wire.js';

const SCOPE = { account: 'shop', region: 'cn-hangzhou' };
const wire = (more: object = {}): WireInstance =>
  WireInstance.parse({ InstanceId: 'i-bp67acfmxazb4ph12345', Status: 'Running', ...more });

describe('an ECS instance', () => {
  it.each([
    ['Pending', 'pending'],
    ['Starting', 'pending'],
    ['Running', 'running'],
    ['Stopping', 'stopping'],
    ['Stopped', 'stopped'],
    ['Hibernated', 'unknown'],
  ])('that is %s is %s', (status, expected) => {
    expect(toInstance(wire({ Status: status }), SCOPE)).toMatchObject({
      status: expected,
      provider_status: status,
    });
  });

  it('with nothing but id and status still fits the schema', () => {
    const bare = toInstance(wire(), SCOPE);
    expect(Instance.safeParse(bare).success).toBe(true);
    expect(bare).toEqual({
      provider: 'alibaba',
      account: 'shop',
      id: 'i-bp67acfmxazb4ph12345',
      name: 'i-bp67acfmxazb4ph12345',
      status: 'running',
      provider_status: 'Running',
      region: 'cn-hangzhou',
      type: 'unknown',
      public_ips: [],
      private_ips: [],
      tags: {},
      console_url: 'https://ecs.console.aliyun.com/server/i-bp67acfmxazb4ph12345/detail?regionId=cn-hangzhou',
    });
  });

  it.each([
    [{ InstanceName: 'web', HostName: 'host' }, 'web'],
    [{ InstanceName: '', HostName: 'host' }, 'host'],
    [{ InstanceName: '', HostName: '' }, 'i-bp67acfmxazb4ph12345'],
  ])('of %j is called %s', (names, expected) => {
    expect(toInstance(wire(names), SCOPE).name).toBe(expected);
  });

  it('says how large it is, since when, and of which image', () => {
    const more = {
      ...{
        Cpu: 8,
        Memory: 16384,
        ZoneId: 'cn-hangzhou-g',
        InstanceType: 'ecs.g5.large',
        RegionId: 'cn-hangzhou',
      },
      ...{ OSName: 'CentOS  7.4 64位', OSNameEn: 'CentOS  7.4 64 bit', CreationTime: '2017-12-10T04:04Z' },
    };
    expect(toInstance(wire(more), SCOPE)).toMatchObject({
      vcpus: 8,
      memory_mib: 16384,
      zone: 'cn-hangzhou-g',
      type: 'ecs.g5.large',
      image: 'CentOS  7.4 64 bit',
      created_at: '2017-12-10T04:04:00Z',
    });
  });

  it('behind an EIP alone has that as its public address', () => {
    const { public_ips } = toInstance(
      wire({
        PublicIpAddress: { IpAddress: [] },
        EipAddress: { IpAddress: '203.0.113.41', AllocationId: 'eip-1' },
      }),
      SCOPE,
    );
    expect(public_ips).toEqual(['203.0.113.41']);
  });

  it('shows every address once, IPv6 in its short form', () => {
    const { public_ips, private_ips } = toInstance(
      wire({
        PublicIpAddress: { IpAddress: ['203.0.113.40'] },
        EipAddress: { IpAddress: '' },
        InnerIpAddress: { IpAddress: ['10.170.1.6'] },
        VpcAttributes: { PrivateIpAddress: { IpAddress: ['10.120.0.2'] } },
        NetworkInterfaces: {
          NetworkInterface: [
            {
              PrivateIpSets: {
                PrivateIpSet: [{ PrivateIpAddress: '10.120.0.2' }, { PrivateIpAddress: '10.120.0.22' }],
              },
              Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:0DB8::0E01' }, { Ipv6Address: 'fd00::1' }] },
            },
          ],
        },
      }),
      SCOPE,
    );
    expect(public_ips).toEqual(['203.0.113.40', '2001:db8::e01']);
    expect(private_ips).toEqual(['10.120.0.2', '10.170.1.6', '10.120.0.22', 'fd00::1']);
  });

  it('keeps its tags as keys and values', () => {
    const tag = [{ TagKey: 'env', TagValue: 'prod' }, { TagKey: 'web' }];
    expect(toInstance(wire({ Tags: { Tag: tag } }), SCOPE).tags).toEqual({ env: 'prod', web: '' });
  });

  it('has details only where one was asked for, and nothing empty in them', () => {
    const more = {
      ...{ InstanceChargeType: 'PrePaid', ExpiredTime: '2027-03-04T16:00Z', Description: '', GPUAmount: 0 },
      ...{ StoppedMode: 'KeepCharging', DeletionProtection: false, SpotStrategy: 'NoSpot' },
      OperationLocks: { LockReason: [{ LockReason: 'financial' }] },
      SecurityGroupIds: { SecurityGroupId: ['sg-1', 'sg-2'] },
    };
    expect(toInstance(wire(more), SCOPE).details).toBeUndefined();
    expect(toInstance(wire(more), SCOPE, true).details).toEqual({
      charge_type: 'PrePaid',
      expires_at: '2027-03-04T16:00:00Z',
      stopped_mode: 'KeepCharging',
      deletion_protection: false,
      locks: ['financial'],
      security_groups: 2,
    });
  });

  it('that is paid as it goes has no date of expiry', () => {
    const more = { InstanceChargeType: 'PostPaid', ExpiredTime: '2099-12-31T15:59Z' };
    expect(toInstance(wire(more), SCOPE, true).details).toEqual({ charge_type: 'PostPaid' });
  });
});
