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
  return ['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal'].includes(ipaddr.process(address).range());
}

/** The canonical address; VALIDATION_FAILED for text that is none, or for an address that no server can have. */
export function serverAddress(text: string): string {
  const address = canonicalAddress(text);
  if (address === undefined)
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.notAnAddress),
    );
  const range = ipaddr.process(address).range();
  if (['unspecified', 'broadcast', 'multicast', 'loopback'].includes(range))
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.noServerAddress(range)),
    );
  return address;
}
