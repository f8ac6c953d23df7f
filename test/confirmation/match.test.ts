import { describe, expect, it } from '@jest/globals';
import { matchConfirmations } from '../../src/confirmation/match.js';
import { server } from '../fixtures/acme.js';

const web = server({
  id: 'i-1',
  name: 'web-server-01',
  public_ips: ['203.0.113.7', '2001:db8::a:7'],
  private_ips: ['10.0.0.7'],
});
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: 'reboot',
};
const ALL = ['ip_confirmation', 'name_confirmation', 'operation_confirmation'];

/** Whether an address, or a name, confirms the instance. */
const address = (given: string, instance = web) =>
  matchConfirmations({ ip_confirmation: given }, instance, 'reboot').right.length === 1;
const name = (given: string, instance = web) =>
  matchConfirmations({ name_confirmation: given }, instance, 'reboot').right.length === 1;

describe('the three confirmations', () => {
  it('are right together', () => {
    expect(matchConfirmations(RIGHT, web, 'reboot')).toEqual({ right: ALL, wrong: [], missing: [] });
  });

  it('are told apart: right, wrong, missing', () => {
    expect(
      matchConfirmations(
        { ip_confirmation: '203.0.113.8', name_confirmation: 'web-server-01' },
        web,
        'reboot',
      ),
    ).toEqual({
      right: ['name_confirmation'],
      wrong: ['ip_confirmation'],
      missing: ['operation_confirmation'],
    });
  });

  it('are not given where they are empty or blank [RULE:EMPTY-IS-NOT-GIVEN]', () => {
    const blank = { ip_confirmation: '', name_confirmation: '  ', operation_confirmation: undefined };
    expect(matchConfirmations(blank, web, 'reboot')).toEqual({ right: [], wrong: [], missing: ALL });
  });

  it('the word of another operation is wrong [RULE:CONFIRMATION-WORDS]', () => {
    const match = matchConfirmations({ operation_confirmation: '关机' }, web, 'power_off');
    expect(match.wrong).toEqual(['operation_confirmation']);
  });
});

describe('the address [RULE:ADDRESS-COMPARED-AS-ADDRESS]', () => {
  it.each([
    '203.0.113.7',
    ' 203.0.113.7 ',
    '::ffff:203.0.113.7',
    '::FFFF:cb00:7107',
    '2001:db8::a:7',
    '2001:DB8:0:0:0:0:A:7',
    '2001:0db8:0000:0000:0000:0000:000a:0007',
  ])('%s is one of the public ones', (given) => {
    expect(address(given)).toBe(true);
  });

  it.each([
    '203.0.113.07',
    '203.0.113',
    '3405803783',
    '203.0.113.7:22',
    '2001:db8::a:7%eth0',
    'web-server-01',
    '10.0.0.7',
  ])('%s is not', (given) => {
    expect(address(given)).toBe(false);
  });

  it('is a private one only where there is no public one [RULE:PRIVATE-ONLY-WITHOUT-PUBLIC]', () => {
    const inside = server({ id: 'i-2', public_ips: [], private_ips: ['192.168.1.100', 'fd00::1'] });
    expect([
      address('192.168.1.100', inside),
      address('FD00:0::1', inside),
      address('10.0.0.7', inside),
    ]).toEqual([true, true, false]);
  });

  it('of an instance without any matches nothing [RULE:NO-ADDRESS-REFUSED]', () => {
    expect(address('0.0.0.0', server({ id: 'i-3', public_ips: [] }))).toBe(false);
  });
});

describe('the name [RULE:NAME-EXACT]', () => {
  it.each(['web-server-01', '  web-server-01\n', '\u200bweb-server-01'])(
    '%j is right: trimmed and cleaned',
    (given) => {
      expect(name(given)).toBe(true);
    },
  );

  it.each([
    ['another case', 'Web-Server-01'],
    ['a part', 'web-server'],
    ['more', 'web-server-011'],
    ['a Cyrillic look-alike', 'wеb-server-01'],
    ['a full-width digit', 'web-server-0１'],
    ['another hyphen', 'web‐server‐01'],
    ['inner spaces', 'web -server-01'],
  ])('%s is wrong', (_, given) => {
    expect(name(given)).toBe(false);
  });

  it('of an instance that has none is its id, and no word for "unknown" [RULE:NO-UNKNOWN-NAME]', () => {
    const nameless = server({ id: 'i-4', name: 'i-4' });
    expect([name('i-4', nameless), name('未知', nameless), name('unknown', nameless)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
