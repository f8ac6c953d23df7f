import '../lazy-rooms.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { benchFleet, type Fleet } from '../../bench/clouds/fleet.js';
import type { Shape } from '../../bench/clouds/shape.js';
import { contentOf, directHost, type DirectHost } from '../fixtures/direct-host.js';

interface Part {
  readonly instances: readonly { readonly provider: string; readonly account: string; readonly id: string }[];
  readonly total?: number;
  readonly cursor?: string;
  readonly incomplete: readonly unknown[];
}

const SHAPE: Shape = { instances: 10_000, accounts: 2, regions: 2, latencyMs: 0 };
const NEEDED = 58;

describe('ten thousand instances on four clouds with two accounts each [RULE:ALL-PAGES]', () => {
  let fleet: Fleet;
  let host: DirectHost;
  beforeAll(async () => {
    fleet = await benchFleet(SHAPE);
    host = await directHost({ config: { plugins: [...fleet.plugins] }, env: fleet.env });
  });
  afterAll(async () => {
    await host.close();
    await fleet.close();
  });

  const sent = (): number => Object.values(fleet.sent()).reduce((sum, count) => sum + count, 0);
  const list = async (input: object): Promise<Part> =>
    contentOf(await host.call('list_instances', input)) as unknown as Part;

  it('are listed to the last one, with no more requests than there are pages', async () => {
    const first = await list({ limit: 500 });
    expect([first.total, first.incomplete]).toEqual([10_000, []]);
    expect(sent()).toBe(NEEDED);

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
    expect(sent()).toBe(NEEDED);
  }, 60_000);

  it('are handed out a hundred at a time unless more are asked for', async () => {
    expect((await list({ provider: 'vultr' })).instances).toHaveLength(100);
  }, 60_000);
});
