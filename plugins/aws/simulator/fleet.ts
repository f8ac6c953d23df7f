import { instance, type SimulatedInstance } from './instance.js';

/** A small lively fleet: production behind an Elastic IP, large, IPv6 only, stopped, spot, with an instance store, in two regions. */
export function exampleFleet(): SimulatedInstance[] {
  return [
    instance({
      id: 'i-0a1b2c3d4e5f60001',
      name: 'shop-web-1',
      type: 't3.large',
      privateIp: '10.20.0.11',
      publicIp: '198.51.100.71',
      secondary: [{ privateIp: '10.20.0.12', publicIp: '198.51.100.72' }],
      secondInterface: [{ privateIp: '10.20.8.11' }],
      tags: { env: 'production', team: 'shop' },
      detailedMonitoring: true,
      createdAt: '2024-06-01T08:00:00.000Z',
      launchedAt: '2025-11-20T04:15:00.000Z',
      iamInstanceProfile: 'arn:aws:iam::111122223333:instance-profile/shop-web',
      volumes: [
        { id: 'vol-0a1b2c3d4e5f60001', device: '/dev/xvda', sizeGib: 30, encrypted: true },
        {
          ...{ id: 'vol-0a1b2c3d4e5f60002', device: '/dev/sdf', sizeGib: 500, encrypted: true },
          ...{ type: 'io2', iops: 16_000, deleteOnTermination: false },
        },
      ],
    }),
    instance({
      id: 'i-0a1b2c3d4e5f60002',
      name: 'shop-db-1',
      type: 'r6i.4xlarge',
      privateIp: '10.20.0.21',
      tags: { env: 'production', team: 'shop' },
    }),
    instance({
      id: 'i-0a1b2c3d4e5f60003',
      name: 'v6-only',
      type: 't4g.small',
      ipv6: ['2001:db8:0:0:0:0:0:a07'],
    }),
    instance({
      id: 'i-0a1b2c3d4e5f60004',
      name: 'cache-scratch',
      type: 'i3en.2xlarge',
      privateIp: '10.20.0.41',
      spot: true,
    }),
    instance({
      id: 'i-0a1b2c3d4e5f60005',
      name: 'staging-old',
      type: 't2.micro',
      privateIp: '10.20.0.51',
      state: 'stopped',
      tags: { env: 'staging' },
    }),
    instance({
      id: 'i-0a1b2c3d4e5f60006',
      name: 'shop-web-us',
      privateIp: '10.30.0.11',
      publicIp: '198.51.100.81',
      region: 'us-east-1',
      tags: { env: 'production' },
    }),
    instance({ id: 'i-0a1b2c3d4e5f60007', type: 't2.micro', state: 'terminated' }),
  ];
}

/** Many plain instances, for paging. */
export function manyInstances(count: number, region = 'eu-central-1', first = 1): SimulatedInstance[] {
  return Array.from({ length: count }, (_, index) =>
    instance({
      id: `i-0b${(first + index).toString(16).padStart(15, '0')}`,
      name: `node-${String(first + index).padStart(5, '0')}`,
      privateIp: `10.200.${Math.floor(index / 250) % 250}.${(index % 250) + 2}`,
      region,
    }),
  );
}
