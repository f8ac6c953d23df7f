import { describe, expect, it } from '@jest/globals';
import { addressOf, contains, isPrivate } from '../../plugins/vultr/address.js';
import { hasAddress, toInstance } from '../../plugins/vultr/map.js';
import { instance, type InstanceSpec } from '../../plugins/vultr/simulator.js';
import { statusOf } from '../../plugins/vultr/status.js';
import { InstanceAnswer, WireInstance } from '../../plugins/vultr/wire.js';

const ID = 'cb676a46-66fd-4dfb-b839-443f2e6c0b60';

const wire = (spec: Partial<InstanceSpec> = {}, more: object = {}) =>
  WireInstance.parse({ ...instance({ id: ID, label: 'shop-web-01', ...spec }).wire, ...more });

describe('the status', () => {
  it.each([
    ['active', 'running', 'ok', 'running'],
    ['active', 'running', 'none', 'running'],
    ['active', 'running', 'locked', 'running'],
    ['active', 'running', 'installingbooting', 'pending'],
    ['active', 'stopped', 'ok', 'stopped'],
    ['active', 'stopped', 'locked', 'stopped'],
    ['active', 'stopped', 'installingbooting', 'pending'],
    ['pending', 'running', 'none', 'pending'],
    ['resizing', 'stopped', 'locked', 'pending'],
    ['suspended', 'stopped', 'ok', 'unknown'],
    ['brand-new-word', 'running', 'ok', 'unknown'],
    ['active', 'half', 'ok', 'unknown'],
  ])('%s/%s/%s is %s', (status, power_status, server_status, expected) => {
    expect(statusOf({ status, power_status, server_status })).toBe(expected);
  });

  it("keeps Vultr's own three words", () => {
    expect(toInstance(wire({ server: 'locked' }), 'default').provider_status).toBe('active/running/locked');
    expect(toInstance(wire({}, { power_status: null }), 'default').provider_status).toBe('active/none/ok');
  });
});

