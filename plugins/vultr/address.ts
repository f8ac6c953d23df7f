import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address in its one spelling; undefined for nothing, for what is no address, and for the `0.0.0.0` of an instance that has none yet. */
export function addressOf(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const family = isIP(trimmed);
  if (family === 0 || trimmed.includes('%')) return undefined;
  const address = family === 4 ? trimmed : shortOf(trimmed);
  return address === '0.0.0.0' || address === '::' ? undefined : address;
}

/** URLs have the short spelling of IPv6, and a listing of thousands asks for it: ipaddr.js takes ten times as long. */
function shortOf(address: string): string {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return short.startsWith('::ffff:') ? ipaddr.process(short).toString() : short;
}

/** Networks that there are several of: private, shared (of carriers), link-local, unique local. */
const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

/** Whether an address, in its one spelling, can stand in several networks at once. */
export const isPrivate = (address: string): boolean => PRIVATE.test(address);

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
