import { expect } from '@jest/globals';
import type { Bench } from './bench.js';
import type { Group, Way } from './way.js';
import { APP, INNER, NAMELESS, SHOP, SILENT, WEB, type Target, type Values } from './world.js';

type Row = readonly [name: string, target: Target, instead: object];

/** Calls with these values instead of the right ones; the others stay right. */
const tries =
  (code: string) =>
  ([name, target, instead]: Row): Way => ({
    name,
    async go(bench: Bench) {
      const { ada } = await bench.on(target);
      expect(await ada.restart(target, { ...target.right, ...instead })).toBe(code);
    },
  });

const without = (target: Target, key: keyof Values): Row => [
  `${key} left out on ${target.cloud}`,
  target,
  { [key]: undefined },
];
const swapped = (target: Target, one: keyof Values, other: keyof Values): Row => [
  `${one} and ${other} swapped on ${target.cloud}`,
  target,
  { [one]: target.right[other], [other]: target.right[one] },
];

const MISSING: readonly Row[] = [
  ...[APP, SHOP, WEB].flatMap((target) => [
    without(target, 'ip_confirmation'),
    without(target, 'name_confirmation'),
    without(target, 'operation_confirmation'),
  ]),
  ['all three empty', APP, { ip_confirmation: '', name_confirmation: '', operation_confirmation: '' }],
  ['a blank name', SHOP, { name_confirmation: ' \t' }],
  ['a name of nothing but a space of other width', WEB, { name_confirmation: '\u3000' }],
];

const ADDRESSES: readonly Row[] = [
  ['the address with a trailing dot', APP, { ip_confirmation: '203.0.113.50.' }],
  ['the beginning of the address', APP, { ip_confirmation: '203.0.113.5' }],
  ['the address and one more digit', SHOP, { ip_confirmation: '198.51.100.400' }],
  ['the address with a leading zero', APP, { ip_confirmation: '203.0.113.050' }],
  ['the address in octal', APP, { ip_confirmation: '0313.0.0161.062' }],
  ['the address in hexadecimal', APP, { ip_confirmation: '0xcb007132' }],
  ['the address as one number', APP, { ip_confirmation: '3405803826' }],
  ['the address as a network', APP, { ip_confirmation: '203.0.113.50/32' }],
  ['the address with a port', SHOP, { ip_confirmation: '198.51.100.40:22' }],
  ['the address in a URL', WEB, { ip_confirmation: 'https://192.0.2.40/' }],
  ['the address in brackets', APP, { ip_confirmation: '[2001:db8:5::50]' }],
  ['an IPv6 address with a zone', APP, { ip_confirmation: '2001:db8:5::50%eth0' }],
  ['the beginning of the IPv6 address', APP, { ip_confirmation: '2001:db8:5::5' }],
  ['another address, mapped into IPv6', APP, { ip_confirmation: '::ffff:203.0.113.51' }],
  ['the address behind another prefix of IPv6', APP, { ip_confirmation: '64:ff9b::203.0.113.50' }],
  ['the public address of another server', APP, { ip_confirmation: '203.0.113.51' }],
  ['two addresses, one of them right', APP, { ip_confirmation: '203.0.113.50,203.0.113.51' }],
  ['the private address of one that has a public one', APP, { ip_confirmation: '10.114.0.50' }],
  ['the same on Vultr', SHOP, { ip_confirmation: '10.99.0.4' }],
  ['the same on Alibaba Cloud', WEB, { ip_confirmation: '10.120.0.2' }],
  ['another private address', INNER, { ip_confirmation: '192.168.1.10' }],
  ['the address in full-width digits', APP, { ip_confirmation: '２０３.0.113.50' }],
  ['the address with ideographic stops', APP, { ip_confirmation: '203。0。113。50' }],
  ['the address with a zero-width space in it', APP, { ip_confirmation: '203.0.113.\u200b50' }],
  ['the name as the address', APP, { ip_confirmation: 'app-1' }],
  ['the id as the address', SHOP, { ip_confirmation: String(SHOP.input['instance_id']) }],
  ['no address (0.0.0.0)', WEB, { ip_confirmation: '0.0.0.0' }],
  ['a star as the address', WEB, { ip_confirmation: '*' }],
];

