import { McmError } from 'multi-cloud-manager/plugin';
import { addressOf, contains, isPrivate } from './address.js';
import { nextCursor, type VultrClient } from './client.js';
import { hasAddress } from './map.js';
import { readInstance, unlessForbidden } from './one.js';
import type { WireInstance } from './wire.js';
import { say } from './words.js';

/** So many instances can be asked one by one within a call, at the pace that Vultr takes. */
const MOST_ASKED = 1_000;
const AT_ONCE = 8;

/**
 * The instances of an account with this address, the cheap ways first: the filter by main address, the reserved IPs, the pages of
 * the list. Additional IPv4 addresses stand in none of them, so at last every instance is asked for its own.
 */
export async function searchAddress(
  client: VultrClient,
  address: string,
  signal: AbortSignal,
): Promise<readonly WireInstance[]> {
  const several = isPrivate(address);
  const isV4 = !address.includes(':');

  if (isV4 && !several) {
    const { instances } = await client.instances({ main_ip: address }, signal);
    const found = instances.filter(({ main_ip }) => addressOf(main_ip) === address);
    if (found.length > 0) return found;
  }
  const reserved = several ? [] : await reservedFor(client, address, signal);
  if (reserved !== 'not allowed' && reserved.length > 0) return reserved;

  const { matches, others } = await throughPages(client, address, !several, signal);
  if (matches.length > 0) return matches;
  const additional = isV4 ? await askEach(client, others, address, !several, signal) : [];
  if (additional.length === 0 && reserved === 'not allowed')
    throw new McmError(
      'PERMISSION_DENIED',
      say((words) => words.reservedIps),
      { suggestion: say((words) => words.viewer) },
    );
  return additional;
}

/** The instance that a reserved IP is attached to, if there is such an IP and such an instance. */
async function reservedFor(
  client: VultrClient,
  address: string,
  signal: AbortSignal,
): Promise<readonly WireInstance[] | 'not allowed'> {
  const all = await unlessForbidden(client.reservedIps(signal));
  // The other ways still find what they find.
  if (all === undefined) return 'not allowed';
  // Empty while it is attached to nothing.
  const holder = all.find(({ subnet, subnet_size }) => contains(subnet, subnet_size, address))?.instance_id;
  // Bare-metal servers can hold one too; they are no instances.
  const found = holder ? await readInstance(client, holder, signal) : undefined;
  return found ? [found] : [];
}

async function throughPages(
  client: VultrClient,
  address: string,
  stopAtFirst: boolean,
  signal: AbortSignal,
): Promise<{ matches: readonly WireInstance[]; others: readonly WireInstance[] }> {
  const matches: WireInstance[] = [];
  const others: WireInstance[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const { instances, meta } = await client.instances({ cursor }, signal);
    for (const each of instances) (hasAddress(each, address) ? matches : others).push(each);
    cursor = nextCursor(meta);
    if (cursor !== undefined && seen.has(cursor))
      throw new McmError(
        'PROVIDER_ERROR',
        say((words) => words.samePage),
      );
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined && !(stopAtFirst && matches.length > 0));
  return { matches, others };
}

/** Asks each instance for its IPv4 addresses, a few at a time. */
async function askEach(
  client: VultrClient,
  instances: readonly WireInstance[],
  address: string,
  stopAtFirst: boolean,
  signal: AbortSignal,
): Promise<readonly WireInstance[]> {
  if (instances.length > MOST_ASKED)
    throw new McmError(
      'OPERATION_NOT_SUPPORTED',
      say((words) => words.tooManyToAsk(instances.length)),
      { suggestion: say((words) => words.askById) },
    );
  const matches: WireInstance[] = [];
  const open = instances.values();
  let failed = false;
  const ask = async (): Promise<void> => {
    for (const each of open) {
      if (failed || (stopAtFirst && matches.length > 0)) return;
      const addresses = await client.ipv4(each.id, signal).catch((error: unknown) => {
        // It was deleted since it was listed.
        if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return [];
        failed = true;
        throw error;
      });
      if (addresses.some(({ ip }) => addressOf(ip) === address)) matches.push(each);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return matches;
}
