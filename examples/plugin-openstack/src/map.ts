import { known, type Instance, type Scope } from 'multi-cloud-manager/plugin';
import { canonical, isPrivate } from './address.js';
import { providerStatusOf, statusOf } from './status.js';
import type { WireServer } from './wire.js';

/** A server as the instance that every cloud's servers are; with details where one was asked for. */
export function toInstance(server: WireServer, scope: Scope, detailed = false): Instance {
  const { flavor } = server;
  const addresses = addressesOf(server);
  return {
    provider: 'openstack',
    account: scope.account,
    id: server.id,
    name: server.name || server.id,
    status: statusOf(server),
    provider_status: providerStatusOf(server),
    region: scope.region ?? 'unknown',
    type: flavor?.original_name ?? flavor?.id ?? 'unknown',
    ...known({
      zone: server['OS-EXT-AZ:availability_zone'] || undefined,
      vcpus: flavor?.vcpus,
      memory_mib: flavor?.ram,
      // A server on a volume has a flavour without a disk.
      disk_gib: flavor?.disk === 0 ? undefined : flavor?.disk,
      created_at: server.created,
    }),
    public_ips: addresses.filter((address) => !isPrivate(address)),
    private_ips: addresses.filter((address) => isPrivate(address)),
    // Metadata has keys and values; a tag is a label.
    tags: { ...Object.fromEntries((server.tags ?? []).map((tag) => [tag, ''])), ...server.metadata },
    ...(detailed ? { details: details(server) } : {}),
  };
}

/** Every address, floating ones too, each once. */
export function addressesOf({ addresses }: WireServer): readonly string[] {
  const all = Object.values(addresses ?? {}).flat();
  return [...new Set(all.flatMap(({ addr }) => canonical(addr) ?? []))];
}

function details(server: WireServer): Record<string, unknown> {
  const image = server.image === '' ? undefined : server.image;
  const floating = Object.values(server.addresses ?? {})
    .flat()
    .filter((address) => address['OS-EXT-IPS:type'] === 'floating');
  return known({
    networks: Object.keys(server.addresses ?? {}),
    floating_ips: floating.flatMap(({ addr }) => canonical(addr) ?? []),
    image_id: image?.id,
    volume_ids: server['os-extended-volumes:volumes_attached']?.map(({ id }) => id),
    security_groups: server.security_groups?.map(({ name }) => name),
    key_name: server.key_name,
    description: server.description,
    locked: server.locked,
  });
}