const NAMES: readonly Row[] = [
  ['the name in another case', APP, { name_confirmation: 'App-1' }],
  ['the beginning of the name', APP, { name_confirmation: 'app' }],
  ['the name and a trailing dot', SHOP, { name_confirmation: 'shop-1.' }],
  ['the name of another server', APP, { name_confirmation: 'app-2' }],
  ['the name with a Cyrillic letter', APP, { name_confirmation: 'аpp-1' }],
  ['the name in full width', APP, { name_confirmation: 'ａｐｐ-1' }],
  ['the name with another hyphen', WEB, { name_confirmation: 'web‐1' }],
  ['the name with a combining mark', WEB, { name_confirmation: 'web\u0301-1' }],
  ['what is shown as the name, written backwards', APP, { name_confirmation: '\u202e1-ppa\u202c' }],
  ['the name between quotes', WEB, { name_confirmation: '"web-1"' }],
  ['the id instead of the name', APP, { name_confirmation: '200001' }],
  ['the address instead of the name', APP, { name_confirmation: '203.0.113.50' }],
  ['a pattern that fits the name', APP, { name_confirmation: 'app-*' }],
  ['a quoted statement', APP, { name_confirmation: "x' OR '1'='1" }],
  ['"unknown" as the name', APP, { name_confirmation: 'unknown' }],
  ['未知 as the name', SHOP, { name_confirmation: '未知' }],
  ['"undefined" as the name', WEB, { name_confirmation: 'undefined' }],
  ['"null" as the name', APP, { name_confirmation: 'null' }],
];

const WORDS: readonly Row[] = [
  ['关机 for a reboot', APP, { operation_confirmation: '关机' }],
  ['power_on for a reboot', SHOP, { operation_confirmation: 'power_on' }],
  ['the forced word for a plain reboot', APP, { operation_confirmation: 'power_cycle' }],
  ['强制重启 for a plain reboot', WEB, { operation_confirmation: '强制重启' }],
  ['the plain word for a forced reboot', APP, { force: true }],
  ['the plain word for a forced reboot on Alibaba Cloud', WEB, { force: true }],
  ['the word and one more', APP, { operation_confirmation: 'reboot now' }],
  ['two words', APP, { operation_confirmation: 'reboot, shutdown' }],
  ['yes', APP, { operation_confirmation: 'yes' }],
  ['a Cyrillic letter in the word', APP, { operation_confirmation: 'rеboot' }],
  ['a zero-width joiner in the word', WEB, { operation_confirmation: 're\u200dboot' }],
  ['the word written backwards', SHOP, { operation_confirmation: '\u202etoober\u202c' }],
  ['a soft hyphen in the word', APP, { operation_confirmation: 're\u00adboot' }],
];

/** The word for one action, sent with another. */
const otherActions: readonly Way[] = (
  [
    ['power_off_digitalocean_droplet', '关机', 'the word of a shutdown for a cut of power'],
    ['shutdown_digitalocean_droplet', '强制关机', 'the word of a cut of power for a shutdown'],
    ['power_off_digitalocean_droplet', 'reboot', 'the word of a reboot for a cut of power'],
    ['shutdown_digitalocean_droplet', 'power_off', 'power_off for a shutdown'],
  ] as const
).map(([tool, operation_confirmation, name]) => ({
  name,
  async go(bench) {
    const { ada } = await bench.on(APP);
    expect(await ada.call(tool, { ...APP.input, ...APP.right, operation_confirmation })).toBe(
      'CONFIRMATION_FAILED',
    );
  },
}));

