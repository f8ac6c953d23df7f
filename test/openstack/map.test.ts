import { describe, expect, it } from '@jest/globals';
import { canonical, isPrivate } from '../../examples/plugin-openstack/src/address.js';
import { progressOf } from '../../examples/plugin-openstack/src/following.js';
import { toInstance } from '../../examples/plugin-openstack/src/map.js';
import { statusOf } from '../../examples/plugin-openstack/src/status.js';
import { WireServer } from '../../examples/plugin-openstack/src/wire.js';
import { exampleServers, serverId } from '../../examples/plugin-openstack/simulator/index.js';
import { wireOf } from '../../examples/plugin-openstack/simulator/server.js';
import { INSTANCE } from '../http/fixture.js';
import { SCOPE } from './world.js';

const server = (more: object = {}, number = 1): WireServer => {
  const spec = exampleServers()[number - 1];
  if (!spec) throw new Error('There is no such example.');
  return WireServer.parse({ ...wireOf(spec, { status: 'ACTIVE', task: null }, 'project-1'), ...more });
};

describe('a server becomes an instance', () => {
  it('with its flavour, metadata, tags and addresses', () => {
    expect(toInstance(server(), SCOPE)).toEqual({
      provider: 'openstack',
      account: 'default',
      id: serverId(1),
      name: 'web-1',
      status: 'running',
      provider_status: 'ACTIVE',
      region: 'RegionOne',
      zone: 'az-1',
      type: 'm1.small',
      vcpus: 1,
      memory_mib: 2048,
      disk_gib: 20,
      created_at: '2025-03-04T09:30:00Z',
      public_ips: ['203.0.113.7'],
      private_ips: ['10.0.0.5'],
      tags: { web: '', env: 'prod', team: 'shop' },
    });
  });

  it('with details where one was asked for', () => {
    expect(toInstance(server(), SCOPE, true).details).toEqual({
      networks: ['private'],
      floating_ips: ['203.0.113.7'],
      image_id: '70a599e0-31e7-49b7-b260-868f441e862b',
      volume_ids: [],
      security_groups: ['default'],
      key_name: 'ops',
      locked: false,
    });
  });

  it('on a volume: no image, and no disk of its flavour', () => {
    const flavor = { original_name: 'm1.volume', vcpus: 2, ram: 4096, disk: 0 };
    const instance = toInstance(server({ image: '', flavor }), SCOPE, true);
    expect([instance.type, instance.disk_gib, instance.details?.['image_id']]).toEqual([
      'm1.volume',
      undefined,
      undefined,
    ]);
  });

  it('of an older Nova: its flavour is no more than an id', () => {
    const instance = toInstance(server({ flavor: { id: '42' }, tags: undefined }), SCOPE);
    expect([instance.type, instance.vcpus, instance.tags]).toEqual([
      '42',
      undefined,
      { env: 'prod', team: 'shop' },
    ]);
  });

  it('in a cell that is down: little is known of it, and it is there', () => {
    const instance = toInstance(server({}, 7), SCOPE);
    expect([instance.name, instance.status, instance.type, instance.public_ips]).toEqual([
      serverId(7),
      'unknown',
      'unknown',
      [],
    ]);
  });
});

describe('the status of a server', () => {
  it.each([
    ['ACTIVE', null, 'running'],
    ['ACTIVE', 'powering-off', 'stopping'],
    ['SHUTOFF', 'powering-on', 'pending'],
    ['SHUTOFF', null, 'stopped'],
    ['REBOOT', 'rebooting', 'rebooting'],
    ['HARD_REBOOT', 'rebooting_hard', 'rebooting'],
    ['BUILD', 'spawning', 'pending'],
    ['PAUSED', null, 'unknown'],
    ['SUSPENDED', null, 'unknown'],
    ['ERROR', null, 'unknown'],
    ['SHELVED_OFFLOADED', null, 'stopped'],
    ['SOMETHING_NEW', null, 'unknown'],
    ['constructor', null, 'unknown'],
  ])('%s with the task %s is %s', (status, task, expected) => {
    expect(statusOf(server({ status, 'OS-EXT-STS:task_state': task }))).toBe(expected);
  });
});

describe('an action', () => {
  const permit = (action: 'power_on' | 'power_off' | 'reboot') => ({
    ...{ provider: 'openstack', account: 'default', instance: INSTANCE, action, variant: action },
    ...{ force: false, callId: 'call-1' },
  });
  const now = (status: string, task: string | null) => server({ status, 'OS-EXT-STS:task_state': task });

  it.each([
    ['power_off', 'ACTIVE', 'powering-off', 'in_progress'],
    ['power_off', 'SHUTOFF', null, 'completed'],
    ['power_on', 'SHUTOFF', 'powering-on', 'in_progress'],
    ['power_on', 'ACTIVE', null, 'completed'],
    ['reboot', 'REBOOT', 'reboot_started', 'in_progress'],
    ['reboot', 'ACTIVE', 'rebooting', 'in_progress'],
    ['reboot', 'ACTIVE', null, 'completed'],
    ['reboot', 'ERROR', null, 'errored'],
    ['power_off', 'ERROR', 'powering-off', 'in_progress'],
    ['power_off', 'ACTIVE', null, 'in_progress'],
  ] as const)('%s, while the server is %s with the task %s, is %s', (action, status, task, expected) => {
    expect(progressOf(permit(action), now(status, task)).state).toBe(expected);
  });
});

describe('addresses', () => {
  it.each([
    ['2001:0DB8:0000:0000:0000:0000:0000:0A01', '2001:db8::a01'],
    ['203.0.113.7', '203.0.113.7'],
    ['fe80::1%eth0', undefined],
    ['203.0.113.07', undefined],
    ['web-1', undefined],
    ['', undefined],
  ])('%s is spelled %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    ['10.0.0.5', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['100.64.0.1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['2001:db8::1', false],
    ['203.0.113.7', false],
  ])('%s can stand in several networks: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });
});
