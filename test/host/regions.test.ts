import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import {
  createVultrSimulator,
  instance,
  SIMULATOR_KEY,
  type VultrSimulator,
} from '../../plugins/vultr/simulator.js';
import { contentOf, directHost, errorOf, type DirectHost } from '../fixtures/direct-host.js';

const DROPLETS = [droplet({ id: 1, name: 'web', ipv4: '203.0.113.7', region: 'fra1' })];

describe('a region, on clouds that list all their regions at once [RULE:LIST-FILTERS]', () => {
  let ocean: DigitalOceanSimulator;
  let vultr: VultrSimulator;
  let host: DirectHost;
  beforeAll(async () => {
    ocean = await createDigitalOceanSimulator({
      accounts: [
        { droplets: DROPLETS, tokens: { 'token-of-all': 'all', 'token-of-droplets': ['droplet:read'] } },
      ],
    });
    vultr = await createVultrSimulator({
      accounts: [
        {
          instances: [
            instance({ id: '4f0f12e5-1f84-404f-aa84-85f431ea5ec2', label: 'mail', mainIp: '198.51.100.40' }),
          ],
          keys: { [SIMULATOR_KEY]: 'all' },
        },
      ],
    });
    host = await hostWith('token-of-all');
  });
  afterAll(async () => {
    await host.close();
    await Promise.all([ocean.close(), vultr.close()]);
  });

  const hostWith = (token: string) =>
    directHost({
      config: { plugins: ['digitalocean', 'vultr'] },
      env: {
        DIGITALOCEAN_TOKEN: token,
        DIGITALOCEAN_API_URL: ocean.url,
        VULTR_API_KEY: SIMULATOR_KEY,
        VULTR_API_URL: vultr.url,
      },
    });
  const asked = () => [...ocean.journal.entries, ...vultr.journal.entries].map(({ path }) => path).sort();

  it('that none of them has is refused, with those that there are, and nothing is listed for it', async () => {
    expect(errorOf(await host.call('list_instances', { region: 'mars-1' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'region: no such region; known are ams, ams3, ewr, fra, fra1, nrt, nyc3, sgp, sgp1, tor1.',
    });
    expect(asked()).toEqual(['/v2/regions', '/v2/regions']);
  });

  it('is asked for only on the cloud that has it, and may be empty', async () => {
    vultr.journal.clear();
    const found = contentOf(await host.call('list_instances', { region: 'fra1' }));
    expect([found['total'], found['incomplete']]).toEqual([1, []]);
    expect(vultr.journal.entries.map(({ path }) => path)).toEqual(['/v2/regions']);
    expect(contentOf(await host.call('list_instances', { region: 'sgp1' }))['total']).toBe(0);
  });

  it('that a token may not look up is not taken for a wrong one', async () => {
    const narrow = await hostWith('token-of-droplets');
    expect(contentOf(await narrow.call('list_instances', { region: 'fra1' }))['total']).toBe(1);
    expect(contentOf(await narrow.call('list_instances', { region: 'mars-1' }))['total']).toBe(0);
    await narrow.close();
  });
});
