import { BlockList, isIP, isIPv4 } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** An address in its one spelling, or undefined for what is none. */
export function canonical(text: string): string | undefined {
  if (text.includes('%') || isIP(text) === 0) return undefined;
  // URLs know the short form of IPv6 addresses.
  return isIPv4(text) ? text : new URL(`http://[${text}]`).hostname.slice(1, -1);
}

/** Whether an address can stand in several networks at once. A floating address can be of that kind too. */
export const isPrivate = (address: string): boolean =>
  PRIVATE.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
