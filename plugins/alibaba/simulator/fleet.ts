import { instance, type SimulatedInstance } from './instance.js';

/** A small lively fleet in two regions: production, large, behind an EIP, IPv6 only, stopped, bare metal, classic network. */
export function exampleFleet(): SimulatedInstance[] {
  return [
    instance({
      id: 'i-bp1webserver0000001',
      name: 'web-server-01',
      publicIp: '203.0.113.40',
      privateIp: '10.120.0.2',
      secondaryIps: ['10.120.0.22'],
      tags: { env: 'prod', team: 'web' },
      chargeType: 'PrePaid',
    }),
    instance({
      id: 'i-bp1databasemain0002',
      name: 'db-main',
      eip: '203.0.113.41',
      privateIp: '10.120.0.3',
      type: 'ecs.r7.4xlarge',
      tags: { role: 'database' },
    }),
    instance({
      id: 'i-bp1ipv6only00000003',
      name: 'v6-only',
      ipv6: '2001:0DB8:0000:0000:0000:0000:0000:0E01',
      privateIp: '10.120.0.4',
      type: 'ecs.t6-c1m1.large',
    }),
    instance({
      id: 'i-bp1stagingold000004',
      name: 'staging-old',
      publicIp: '198.51.100.40',
      privateIp: '10.120.0.5',
      status: 'Stopped',
      tags: { env: 'stage' },
    }),
    instance({ id: 'i-bp1baremetal0000005', name: 'render', eip: '198.51.100.41', bareMetal: true }),
    instance({
      id: 'i-bp1classicnet000006',
      name: 'legacy',
      publicIp: '198.51.100.42',
      innerIp: '10.170.1.6',
    }),
    instance({
      id: 'i-t4nsingapore0000007',
      name: 'edge-sg',
      region: 'ap-southeast-1',
      eip: '192.0.2.40',
      privateIp: '10.130.0.2',
    }),
  ];
}

/** Many plain instances with consecutive ids, for paging. */
export function manyInstances(count: number, region = 'cn-hangzhou', first = 1): SimulatedInstance[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(first + index).padStart(8, '0');
    return instance({
      id: `i-bp1node${number}`,
      name: `node-${number}`,
      region,
      privateIp: `10.${String(200 + Math.floor(index / 62_500))}.${String(Math.floor(index / 250) % 250)}.${String((index % 250) + 2)}`,
    });
  });
}
