/** A server's status, its task, and what it will be when the task is done. */
export interface ServerState {
  readonly status: string;
  readonly task: string | null;
}

/** What a test says of a server; the rest is filled in. */
export interface ServerSpec {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
  /** Default: `RegionOne`. */
  readonly region?: string;
  /** Its own addresses. IPv6 ones are sent by Nova in the very spelling that is given. */
  readonly fixed?: readonly string[];
  /** A floating address, which leads to the first of its own. */
  readonly floating?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly vcpus?: number;
  /** MiB. */
  readonly ram?: number;
  readonly locked?: boolean;
  /** In a cell that cannot be reached: Nova knows little more than its id. */
  readonly unreachable?: boolean;
}

export const REGION = 'RegionOne';

/** https://docs.openstack.org/api-ref/compute/#list-servers-detailed: what Nova sends of a server, in version 2.69. */
export function wireOf(
  spec: ServerSpec,
  { status, task }: ServerState,
  projectId: string,
): Record<string, unknown> {
  const created = '2025-03-04T09:30:00Z';
  if (spec.unreachable) return { id: spec.id, tenant_id: projectId, created, status: 'UNKNOWN', links: [] };
  return {
    id: spec.id,
    name: spec.name,
    status,
    tenant_id: projectId,
    user_id: 'fd786d56402c4d1691372e7dee0d00b5',
    created,
    updated: created,
    addresses: addressesOf(spec),
    flavor: {
      vcpus: spec.vcpus ?? 1,
      ram: spec.ram ?? 2048,
      disk: 20,
      ephemeral: 0,
      swap: 0,
      original_name: 'm1.small',
      extra_specs: {},
    },
    image: { id: '70a599e0-31e7-49b7-b260-868f441e862b', links: [] },
    metadata: spec.metadata ?? {},
    tags: spec.tags ?? [],
    description: null,
    key_name: 'ops',
    locked: spec.locked ?? false,
    links: [],
    security_groups: [{ name: 'default' }],
    'OS-EXT-AZ:availability_zone': 'az-1',
    'OS-EXT-STS:task_state': task,
    'OS-EXT-STS:vm_state': status === 'SHUTOFF' ? 'stopped' : 'active',
    'OS-EXT-STS:power_state': status === 'SHUTOFF' ? 4 : 1,
    'os-extended-volumes:volumes_attached': [],
  };
}

function addressesOf({ fixed = [], floating }: ServerSpec) {
  const address = (addr: string, type: string) => ({
    addr,
    version: addr.includes(':') ? 6 : 4,
    'OS-EXT-IPS:type': type,
    'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:00:00:01',
  });
  return {
    private: [
      ...fixed.map((addr) => address(addr, 'fixed')),
      ...(floating === undefined ? [] : [address(floating, 'floating')]),
    ],
  };
}
