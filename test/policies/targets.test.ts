import { describe, expect, it } from '@jest/globals';
import { denyTargets } from 'multi-cloud-manager/policies';
import { server } from '../fixtures/acme.js';

const instance = server({
  id: 'i-1',
  name: 'Shop-DB-01',
  account: 'shop',
  region: 'fra1',
  tags: { team: 'a=b', protected: '' },
});

describe('a target [RULE:READY-POLICIES]', () => {
  it.each([
    [{ tag: 'protected' }, true],
    [{ tag: 'team' }, true],
    [{ tag: 'team=a=b' }, true],
    [{ tag: 'team=a' }, false],
    [{ tag: 'Team' }, false],
    [{ tag: 'toString' }, false],
    [{ tag: 'protected=' }, true],
    [{ name: 'shop-db-01' }, true],
    [{ name: 'shop-db' }, false],
    [{ name: 'shop-*' }, true],
    [{ name: '*-01' }, true],
    [{ name: '*db*' }, true],
    [{ name: 's*-*-*1' }, true],
    [{ name: '*' }, true],
    [{ name: 'shop-db-01*shop-db-01' }, false],
    [{ name: '*db*db*' }, false],
    [{ name: 'shop.db.01' }, false],
    [{ provider: 'ACME' }, true],
    [{ provider: 'aws' }, false],
    [{ account: 'shop' }, true],
    [{ account: 'lab' }, false],
    [{ region: 'fra1' }, true],
    [{ region: 'fra' }, false],
    [{ region: 'fra1', account: 'shop', name: 'shop-*', tag: 'team' }, true],
    [{ region: 'fra1', account: 'lab', name: 'shop-*', tag: 'team' }, false],
  ])('%j: %s', (target, expected) => {
    expect(denyTargets({ targets: [target] }).denies?.(instance) !== undefined).toBe(expected);
  });

  it('that says nothing would mean everything, and is refused', () => {
    expect(() => denyTargets({ targets: [{}] })).toThrow('expected at least one of');
    expect(() => denyTargets({ targets: [] })).toThrow();
  });
});
