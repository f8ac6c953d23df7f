import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { McmError } from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';

/** An address in its one canonical spelling, or undefined when the text is not an address. No octal, no zone, no port. */
export function canonicalAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const family = isIP(trimmed);
  if (family === 4) return trimmed;
  if (family === 0 || trimmed.includes('%')) return undefined;
  // URLs have the short spelling, and a listing of thousands asks for it: ipaddr.js takes ten times as long.
  const short = new URL(`http://[${trimmed}]`).hostname.slice(1, -1);
  return short.startsWith('::ffff:') ? ipaddr.process(short).toString() : short;
}

/** Whether an address can stand in several networks at once, so that more than one account may have it. */
export function isPrivate(address: string): boolean {
  return ['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal'].includes(rangeOf(address));
}

/** The canonical address; VALIDATION_FAILED for text that is none, or for an address that no server can have. */
export function serverAddress(text: string): string {
  const address = canonicalAddress(text);
  if (address === undefined)
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.notAnAddress),
    );
  const range = rangeOf(address);
  if (['unspecified', 'broadcast', 'multicast', 'loopback'].includes(range))
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.noServerAddress(range)),
    );
  return address;
}

/** As ipaddr.js calls it; of IPv4 only what is asked for here is told apart, as that library looks at each address through regular expressions. */
export function rangeOf(address: string): string {
  if (isIP(address) !== 4) return ipaddr.process(address).range();
  const [first = 0, second = 0] = address.split('.', 2).map(Number);
  if (first === 0) return 'unspecified';
  if (first === 127) return 'loopback';
  if (address === '255.255.255.255') return 'broadcast';
  if (first >= 224 && first < 240) return 'multicast';
  if (first === 10 || (first === 192 && second === 168)) return 'private';
  if (first === 172 && second >= 16 && second < 32) return 'private';
  if (first === 100 && second >= 64 && second < 128) return 'carrierGradeNat';
  return first === 169 && second === 254 ? 'linkLocal' : 'unicast';
}
