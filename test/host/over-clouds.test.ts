import '../lazy-rooms.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { benchFleet, type Fleet } from '../../bench/clouds/fleet.js';
import { CLOUDS, type Cloud } from '../../bench/clouds/shape.js';
import { contentOf, directHost, type DirectHost } from '../fixtures/direct-host.js';

/** Tokens (o200k) of the text of 100 instances. Whoever goes over it says in the commit message what for. */
const TEXT_BUDGET = 3_700;

/** What the first search for an address sends to the cloud that has it, beside its regions: nothing that is not needed. */
const COLD: Readonly<Record<Cloud, number>> = {
  // The API has four places for an address, and tells what a type is made of apart.
  aws: 5,
  // A page of droplets, and the droplet.
  digitalocean: 2,
  // By main address; then its other addresses, and the reserved ones.
  vultr: 3,
  // Public addresses and elastic ones.
  alibaba: 2,
};

/** What a second one sends. Vultr tells the addresses of an instance in three answers. */
const FRESH: Readonly<Record<Cloud, number>> = { aws: 1, digitalocean: 1, vultr: 3, alibaba: 1 };

describe('over four clouds', () => {
  let fleet: Fleet;
  let host: DirectHost;
  beforeAll(async () => {
    fleet = await benchFleet({ instances: 100, accounts: 1, regions: 1, latencyMs: 0 });
    host = await directHost({ config: { plugins: [...fleet.plugins] }, env: fleet.env });
  });
  afterAll(async () => {
    await host.close();
    await fleet.close();
  });

  it.each(CLOUDS)(
    'an address on %s is asked of one scope once it was seen there',
    async (cloud) => {
      const regions = cloud === 'aws' || cloud === 'alibaba' ? 1 : 0;
      const find = async (provider: Cloud | undefined): Promise<Readonly<Record<string, number>>> => {
        const before = fleet.sent();
        const input = { ip_address: fleet.addresses[cloud][0], ...(provider && { provider }) };
        const { public_ips } = contentOf(await host.call('get_instance_info', input));
        expect(public_ips).toEqual([input.ip_address]);
        const after = fleet.sent();
        return Object.fromEntries(
          CLOUDS.flatMap((each) => (after[each] > before[each] ? [[each, after[each] - before[each]]] : [])),
        );
      };
      expect(await find(cloud)).toEqual({ [cloud]: regions + COLD[cloud] });
      expect(await find(undefined)).toEqual({ [cloud]: FRESH[cloud] });
    },
    60_000,
  );

  it('the text of 100 instances keeps to its budget', async () => {
    const outcome = await host.call('list_instances');
    expect(contentOf(outcome)['instances']).toHaveLength(100);
    const text = outcome.kind === 'result' ? outcome.text : '';
    expect(text.split('\n')).toHaveLength(1 + 4 + 100);
    expect(new Tiktoken(o200k).encode(text).length).toBeLessThan(TEXT_BUDGET);
  }, 60_000);
});