const TYPES: readonly Row[] = [
  ['an array that holds the address', APP, { ip_confirmation: ['203.0.113.50'] }],
  ['an object with a toString', SHOP, { name_confirmation: { toString: 'shop-1' } }],
  ['the address as a JSON number', APP, { ip_confirmation: 3_405_803_826 }],
  ['true for each', WEB, { ip_confirmation: true, name_confirmation: true, operation_confirmation: true }],
  ['null for the name', APP, { name_confirmation: null }],
  ['a name of 1001 characters', APP, { name_confirmation: 'app-1'.padEnd(1001, ' ') }],
  ['dry_run as text', APP, { dry_run: 'false', operation_confirmation: '' }],
  ['force as text', APP, { force: 'false', operation_confirmation: '' }],
  ['an extra confirm: true', APP, { name_confirmation: '', confirm: true }],
  ['an extra confirmed by the user', SHOP, { name_confirmation: '', user_confirmed: 'yes' }],
  ['an extra level', APP, { name_confirmation: '', level: 'arguments' }],
  ['an extra permit', WEB, { name_confirmation: '', permit: { action: 'reboot' } }],
  ['another case of a key', APP, { name_confirmation: '', NAME_CONFIRMATION: 'app-1' }],
  ['a constructor key', APP, { name_confirmation: '', constructor: { name_confirmation: 'app-1' } }],
];

const PROTOTYPE: Way = {
  name: 'values below __proto__',
  async go(bench) {
    const { raw } = await bench.host();
    const client = await raw();
    const given = { ...APP.input, ...APP.right, name_confirmation: undefined };
    const line = JSON.stringify({ tool: APP.tool, ...given }).replace(
      '{',
      '{"__proto__":{"name_confirmation":"app-1"},',
    );
    client.wire.write(
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${APP.tool}","arguments":${line.replace(`"tool":"${APP.tool}",`, '')}}}`,
    );
    expect(['VALIDATION_FAILED', 'confirmation_required']).toContain(await client.outcome(1));
  },
};

const TWICE: Way = {
  name: 'the id of another server as a second key of the same name',
  async go(bench) {
    const { raw } = await bench.host();
    const client = await raw();
    const given = JSON.stringify({ ...APP.right, ...APP.input }).replace('}', ',"droplet_id":200002}');
    client.wire.write(
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${APP.tool}","arguments":${given}}}`,
    );
    expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
  },
};

const DRY: Way = {
  name: 'a dry run with everything right, then the act with nothing',
  async go(bench) {
    const { ada } = await bench.on(APP);
    expect(await ada.restart(APP, { ...APP.right, dry_run: true })).toBe('dry_run');
    expect(await ada.restart(APP)).toBe('confirmation_required');
  },
};

const PIECES: Way = {
  name: 'one right value in each of three calls',
  async go(bench) {
    const { ada } = await bench.on(APP);
    for (const [key, value] of Object.entries<string>({ ...APP.right }))
      expect(await ada.restart(APP, { [key]: value })).toBe('confirmation_required');
  },
};

const NOTHING: readonly Row[] = [
  ['0.0.0.0 for a server without an address', SILENT, {}],
  ['"unknown" for a server without an address', SILENT, { ip_confirmation: 'unknown' }],
  ['0.0.0.0 for one that has neither a name nor an address', NAMELESS, {}],
  ['未知 for one that has neither', NAMELESS, { name_confirmation: '未知' }],
  ['the two right values of a server without an address', SILENT, { ip_confirmation: '' }],
];

export const ARGUMENTS: readonly Group[] = [
  { name: 'a confirmation left out', ways: [...MISSING.map(tries('confirmation_required')), DRY, PIECES] },
  {
    name: 'values in the wrong place',
    ways: [
      swapped(APP, 'ip_confirmation', 'name_confirmation'),
      swapped(SHOP, 'name_confirmation', 'operation_confirmation'),
      swapped(WEB, 'ip_confirmation', 'operation_confirmation'),
    ].map(tries('CONFIRMATION_FAILED')),
  },
  { name: 'nearly the address', ways: ADDRESSES.map(tries('CONFIRMATION_FAILED')) },
  { name: 'nearly the name', ways: NAMES.map(tries('CONFIRMATION_FAILED')) },
  { name: 'nearly the operation', ways: [...WORDS.map(tries('CONFIRMATION_FAILED')), ...otherActions] },
  { name: 'values of other types', ways: [...TYPES.map(tries('VALIDATION_FAILED')), PROTOTYPE, TWICE] },
  { name: 'the name of nothing', ways: NOTHING.map(tries('CONFIRMATION_FAILED')) },
];
