import { describe, expect, it } from '@jest/globals';
import type { Permit } from 'multi-cloud-manager/plugin';
import {
  createMint,
  handOver,
  noteRequestId,
  permitsOf,
  requestIdOf,
  takeBack,
  wasSpent,
} from '../../src/power/permit.js';

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

describe('the life of a permit', () => {
  it('ends with its call: what was kept can be used no more', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    mint.retire(permit);
    const ended = 'The call that the permit was for has ended. Nothing was sent.';
    expect(() => {
      mint.spend(permit);
    }).toThrow(ended);
    expect(() => {
      permitsOf('acme', mint).spend(permit);
    }).toThrow(ended);
    expect(() => {
      handOver(permit);
    }).toThrow(ended);
    expect(() => {
      createMint().retire(mint.mint(fields()));
    }).toThrow('was not issued by this host');
  });

  it('lets it be handed to a provider once, and only one that a guard minted', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    handOver(permit);
    expect(() => {
      handOver(permit);
    }).toThrow('was used before');
    mint.spend(permit);
    for (const forged of [{ ...permit }, structuredClone(permit), fields(), new Proxy(permit, {})])
      expect(() => {
        handOver(forged);
      }).toThrow('The permit was not issued by this host. Nothing was sent.');
  });

  it('lets none be handed over that was spent already', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    mint.spend(permit);
    expect(() => {
      handOver(permit);
    }).toThrow('was used before');
  });

  it('says whether its request may be on its way, and what the cloud calls it', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    expect([wasSpent(permit), requestIdOf(permit)]).toEqual([false, undefined]);
    mint.spend(permit);
    noteRequestId(permit, 'req-1');
    expect([wasSpent(permit), requestIdOf(permit)]).toEqual([true, 'req-1']);
    expect([wasSpent({ ...permit }), requestIdOf({ ...permit })]).toEqual([false, undefined]);
  });

  it('ends when a provider was given up on', () => {
    const mint = createMint();
    const permit = mint.mint(fields());
    handOver(permit);
    takeBack(permit);
    expect(() => {
      mint.spend(permit);
    }).toThrow('has ended');
  });
});
