import { describe, expect, it } from '@jest/globals';
import { Instance } from 'multi-cloud-manager/plugin';
import { toInstance } from '../../plugins/alibaba/map.js';
import { WireInstance } from '../../plugins/alibaba/wire.js';

const SCOPE = { account: 'shop', region: 'cn-hangzhou' };
const wire = (more: object = {}): WireInstance =>
  WireInstance.parse({ instanceId: 'i-bp67acfmxazb4ph12345', status: 'Running', ...more });

describe('an ECS instance', () => {
  it.each([
    ['Pending', 'pending'],
    ['Starting', 'pending'],
    ['Running', 'running'],
    ['Stopping', 'stopping'],
    ['Stopped', 'stopped'],
    ['Hibernated', 'unknown'],
  ])('that is %s is %s', (status, expected) => {
    expect(toInstance(wire({ status }), SCOPE)).toMatchObject({ status: expected, provider_status: status });
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
    [{ instanceName: 'web', hostName: 'host' }, 'web'],
    [{ instanceName: '', hostName: 'host' }, 'host'],
    [{ instanceName: '', hostName: '' }, 'i-bp67acfmxazb4ph12345'],
  ])('of %j is called %s', (names, expected) => {
    expect(toInstance(wire(names), SCOPE).name).toBe(expected);
  });

  it('says how large it is, since when, and of which image', () => {
    const more = {
      ...{
        cpu: 8,
        memory: 16384,
        zoneId: 'cn-hangzhou-g',
        instanceType: 'ecs.g5.large',
        regionId: 'cn-hangzhou',
      },
      ...{ OSName: 'CentOS  7.4 64位', OSNameEn: 'CentOS  7.4 64 bit', creationTime: '2017-12-10T04:04Z' },
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
        publicIpAddress: { ipAddress: [] },
        eipAddress: { ipAddress: '203.0.113.41', allocationId: 'eip-1' },
      }),
      SCOPE,
    );
    expect(public_ips).toEqual(['203.0.113.41']);
  });

  it('shows every address once, IPv6 in its short form', () => {
    const { public_ips, private_ips } = toInstance(
      wire({
        publicIpAddress: { ipAddress: ['203.0.113.40'] },
        eipAddress: { ipAddress: '' },
        innerIpAddress: { ipAddress: ['10.170.1.6'] },
        vpcAttributes: { privateIpAddress: { ipAddress: ['10.120.0.2'] } },
        networkInterfaces: {
          networkInterface: [
            {
              privateIpSets: {
                privateIpSet: [{ privateIpAddress: '10.120.0.2' }, { privateIpAddress: '10.120.0.22' }],
              },
              ipv6Sets: { ipv6Set: [{ ipv6Address: '2001:0DB8::0E01' }, { ipv6Address: 'fd00::1' }] },
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
    const tag = [{ tagKey: 'env', tagValue: 'prod' }, { tagKey: 'web' }];
    expect(toInstance(wire({ tags: { tag } }), SCOPE).tags).toEqual({ env: 'prod', web: '' });
  });

  it('has details only where one was asked for, and nothing empty in them', () => {
    const more = {
      ...{ instanceChargeType: 'PrePaid', expiredTime: '2027-03-04T16:00Z', description: '', GPUAmount: 0 },
      ...{ stoppedMode: 'KeepCharging', deletionProtection: false, spotStrategy: 'NoSpot' },
      operationLocks: { lockReason: [{ lockReason: 'financial' }] },
      securityGroupIds: { securityGroupId: ['sg-1', 'sg-2'] },
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
    const more = { instanceChargeType: 'PostPaid', expiredTime: '2099-12-31T15:59Z' };
    expect(toInstance(wire(more), SCOPE, true).details).toEqual({ charge_type: 'PostPaid' });
  });
});
