import { known } from 'multi-cloud-manager/plugin';
import { addressOf, prefixOf } from './address.js';
import type { WireInstance, WireIpv4, WireReservedIp } from './wire.js';

/** What is asked beside the instance itself where one is wanted. Undefined: the key may not see it. */
export interface MoreAddresses {
  readonly ipv4: readonly WireIpv4[] | undefined;
  /** Those that are attached to this instance. */
  readonly reserved: readonly WireReservedIp[] | undefined;
}

/** What a person may want to know of one instance beyond what every cloud has. */
export function details(instance: WireInstance, { ipv4, reserved }: MoreAddresses): Record<string, unknown> {
  const unseen = [...(ipv4 ? [] : ['additional IPv4 addresses']), ...(reserved ? [] : ['reserved IPs'])];
  return known({
    status: instance.status,
    power_status: instance.power_status,
    server_status: instance.server_status,
    hostname: instance.hostname,
    os_id: instance.os_id,
    app_id: instance.app_id === 0 ? undefined : instance.app_id,
    image_id: instance.image_id,
    features: instance.features,
    allowed_bandwidth_gb: instance.allowed_bandwidth,
    firewall_group_id: instance.firewall_group_id,
    user_scheme: instance.user_scheme,
    netmask_v4: instance.netmask_v4,
    gateway_v4: addressOf(instance.gateway_v4),
    ipv4: ipv4?.map(({ ip, type, reverse }) => known({ address: ip, type, reverse })),
    ipv6_networks: networks6(instance),
    reserved_ips: reserved?.map((each) => known({ address: subnetText(each), label: each.label })),
    ...(unseen.length > 0 && { not_visible: `The API key may not see ${unseen.join(' and ')}.` }),
  });
}

function networks6({ v6_network, v6_network_size, v6_networks }: WireInstance): readonly string[] {
  const all = [{ network: v6_network, network_size: v6_network_size }, ...(v6_networks ?? [])];
  const texts = all.flatMap(({ network, network_size: size }) => {
    const base = addressOf(network);
    return base === undefined ? [] : [`${base}/${prefixOf(size)}`];
  });
  return [...new Set(texts)];
}

function subnetText({ subnet, subnet_size: size, ip_type: type }: WireReservedIp): string {
  const base = addressOf(subnet) ?? subnet;
  return type === 'v6' ? `${base}/${prefixOf(size)}` : base;
}
