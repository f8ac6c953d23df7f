import { describe, expect, it } from '@jest/globals';
import type { SuggestionQuery } from '../../src/call/suggestions.js';
import type { DeniedBy } from '../../src/fleet/denied.js';
import { Acme, server } from '../fixtures/acme.js';
import { context, fleetOf } from './fleet-fixture.js';

const clouds = () => {
  const acme = new Acme(
    server({
      id: 'i-1',
      name: 'web-1',
      region: 'north',
      public_ips: ['203.0.113.7'],
      private_ips: ['10.0.0.1'],
    }),
    server({ id: 'i-2', name: 'shop-web', region: 'south', public_ips: ['203.0.113.8'] }),
    server({ id: 'i-3', name: 'Web-2', account: 'other', region: 'north', public_ips: ['2001:db8::3'] }),
  );
  acme.accounts = ['default', 'other'];
  const beta = new Acme(server({ id: 'i-9', name: 'web-9', region: 'east', public_ips: ['198.51.100.9'] }));
  const gamma = new Acme();
  gamma.accounts = [];
  return { acme, beta, gamma };
};

/** What is suggested once everything was listed. */
async function suggested(query: SuggestionQuery, denies?: DeniedBy): Promise<readonly string[]> {
  const { fleet } = fleetOf(clouds());
  await fleet.list({}, context());
  return (await (denies ? fleet.without(denies) : fleet).suggest(query)).values;
}

describe('suggestions [RULE:COMPLETION]', () => {
  it.each<[string, SuggestionQuery, readonly string[]]>([
    ['clouds that are configured', { kind: 'provider', text: '' }, ['acme', 'beta']],
    ['clouds by a part of the name, in any case', { kind: 'provider', text: 'ET' }, ['beta']],
    ['accounts of all', { kind: 'account', text: '' }, ['default', 'other']],
    ['accounts of one cloud', { kind: 'account', text: '', provider: 'BETA' }, ['default']],
    ['regions', { kind: 'region', text: '' }, ['east', 'north', 'south']],
    ['regions of an account', { kind: 'region', text: '', provider: 'acme', account: 'other' }, ['north']],
    [
      'what begins so before what has it in it',
      { kind: 'name', text: 'web' },
      ['Web-2', 'web-1', 'web-9', 'shop-web'],
    ],
    ['names in a region', { kind: 'name', text: 'web', region: 'south' }, ['shop-web']],
    ['ids of a cloud', { kind: 'id', text: 'I-', provider: 'acme' }, ['i-1', 'i-2', 'i-3']],
    ['addresses', { kind: 'address', text: '203.0' }, ['203.0.113.7', '203.0.113.8']],
    ['whatever people call a server by', { kind: 'instance', text: '-1' }, ['i-1', 'web-1']],
    ['nothing of a cloud that there is not', { kind: 'id', text: '', provider: 'delta' }, []],
    ['nothing for a text that is no name of anything', { kind: 'name', text: 'w'.repeat(201) }, []],
  ])('are %s', async (_, query, values) => {
    expect(await suggested(query)).toEqual(values);
  });

  it('are empty before anything was seen, and ask no cloud', async () => {
    const all = clouds();
    const { fleet } = fleetOf(all);
    expect(await fleet.suggest({ kind: 'name', text: '' })).toEqual({ values: [], total: 0, more: false });
    expect([all.acme.asked, all.beta.asked]).toEqual([[], []]);
  });

  it('are what was seen within ten minutes', async () => {
    const { fleet, clock } = fleetOf(clouds());
    await fleet.list({}, context());
    clock.advance(10 * 60_000 + 1);
    expect((await fleet.suggest({ kind: 'name', text: '' })).values).toEqual([]);
  });

  it('are a hundred at the most, and say how many there are', async () => {
    const many = Array.from({ length: 101 }, (_, n) =>
      server({ id: `i-${String(n)}`, name: `n-${String(n)}` }),
    );
    const { fleet } = fleetOf({ acme: new Acme(...many) });
    await fleet.list({}, context());
    const { values, total, more } = await fleet.suggest({ kind: 'name', text: 'n-' });
    expect([values.length, new Set(values).size, total, more]).toEqual([100, 100, 101, true]);
  });

  it.each(['region', 'id', 'name', 'address', 'instance'] as const)(
    'of the kind %s tell of no instance that a policy denies [RULE:DENIED-TARGETS]',
    async (kind) => {
      const only = await suggested({ kind, text: '' }, ({ id }) =>
        id === 'i-2' ? undefined : { policy: 'rule', reason: 'no' },
      );
      const own = { region: ['south'], id: ['i-2'], name: ['shop-web'], address: ['203.0.113.8'] };
      const all = { ...own, instance: ['203.0.113.8', 'i-2', 'shop-web'] };
      expect(only).toEqual(all[kind]);
    },
  );

  it('tell of none that the checks of a call have read, where a policy denies it', async () => {
    const { fleet } = fleetOf(clouds());
    const open = fleet.without(() => ({ policy: 'rule', reason: 'no' }));
    await fleet.one({ provider: 'acme', identifier: 'i-1' }, context());
    expect((await fleet.suggest({ kind: 'id', text: '' })).values).toEqual(['i-1']);
    expect(await open.suggest({ kind: 'id', text: '' })).toEqual({ values: [], total: 0, more: false });
  });

  it('tell of no name that is longer than an argument may be', async () => {
    const cloud = new Acme(
      server({ id: 'i-1', name: 'n'.repeat(200) }),
      server({ id: 'i-2', name: 'n'.repeat(201) }),
      server({ id: 'i-3', name: 'n'.repeat(9_000) }),
    );
    const { fleet } = fleetOf({ acme: cloud });
    await fleet.list({}, context());
    expect((await fleet.suggest({ kind: 'name', text: 'n' })).values).toEqual(['n'.repeat(200)]);
  });

  it('tell of no id that hides something from a reader', async () => {
    const cloud = new Acme(server({ id: 'i-1\u202e', name: 'a' }), server({ id: 'i-2', name: 'b' }));
    const { fleet } = fleetOf({ acme: cloud });
    await fleet.list({}, context());
    expect((await fleet.suggest({ kind: 'id', text: '' })).values).toEqual(['i-2']);
  });
});
