import { describe, expect, it } from '@jest/globals';
import type { Permit, PowerVariant } from 'multi-cloud-manager/plugin';
import type { SdkCall } from '../../plugins/alibaba/line.js';
import { checkPower, checkRead } from '../../plugins/alibaba/shape.js';

const ID = 'i-bp1webserver0000001';
const LOOPBACK = new URL('http://127.0.0.1:5563');

const permit = (variant: PowerVariant): Permit => ({
  ...{
    provider: 'alibaba',
    account: 'default',
    callId: 'call-1',
    variant,
    force: variant === 'force_reboot',
  },
  action: variant === 'force_reboot' ? 'reboot' : variant,
  instance: {
    ...{ provider: 'alibaba', account: 'default', id: ID, name: 'web', status: 'running' },
    ...{ provider_status: 'Running', region: 'cn-hangzhou', type: 'ecs.g7.large' },
    ...{ public_ips: [], private_ips: [], tags: {} },
  },
});

const call = (
  action: string,
  query: Readonly<Record<string, string>>,
  more: Partial<SdkCall> = {},
): SdkCall => ({
  ...{ action, query, version: '2014-05-26', method: 'POST', pathname: '/' },
  ...{ protocol: 'https', endpoint: 'ecs.cn-hangzhou.aliyuncs.com', ...more },
});

const stop = { InstanceId: ID, ForceStop: 'false', StoppedMode: 'KeepCharging' };

describe('the shape of a power request', () => {
  it.each<[PowerVariant, SdkCall]>([
    ['power_on', call('StartInstance', { InstanceId: ID })],
    ['power_off', call('StopInstance', { ...stop, ForceStop: 'true' })],
    ['shutdown', call('StopInstance', { StoppedMode: 'KeepCharging', InstanceId: ID, ForceStop: 'false' })],
    ['reboot', call('RebootInstance', { InstanceId: ID, ForceStop: 'false' })],
    ['force_reboot', call('RebootInstance', { InstanceId: ID, ForceStop: 'true' })],
  ])('%s is one request', (variant, right) => {
    expect(() => {
      checkPower(right, permit(variant), undefined);
    }).not.toThrow();
    expect(() => {
      checkPower({ ...right, protocol: 'http', endpoint: LOOPBACK.host }, permit(variant), LOOPBACK);
    }).not.toThrow();
  });

  it.each<[string, SdkCall]>([
    ['to delete', call('DeleteInstance', { InstanceId: ID })],
    ['to delete several', call('DeleteInstances', { 'InstanceId.1': ID })],
    ['to change it', call('ModifyInstanceSpec', { InstanceId: ID })],
    ['another action', call('RebootInstance', stop)],
    ['with force', call('StopInstance', { ...stop, ForceStop: 'true' })],
    ['on another instance', call('StopInstance', { ...stop, InstanceId: 'i-bp1databasemain0002' })],
    ['with more', call('StopInstance', { ...stop, ConfirmStop: 'true' })],
    ['with less', call('StopInstance', { InstanceId: ID, ForceStop: 'false' })],
    ['that gives up the address', call('StopInstance', { ...stop, StoppedMode: 'StopCharging' })],
    ['by GET', call('StopInstance', stop, { method: 'GET' })],
    ['of another version', call('StopInstance', stop, { version: '2016-03-14' })],
    ['on another path', call('StopInstance', stop, { pathname: '/instances' })],
    ['to another host', call('StopInstance', stop, { endpoint: 'ecs.cn-hangzhou.aliyuncs.com.example.com' })],
    ['to a host with a port', call('StopInstance', stop, { endpoint: 'ecs.cn-hangzhou.aliyuncs.com:8443' })],
    ['in plain text', call('StopInstance', stop, { protocol: 'http' })],
  ])('a request %s is not a shutdown, and is not sent', (_name, other) => {
    expect(() => {
      checkPower(other, permit('shutdown'), undefined);
    }).toThrow('The SDK was about to send another request than it was asked for');
  });

  it('with an end point of the config nothing goes elsewhere', () => {
    expect(() => {
      checkPower(call('StopInstance', stop), permit('shutdown'), LOOPBACK);
    }).toThrow('another request');
  });

  it('what is not sent is not done', () => {
    const refused = (): unknown => {
      try {
        checkPower(call('DeleteInstance', { InstanceId: ID }), permit('power_on'), undefined);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    expect(refused()).toMatchObject({ code: 'INTERNAL', details: { outcome: 'not_done' } });
  });
});

describe('the shape of a read', () => {
  it.each(['DescribeRegions', 'DescribeInstances', 'DescribeInstanceMonitorData'])('is %s', (action) => {
    expect(() => {
      checkRead(call(action, { RegionId: 'cn-hangzhou' }), undefined);
    }).not.toThrow();
  });

  it.each([
    'StartInstance',
    'StopInstance',
    'RebootInstance',
    'DeleteInstance',
    'DescribeInstanceVncUrl',
    'DescribeUserData',
    'GetInstanceScreenshot',
    'describeInstances',
  ])('is not %s', (action) => {
    expect(() => {
      checkRead(call(action, {}), undefined);
    }).toThrow('another request');
  });
});
