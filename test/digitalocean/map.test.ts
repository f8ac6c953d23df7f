import { describe, expect, it } from '@jest/globals';
import { toInstance, toProgress } from '../../plugins/digitalocean/map.js';
import { WireDroplet } from '../../plugins/digitalocean/wire.js';

/** A droplet as the API writes it, with what the plugin does not read. */
const WIRE = {
  id: 3164444,
  name: 'web-1',
  memory: 1024,
  vcpus: 1,
  disk: 25,
  disk_info: [{ type: 'local', size: { amount: 25, unit: 'gib' } }],
  locked: false,
  status: 'active',
  kernel: null,
  created_at: '2025-07-21T18:37:44Z',
  features: ['backups', 'ipv6'],
  backup_ids: [53893572],
  next_backup_window: { start: '2025-07-30T00:00:00Z', end: '2025-07-30T23:00:00Z' },
  snapshot_ids: [],
  image: {
    id: 1,
    name: '24.04 (LTS) x64',
    distribution: 'Ubuntu',
    slug: 'ubuntu-24-04-x64',
    regions: ['nyc3'],
  },
  volume_ids: ['506f78a4-e098-11e5-ad9f-000f53306ae1'],
  size: { slug: 's-1vcpu-1gb', description: 'Basic', transfer: 1, price_monthly: 5, price_hourly: 0.00744 },
  size_slug: 's-1vcpu-1gb',
  networks: {
    v4: [
      { ip_address: '10.128.192.124', netmask: '255.255.0.0', gateway: 'nil', type: 'private' },
      { ip_address: '203.0.113.7', netmask: '255.255.255.0', gateway: '203.0.113.1', type: 'public' },
    ],
    v6: [
      {
        ip_address: '2001:0DB8:0000:0000:0000:0000:018A:A001',
        netmask: 64,
        gateway: '2001:db8::1',
        type: 'public',
      },
    ],
  },
  region: { name: 'New York 3', slug: 'nyc3', features: [] },
  tags: ['web', 'env:prod'],
  vpc_uuid: '760e09ef-dc84-11e8-981e-3cfdfeaae000',
};

const instance = (changes: object = {}, detailed = false) =>
  toInstance(WireDroplet.parse({ ...WIRE, ...changes }), 'default', detailed);

describe('a droplet', () => {
  it('becomes an instance, IPv6 in its canonical spelling and tags as labels', () => {
    expect(instance()).toEqual({
      provider: 'digitalocean',
      account: 'default',
      id: '3164444',
      name: 'web-1',
      status: 'running',
      provider_status: 'active',
      region: 'nyc3',
      type: 's-1vcpu-1gb',
      vcpus: 1,
      memory_mib: 1024,
      disk_gib: 25,
      public_ips: ['203.0.113.7', '2001:db8::18a:a001'],
      private_ips: ['10.128.192.124'],
      tags: { web: '', 'env:prod': '' },
      image: 'Ubuntu 24.04 (LTS) x64',
      created_at: '2025-07-21T18:37:44Z',
      console_url: 'https://cloud.digitalocean.com/droplets/3164444',
    });
  });

  it('has curated details where it was asked for alone', () => {
    expect(instance({}, true).details).toEqual({
      locked: false,
      region_name: 'New York 3',
      features: ['backups', 'ipv6'],
      image: { id: 1, slug: 'ubuntu-24-04-x64', name: '24.04 (LTS) x64', distribution: 'Ubuntu' },
      vpc_uuid: '760e09ef-dc84-11e8-981e-3cfdfeaae000',
      volume_ids: ['506f78a4-e098-11e5-ad9f-000f53306ae1'],
      backups: 1,
      snapshots: 0,
      next_backup_window: { start: '2025-07-30T00:00:00Z', end: '2025-07-30T23:00:00Z' },
      size: 'Basic',
      transfer_tb: 1,
      price_monthly_usd: 5,
      price_hourly_usd: 0.00744,
      disks: [{ type: 'local', size: 25, unit: 'gib' }],
    });
  });

  it('tells of its GPUs', () => {
    const gpu_info = { count: 8, model: 'nvidia_h100', vram: { amount: 640, unit: 'gib' } };
    expect(instance({ gpu_info }, true).details?.['gpu']).toEqual({
      count: 8,
      model: 'nvidia_h100',
      vram: 640,
      vram_unit: 'gib',
    });
  });

  it.each([
    ['new', 'pending'],
    ['active', 'running'],
    ['off', 'stopped'],
    ['archive', 'stopped'],
    ['something new', 'unknown'],
  ])('of the status %s is %s', (status, expected) => {
    expect(instance({ status })).toMatchObject({ status: expected, provider_status: status });
  });

  it('may lack everything that a token without scopes does not see', () => {
    const bare = WireDroplet.parse({ id: 1, name: '', status: 'active', image: null, networks: {} });
    expect(toInstance(bare, 'default', true)).toEqual({
      provider: 'digitalocean',
      account: 'default',
      id: '1',
      name: '1',
      status: 'running',
      provider_status: 'active',
      region: 'unknown',
      type: 'unknown',
      public_ips: [],
      private_ips: [],
      tags: {},
      console_url: 'https://cloud.digitalocean.com/droplets/1',
      details: {},
    });
  });
});

describe('an action', () => {
  it.each([
    ['in-progress', 'in_progress'],
    ['completed', 'completed'],
    ['errored', 'errored'],
    ['something new', 'in_progress'],
  ])('of the status %s is %s', (status, state) => {
    expect(toProgress({ id: 7, type: 'reboot', status })).toMatchObject({ state, operationId: '7' });
  });
});