describe('an instance', () => {
  it('has what the list says of it, and no details', () => {
    const spec = {
      mainIp: '192.0.2.123',
      internalIp: '10.99.0.3',
      ipv6: '2001:0db8:1112:18fb:0200:00ff:fe00:0000',
      tags: ['web', 'env:prod'],
      plan: 'vc2-2c-4gb',
      vcpus: 2,
      ram: 4096,
      disk: 80,
    };
    expect(toInstance(wire(spec), 'shop')).toEqual({
      provider: 'vultr',
      account: 'shop',
      id: ID,
      name: 'shop-web-01',
      status: 'running',
      provider_status: 'active/running/ok',
      region: 'ewr',
      type: 'vc2-2c-4gb',
      vcpus: 2,
      memory_mib: 4096,
      disk_gib: 80,
      image: 'Ubuntu 24.04 LTS x64',
      created_at: '2025-03-04T09:30:00Z',
      public_ips: ['192.0.2.123', '2001:db8:1112:18fb:200:ff:fe00:0'],
      private_ips: ['10.99.0.3'],
      tags: { web: '', 'env:prod': '' },
      console_url: `https://my.vultr.com/subs/?id=${ID}`,
    });
  });

  it('without a label is named by its host name, and without that by its id', () => {
    expect(toInstance(wire({ label: '', hostname: 'box' }), 'a').name).toBe('box');
    expect(toInstance(wire({ label: ' ', hostname: '' }), 'a').name).toBe(ID);
  });

  it('that is pending has no address: 0.0.0.0 is none', () => {
    const seen = toInstance(wire({ status: 'pending' }), 'a');
    expect([seen.public_ips, seen.private_ips, seen.status]).toEqual([[], [], 'pending']);
  });

  it('has the addresses of its list of IPv6 networks too, each once', () => {
    const ipv6 = '2001:db8:a::1';
    const moreIpv6 = [{ network: '2001:db8:b::', main_ip: '2001:0DB8:b::0001', network_size: 64 }];
    expect(toInstance(wire({ ipv6, moreIpv6 }), 'a').public_ips).toEqual(['2001:db8:a::1', '2001:db8:b::1']);
  });

  it('with nothing but an id is an instance all the same', () => {
    expect(toInstance(WireInstance.parse({ id: ID }), 'a')).toEqual({
      provider: 'vultr',
      account: 'a',
      id: ID,
      name: ID,
      status: 'unknown',
      provider_status: 'none/none/none',
      region: 'unknown',
      type: 'unknown',
      public_ips: [],
      private_ips: [],
      tags: {},
      console_url: `https://my.vultr.com/subs/?id=${ID}`,
    });
  });

  it('that has only the old tag has that one', () => {
    expect(toInstance(wire({}, { tags: [], tag: 'legacy' }), 'a').tags).toEqual({ legacy: '' });
  });

  it('has additional and reserved addresses and details where it alone was asked for', () => {
    const seen = toInstance(wire({ mainIp: '192.0.2.123', ipv6: '2001:db8:a::1' }), 'a', {
      ipv4: [
        { ip: '192.0.2.123', type: 'main_ip', reverse: 'host1.example.com' },
        { ip: '203.0.113.123', type: 'secondary_ip', reverse: '' },
        { ip: '10.99.0.123', type: 'private', reverse: '' },
      ],
      reserved: [
        { subnet: '203.0.113.200', subnet_size: 32, ip_type: 'v4', label: 'front', instance_id: ID },
        { subnet: '2001:0db8:5:5157::', subnet_size: 64, ip_type: 'v6', label: '', instance_id: ID },
      ],
    });
    expect(seen.public_ips).toEqual(['192.0.2.123', '2001:db8:a::1', '203.0.113.123', '203.0.113.200']);
    expect(seen.private_ips).toEqual(['10.99.0.123']);
    expect(seen.details).toEqual({
      status: 'active',
      power_status: 'running',
      server_status: 'ok',
      hostname: 'shop-web-01',
      os_id: 2284,
      features: ['ipv6'],
      allowed_bandwidth_gb: 1000,
      user_scheme: 'root',
      netmask_v4: '255.255.254.0',
      gateway_v4: '192.0.2.1',
      ipv4: [
        { address: '192.0.2.123', type: 'main_ip', reverse: 'host1.example.com' },
        { address: '203.0.113.123', type: 'secondary_ip' },
        { address: '10.99.0.123', type: 'private' },
      ],
      ipv6_networks: ['2001:db8:a::/64'],
      reserved_ips: [{ address: '203.0.113.200', label: 'front' }, { address: '2001:db8:5:5157::/64' }],
    });
  });

  it('says what the key may not see', () => {
    const seen = toInstance(wire(), 'a', { ipv4: undefined, reserved: undefined });
    expect(seen.details?.['not_visible']).toBe(
      'The API key may not see additional IPv4 addresses and reserved IPs.',
    );
  });

  it('loses its first password and its console link on the wire already, and whatever else is new there', () => {
    const parsed = InstanceAnswer.parse({
      instance: {
        ...instance({ id: ID, label: 'x', defaultPassword: 'canary-password', kvm: 'canary-kvm' }).wire,
        vnc_token: 'canary-new-field',
      },
    });
    expect(JSON.stringify(parsed)).not.toContain('canary');
    const seen = toInstance(parsed.instance, 'a', { ipv4: [], reserved: [] });
    expect(JSON.stringify(seen)).not.toContain('canary');
  });
});

describe('an address', () => {
  it.each([
    ['2001:0DB8:0:0:0:0:0:A01', '2001:db8::a01'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['0.0.0.0', undefined],
    ['::', undefined],
    ['', undefined],
    [null, undefined],
    ['fe80::1%eth0', undefined],
    ['192.0.2', undefined],
  ])('%j is %j', (text, expected) => {
    expect(addressOf(text)).toBe(expected);
  });

  it.each([
    ['10.1.2.3', true],
    ['100.64.0.1', true],
    ['fd00::1', true],
    ['192.0.2.1', false],
    ['2001:db8::1', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });

  it.each([
    ['192.0.2.1', 32, '192.0.2.1', true],
    ['192.0.2.1', 24, '192.0.2.2', false],
    ['2001:db8:5:5157::', 64, '2001:db8:5:5157::99', true],
    ['2001:db8:5:5157::', 0, '2001:db8:5:5157::99', true],
    ['2001:db8:5:5157::', 64, '2001:db8:5:5158::1', false],
    ['192.0.2.1', 32, '2001:db8::1', false],
    ['', 0, '2001:db8::1', false],
  ])('of the network %s/%i has %s: %s', (network, size, address, expected) => {
    expect(contains(network, size, address)).toBe(expected);
  });

  it('anywhere in the IPv6 network of an instance is its own', () => {
    const seen = wire({
      ipv6: '2001:db8:a::1',
      moreIpv6: [{ network: '2001:db8:b::', main_ip: '', network_size: 64 }],
    });
    expect(
      ['2001:db8:a::77', '2001:db8:b::77', '2001:db8:c::77'].map((address) => hasAddress(seen, address)),
    ).toEqual([true, true, false]);
  });
});
