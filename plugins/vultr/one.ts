import { McmError } from 'multi-cloud-manager/plugin';
import type { VultrClient } from './client.js';
import type { MoreAddresses } from './details.js';
import type { WireInstance } from './wire.js';

/**
 * One instance, or undefined when the account has none of that id. A 404 without words could come from any server: then the list is
 * asked, which only Vultr has, so that a wrong end point is not taken for an instance that is not there.
 */
export async function readInstance(
  client: VultrClient,
  id: string,
  signal: AbortSignal,
): Promise<WireInstance | undefined> {
  try {
    return (await client.instance(id, signal)).instance;
  } catch (error) {
    if (!McmError.is(error) || error.code !== 'RESOURCE_NOT_FOUND') throw error;
    if (error.details?.['said_by_vultr'] !== true) await client.instances({ per_page: 1 }, signal);
    return undefined;
  }
}

/** The addresses that only requests of their own tell. What the key may not see is undefined; any other failure is one. */
export async function readAddresses(
  client: VultrClient,
  id: string,
  signal: AbortSignal,
): Promise<MoreAddresses> {
  const [ipv4, all] = await Promise.all([
    unlessForbidden(client.ipv4(id, signal)),
    unlessForbidden(client.reservedIps(signal)),
  ]);
  return { ipv4, reserved: all?.filter(({ instance_id }) => instance_id === id) };
}

/** What was asked, or undefined where the key has no right to it. */
export async function unlessForbidden<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (McmError.is(error) && error.code === 'PERMISSION_DENIED') return undefined;
    throw error;
  }
}
