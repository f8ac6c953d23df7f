import type { Filter } from '@aws-sdk/client-ec2';

const V4 = [
  'ip-address',
  'network-interface.addresses.association.public-ip',
  'private-ip-address',
  'network-interface.addresses.private-ip-address',
];
const V6 = ['network-interface.ipv6-addresses.ipv6-address'];

/**
 * The filters that find an address, each for a request of its own: AWS joins the filters of one request by "and". The second and
 * the fourth cover Elastic IPs on secondary addresses, and secondary addresses themselves.
 */
export function addressFilters(address: string): readonly Filter[] {
  return address.includes(':')
    ? V6.map((Name) => ({ Name, Values: spellings(address) }))
    : V4.map((Name) => ({ Name, Values: [address] }));
}

/** A filter compares text: the short, the whole and the padded spelling of an IPv6 address. */
function spellings(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return [...new Set([address, all.join(':'), all.map((group) => group.padStart(4, '0')).join(':')])];
}
