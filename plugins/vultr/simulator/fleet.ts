import { instance, type SimulatedInstance } from './instance.js';
import type { WireReservedIp } from './wire.js';

/** The ids of the example fleet. */
export const EXAMPLE = {
  web: 'cb676a46-66fd-4dfb-b839-443f2e6c0b60',
  database: '3f2a1c9e-5b7d-4e61-9a08-d1c4e7f26b35',
  ipv6Only: '7d9e4b12-0c3f-4a58-8e6d-52b1f09ac743',
  stopped: 'a1f08d67-9e2b-4c35-b7d4-068e3c5f12a9',
  pending: 'e64b7c20-18d5-4f9a-83c1-b95d2e7a4f06',
  large: '58c3d1fa-7e40-4b92-a6d5-1f8b0c9e2374',
} as const;

/** A small lively fleet: production, reserved and additional addresses, IPv6 only, stopped, just being made, large. */
export function exampleFleet(): SimulatedInstance[] {
  return [
    instance({
      id: EXAMPLE.web,
      label: 'shop-web-01',
      mainIp: '192.0.2.123',
      additionalIps: ['203.0.113.123'],
      internalIp: '10.99.0.3',
      ipv6: '2001:0db8:1112:18fb:0200:00ff:fe00:0000',
      tags: ['web', 'env:staging'],
      plan: 'vc2-2c-4gb',
      vcpus: 2,
      ram: 4096,
      disk: 80,
      allowedBandwidth: 3000,
    }),
    instance({
      id: EXAMPLE.database,
      label: 'shop-db-01',
      mainIp: '198.51.100.40',
      internalIp: '10.99.0.4',
      tags: ['database', 'env:production'],
      plan: 'vhf-2c-4gb',
      vcpus: 2,
      ram: 4096,
      disk: 128,
    }),
    instance({
      id: EXAMPLE.ipv6Only,
      label: 'v6-only',
      ipv6: '2001:0DB8:5:6BB:5400:02FF:FEE5:3FE3',
      tags: ['dns'],
      region: 'ams',
      plan: 'vc2-1c-0.5gb-v6',
      ram: 512,
      disk: 10,
    }),
    instance({
      id: EXAMPLE.stopped,
      label: 'old-shop',
      mainIp: '198.51.100.41',
      power: 'stopped',
      tags: ['shop'],
      region: 'sgp',
    }),
    instance({
      id: EXAMPLE.pending,
      label: 'brand-new',
      status: 'pending',
      server: 'none',
      tags: ['ci'],
      defaultPassword: 'simulated-first-password',
    }),
    instance({
      id: EXAMPLE.large,
      label: 'crunch-01',
      mainIp: '198.51.100.42',
      tags: ['batch'],
      plan: 'vdc-16c-64gb',
      vcpus: 16,
      ram: 65_536,
      disk: 640,
    }),
  ];
}

/** Reserved IPs of the example fleet: one attached of each kind, and one that waits. */
export function exampleReservedIps(): WireReservedIp[] {
  const reserved = (last: number, spec: Pick<WireReservedIp, 'subnet' | 'instance_id'>): WireReservedIp => ({
    id: `90d1c2b3-0000-4000-8000-${String(last).padStart(12, '0')}`,
    region: 'ewr',
    ip_type: spec.subnet.includes(':') ? 'v6' : 'v4',
    subnet_size: spec.subnet.includes(':') ? 64 : 32,
    label: `reserved-${String(last)}`,
    ...spec,
  });
  return [
    reserved(1, { subnet: '203.0.113.200', instance_id: EXAMPLE.database }),
    reserved(2, { subnet: '2001:0db8:5:5157::', instance_id: EXAMPLE.database }),
    reserved(3, { subnet: '203.0.113.201', instance_id: '' }),
  ];
}

/** Many plain instances with consecutive ids, for paging. */
export function manyInstances(count: number, first = 1): SimulatedInstance[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return instance({
      id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
      label: `node-${String(number).padStart(4, '0')}`,
      internalIp: `10.${200 + Math.floor(number / 62_500)}.${Math.floor(number / 250) % 250}.${(number % 250) + 2}`,
      tags: ['node'],
    });
  });
}
