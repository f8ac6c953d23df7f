import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../../plugins/digitalocean/simulator.js';

/** The cloud of the demo: a plain web server, a production database, a large one, one with IPv6 only, one stopped. */
export function demoCloud(): Promise<DigitalOceanSimulator> {
  return createDigitalOceanSimulator({
    actionSeconds: 3,
    latencyMs: 40,
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [
          droplet({
            id: 123456,
            name: 'web-server-01',
            ipv4: '203.0.113.7',
            privateIpv4: '10.114.0.2',
            ipv6: '2001:db8:0:1010::7',
            tags: ['web', 'env:staging'],
            sizeSlug: 's-2vcpu-4gb',
          }),
          droplet({
            id: 123457,
            name: 'db-main',
            ipv4: '203.0.113.8',
            privateIpv4: '10.114.0.3',
            tags: ['database', 'env:production'],
            sizeSlug: 's-2vcpu-4gb',
          }),
          droplet({
            id: 123458,
            name: 'crunch-01',
            ipv4: '203.0.113.9',
            tags: ['batch'],
            sizeSlug: 'g-16vcpu-64gb',
            region: 'nyc3',
          }),
          droplet({ id: 123459, name: 'v6-only', ipv6: '2001:db8::a01', tags: ['dns'], region: 'ams3' }),
          droplet({
            id: 123460,
            name: 'old-shop',
            ipv4: '198.51.100.20',
            tags: ['shop'],
            status: 'off',
            region: 'nyc3',
          }),
          droplet({
            id: 123461,
            name: 'build-runner',
            ipv4: '198.51.100.21',
            tags: ['ci'],
            monitoring: false,
            region: 'nyc3',
          }),
        ],
      },
    ],
  });
}
