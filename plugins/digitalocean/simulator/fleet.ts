import { droplet, type SimulatedDroplet } from './droplet.js';

/** A small lively fleet: production, large, IPv6 only, stopped, without an agent, with a GPU. */
export function exampleFleet(): SimulatedDroplet[] {
  return [
    droplet({
      id: 123456,
      name: 'web-server-01',
      ipv4: '203.0.113.7',
      privateIpv4: '10.114.0.2',
      ipv6: '2001:db8:0:1010::7',
      tags: ['web', 'env:prod'],
      sizeSlug: 's-2vcpu-4gb',
    }),
    droplet({
      id: 123457,
      name: 'db-main',
      ipv4: '203.0.113.8',
      privateIpv4: '10.114.0.3',
      tags: ['database', 'production'],
      sizeSlug: 'g-16vcpu-64gb',
    }),
    droplet({ id: 123458, name: 'v6-only', ipv6: '2001:0DB8:0000:0000:0000:0000:0000:0A01', region: 'ams3' }),
    droplet({
      id: 123459,
      name: 'staging-old',
      ipv4: '198.51.100.20',
      privateIpv4: '10.114.0.4',
      status: 'off',
      tags: ['env:stage'],
      region: 'nyc3',
    }),
    droplet({ id: 123460, name: 'build-runner', ipv4: '198.51.100.21', monitoring: false, region: 'nyc3' }),
    droplet({ id: 123461, name: 'trainer', ipv4: '192.0.2.30', gpu: true, region: 'tor1' }),
  ];
}

/** Many plain droplets with consecutive ids, for paging. */
export function manyDroplets(count: number, firstId = 500001): SimulatedDroplet[] {
  return Array.from({ length: count }, (_, index) =>
    droplet({
      id: firstId + index,
      name: `node-${String(index + 1).padStart(4, '0')}`,
      privateIpv4: `10.200.${Math.floor(index / 250)}.${(index % 250) + 2}`,
    }),
  );
}
