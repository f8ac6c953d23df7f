import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { isPrivate, rangeOf, serverAddress } from '../../src/fleet/address.js';

/** What mcm tells apart. */
const ASKED = [
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'carrierGradeNat',
  'private',
];

describe('the range of an address', () => {
  it('is the one that ipaddr.js names, of those that matter', () => {
    const edges = [0, 10, 64, 100, 127, 128, 168, 169, 172, 192, 224, 239, 240, 254, 255].map((each) =>
      fc.constant(each),
    );
    const octet = fc.oneof(fc.nat(255), ...edges);
    fc.assert(
      fc.property(octet, octet, octet, octet, (...octets) => {
        const address = octets.join('.');
        const named = ipaddr.process(address).range();
        expect([address, rangeOf(address)]).toEqual([address, ASKED.includes(named) ? named : 'unicast']);
      }),
      { seed: 4, numRuns: 5000 },
    );
  });

  it.each([
    ['10.0.0.9', true],
    ['172.15.255.255', false],
    ['172.31.0.1', true],
    ['100.127.0.1', true],
    ['203.0.113.7', false],
    ['fd00::1', true],
    ['2001:db8::7', false],
  ])('of %s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });

  it.each(['0.0.0.0', '127.0.0.1', '224.0.0.1', '255.255.255.255', '::1'])(
    '%s is none of a server',
    (address) => {
      expect(() => serverAddress(address)).toThrow('No server has an address of this kind');
    },
  );
});
