import { known } from 'multi-cloud-manager/plugin';
import type { Instance } from 'multi-cloud-manager/plugin';
import { addressOf, contains, isPrivate } from './address.js';
import { details, type MoreAddresses } from './details.js';
import { providerStatusOf, statusOf } from './status.js';
import type { WireInstance } from './wire.js';

/** A Vultr instance as the instance that every cloud's servers are; with details where one was asked for. */
export function toInstance(instance: WireInstance, account: string, more?: MoreAddresses): Instance {
  const { label, hostname, id } = instance;
  const addresses = addressesOf(instance, more);
  const privateOnes = addresses.filter(isPrivate);
  return {
    provider: 'vultr',
    account,
    id,
    name: [label, hostname, id].find((name) => name?.trim()) ?? id,
    status: statusOf(instance),
    provider_status: providerStatusOf(instance),
    region: instance.region || 'unknown',
    type: instance.plan || 'unknown',
    ...known({
      vcpus: instance.vcpu_count,
      memory_mib: instance.ram,
      disk_gib: instance.disk,
      image: instance.os,
      created_at: timeOf(instance.date_created),
    }),
    public_ips: addresses.filter((address) => !privateOnes.includes(address)),
    private_ips: privateOnes,
    // A tag is a label, even one with a colon in it: what stands before the colon is a key only by custom.
    tags: Object.fromEntries(
      [...(instance.tags ?? []), instance.tag ?? ''].filter(Boolean).map((tag) => [tag, '']),
    ),
    console_url: `https://my.vultr.com/subs/?id=${id}`,
    ...(more && { details: details(instance, more) }),
  };
}

/** Every single address, the main ones first, each once. A reserved IPv6 network is no address. */
function addressesOf(instance: WireInstance, more: MoreAddresses | undefined): readonly string[] {
  const texts = [
    instance.main_ip,
    instance.v6_main_ip,
    ...(instance.v6_networks ?? []).map(({ main_ip }) => main_ip),
    instance.internal_ip,
    ...(more?.ipv4 ?? []).map(({ ip }) => ip),
    ...(more?.reserved ?? []).filter(({ ip_type }) => ip_type !== 'v6').map(({ subnet }) => subnet),
  ];
  return [...new Set(texts.flatMap((text) => addressOf(text) ?? []))];
}

/** Whether what a listing says of an instance has the address, as one of its own or within its IPv6 networks. */
export function hasAddress(instance: WireInstance, address: string): boolean {
  const networks = [
    { network: instance.v6_network, network_size: instance.v6_network_size },
    ...(instance.v6_networks ?? []),
  ];
  return (
    addressesOf(instance, undefined).includes(address) ||
    networks.some(({ network, network_size }) => contains(network, network_size, address))
  );
}

/** The API writes `+00:00`. */
function timeOf(text: string | null | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
}
