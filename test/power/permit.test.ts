import { describe, expect, it } from '@jest/globals';
import type { Permit } from 'multi-cloud-manager/plugin';
import { createMint, permitsOf } from '../../src/power/permit.js';

const fields = (): Permit => ({
  provider: 'acme',
  account: 'default',
  instance: {
    provider: 'acme',
    account: 'default',
    id: '42',
    name: 'web-1',
    status: 'running',
    provider_status: 'active',
    region: 'nyc3',
    type: 's-1',
    public_ips: ['203.0.113.7'],
    private_ips: [],
    tags: {},
  },
  action: 'reboot',
  force: false,
  variant: 'reboot',
  callId: 'call-1',
});

describe('a permit', () => {
  it('is known to the mint that made it and to no other', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    expect(mint.isMinted(permit)).toBe(true);
    expect(createMint().isMinted(permit)).toBe(false);
  });

  it('cannot be copied or made by hand', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    for (const forged of [
      { ...permit },
      structuredClone(permit),
      fields(),
      Object.create(permit) as Permit,
    ]) {
      expect(mint.isMinted(forged)).toBe(false);
      expect(() => {
        mint.spend(forged);
      }).toThrow('was not issued by this host');
    }
  });

  it('is spent once', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    mint.spend(permit);
    expect(() => {
      mint.spend(permit);
    }).toThrow('was used before');
    expect(mint.isMinted(permit)).toBe(true);
  });

  it('cannot be changed, and does not follow later changes of what it was made from', () => {
    const from = fields();
    const permit = createMint().mint(from);
    from.instance.id = '43';
    expect(permit.instance.id).toBe('42');
    expect(() => Object.assign(permit, { variant: 'power_off' })).toThrow(TypeError);
    expect(() => Object.assign(permit.instance, { id: '43' })).toThrow(TypeError);
    expect(() => permit.instance.public_ips.push('203.0.113.8')).toThrow('not extensible');
  });
});

describe('what a plugin with an SDK can do with permits [RULE:SDK-PERMITS]', () => {
  it('is to hand in one of its own, once', () => {
    const mint = createMint();
    const permits = permitsOf('acme', mint);
    const permit = mint.mint(fields());
    permits.spend(permit);
    expect(() => {
      permits.spend(permit);
    }).toThrow('The permit was used before; one permit is one request. Nothing was sent.');
    expect(Object.keys(permits)).toEqual(['spend']);
  });

  it('is not to hand in one that is for another provider, which nobody can use then', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    expect(() => {
      permitsOf('beta', mint).spend(permit);
    }).toThrow('A permit for acme was used by beta. Nothing was sent.');
    expect(() => {
      permitsOf('acme', mint).spend(permit);
    }).toThrow('was used before');
  });

  it('is not to hand in a copy, one made by hand, or one of another host', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    for (const forged of [{ ...permit }, structuredClone(permit), fields(), createMint().mint(fields())])
      expect(() => {
        permitsOf('acme', mint).spend(forged);
      }).toThrow('The permit was not issued by this host. Nothing was sent.');
    permitsOf('acme', mint).spend(permit);
  });
});
