import ipaddr from 'ipaddr.js';

/** An address in its one spelling; undefined for nothing, for what is no address, and for the `0.0.0.0` of an instance that has none yet. */
export function addressOf(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed.includes('%')) return undefined;
  if (!ipaddr.IPv4.isValidFourPartDecimal(trimmed) && !ipaddr.IPv6.isValid(trimmed)) return undefined;
  const address = ipaddr.process(trimmed);
  if (address.range() === 'unspecified') return undefined;
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

/** Whether an address can stand in several networks at once. */
export function isPrivate(address: string): boolean {
  return ['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal'].includes(ipaddr.process(address).range());
}

/** How many bits a network of IPv6 has; the API gives a /64 to everything, and 0 where it says nothing. */
export const prefixOf = (size: number | null | undefined): number =>
  size !== null && size !== undefined && size > 0 && size <= 128 ? size : 64;

/** Whether the network has the address; of IPv4 it is always a single one. */
export function contains(
  network: string | null | undefined,
  size: number | null | undefined,
  address: string,
): boolean {
  const base = addressOf(network);
  if (base === undefined) return false;
  const [from, wanted] = [ipaddr.process(base), ipaddr.process(address)];
  if (from.kind() !== wanted.kind()) return false;
  return wanted.match(from, from.kind() === 'ipv6' ? prefixOf(size) : 32);
}
