import { describe, expect, it } from '@jest/globals';
import { Inventory } from '../../src/fleet/inventory.js';
import { server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';

const scope = { account: 'default', region: 'north' };

describe('the inventory [RULE:INVENTORY-IS-A-HINT]', () => {
  it('knows where an id and a public address were seen, and nothing of private ones, which many can have', () => {
    const inventory = new Inventory(TestClock.still());
    const seen = { provider: 'acme', scope, id: 'i-1' };
    inventory.note(scope, [
      server({ id: 'i-1', public_ips: ['203.0.113.7', '2001:db8::7'], private_ips: ['10.0.0.7'] }),
    ]);
    expect(inventory.find('i-1')).toMatchObject(seen);
    expect(inventory.find('203.0.113.7')).toMatchObject(seen);
    expect(inventory.find('2001:db8::7')).toMatchObject(seen);
    expect(inventory.find('10.0.0.7')).toBeUndefined();
  });

  it('says where it was seen last', () => {
    const inventory = new Inventory(TestClock.still());
    inventory.note(scope, [server({ id: 'i-1' })]);
    inventory.note({ account: 'other' }, [server({ id: 'i-2' })]);
    expect(inventory.find('203.0.113.7')).toMatchObject({ scope: { account: 'other' }, id: 'i-2' });
  });

  it('forgets the oldest before it grows without end', () => {
    const inventory = new Inventory(TestClock.still());
    const some = (from: number) =>
      Array.from({ length: 50_000 }, (_, index) =>
        server({ id: `i-${String(from + index)}`, public_ips: [] }),
      );
    for (const from of [0, 50_000, 100_000, 150_000, 200_000]) inventory.note(scope, some(from));
    expect(inventory.find('i-0')).toBeUndefined();
    expect(inventory.find('i-249999')).toBeDefined();
    expect(inventory.find('i-150000')).toBeDefined();
  });
});
