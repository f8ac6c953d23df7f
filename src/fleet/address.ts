import ipaddr from 'ipaddr.js';
import { McmError } from 'multi-cloud-manager/plugin';

/** An address in its one canonical spelling, or undefined when the text is not an address. No octal, no zone, no port. */
export function canonicalAddress(text: string): string | undefined {
  const trimmed = text.trim();
  if (ipaddr.IPv4.isValidFourPartDecimal(trimmed)) return trimmed;
  if (trimmed.includes('%') || !ipaddr.IPv6.isValid(trimmed)) return undefined;
  const address = ipaddr.IPv6.parse(trimmed);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
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
      'That is not an IP address; expected IPv4 like 192.0.2.7 or IPv6 like 2001:db8::7.',
    );
  const range = ipaddr.process(address).range();
  if (['unspecified', 'broadcast', 'multicast', 'loopback'].includes(range))
    throw new McmError('VALIDATION_FAILED', `No server has an address of this kind (${range}).`);
  return address;
}
