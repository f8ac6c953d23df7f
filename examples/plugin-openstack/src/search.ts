import { McmError } from 'multi-cloud-manager/plugin';
import { addressesOf } from './map.js';
import type { ComputeClient } from './compute.js';
import type { NetworkClient } from './network.js';
import type { WireServer } from './wire.js';

/** The servers with an address. Neutron is asked; where there is none, or the token has no right to it, every page of Nova is looked through. */
export async function searchAddress(
  compute: ComputeClient,
  network: NetworkClient | undefined,
  address: string,
  signal: AbortSignal,
): Promise<readonly WireServer[]> {
  const ids = await network?.serversWith(address, signal).catch(unlessForbidden);
  if (ids === undefined) return lookThrough(compute, address, signal);
  const servers = await Promise.all(ids.map((id) => compute.server(id, signal)));
  return servers.filter((server) => server !== undefined);
}

async function lookThrough(
  compute: ComputeClient,
  address: string,
  signal: AbortSignal,
): Promise<readonly WireServer[]> {
  const found: WireServer[] = [];
  let marker: string | undefined;
  do {
    const { servers, next } = await compute.page(marker, signal);
    found.push(...servers.filter((server) => addressesOf(server).includes(address)));
    marker = next;
  } while (marker !== undefined);
  return found;
}

function unlessForbidden(error: unknown): undefined {
  if (!McmError.is(error) || error.code !== 'PERMISSION_DENIED') throw error;
}
