import '../lazy-rooms.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { largeFleet, type LargeFleet } from '../../bench/clouds/fleet.js';
import { contentOf, directHost, type DirectHost } from '../fixtures/direct-host.js';

interface Part {
  readonly instances: readonly { readonly provider: string; readonly account: string; readonly id: string }[];
  readonly total?: number;
  readonly cursor?: string;
  readonly incomplete: readonly unknown[];
}

describe('ten thousand instances on four clouds with two accounts each [RULE:ALL-PAGES]', () => {
  let fleet: LargeFleet;
  let host: DirectHost;
  beforeAll(async () => {
    fleet = await largeFleet(0, 10);
    host = await directHost({ config: { plugins: [...fleet.plugins] }, env: fleet.env });
  });
  afterAll(async () => {
    await host.close();
    await fleet.close();
  });

  const list = async (input: object): Promise<Part> =>
    contentOf(await host.call('list_instances', input)) as unknown as Part;

  it('are listed to the last one, with no more requests than there are pages', async () => {
    const first = await list({ limit: 500 });
    expect([first.total, first.incomplete]).toEqual([10_000, []]);
    expect(fleet.sent()).toBe(fleet.requests);

    const ids = new Set<string>();
    let part: Part | undefined = first;
    let parts = 0;
    while (part) {
      parts += 1;
      for (const { provider, account, id } of part.instances) ids.add(`${provider}/${account}/${id}`);
      part = part.cursor === undefined ? undefined : await list({ limit: 500, cursor: part.cursor });
    }
    expect([parts, ids.size]).toEqual([20, 10_000]);
    // The parts come from the snapshot: not one request more.
    expect(fleet.sent()).toBe(fleet.requests);
  }, 60_000);

  it('are handed out a hundred at a time unless more are asked for', async () => {
    expect((await list({ provider: 'vultr' })).instances).toHaveLength(100);
  }, 60_000);
});
