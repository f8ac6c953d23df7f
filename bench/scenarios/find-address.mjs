import { setTimeout } from 'node:timers/promises';

import { listTools } from '../client.mjs';
import { withClouds } from '../clouds.mjs';
import { median, row } from '../report.mjs';

/** @type {import('../clouds/shape.js').Shape} */
const SHAPE = { instances: 480, accounts: 3, regions: 1, latencyMs: 100 };

/**
 * The requests that must follow each other on the cloud that has the address. Regions, and what instance types are made of, are known.
 *
 * @type {Readonly<Record<import('../clouds/shape.js').Cloud, number>>}
 */
const CHAIN = { aws: 1, digitalocean: 2, vultr: 2, alibaba: 1 };

/**
 * Finds public addresses over four clouds with three accounts each: cold, when nothing was seen of the address before, and then once
 * more, when the inventory knows where it was seen.
 *
 * @param {string} folder
 * @param {number} rounds
 */
export const findAddress = (folder, rounds) => withClouds(folder, SHAPE, (world) => measure(world, rounds));

/**
 * @param {import('../clouds.mjs').World} world
 * @param {number} rounds
 */
async function measure({ facts, client, requests }, rounds) {
  await listTools(client);
  /** @param {string} ip_address */
  const find = async (ip_address) => {
    const started = performance.now();
    const { structuredContent, isError } = await client.request('tools/call', {
      name: 'get_instance_info',
      arguments: { ip_address },
    });
    const ms = performance.now() - started;
    const { public_ips = [] } = /** @type {{ public_ips?: string[] }} */ (structuredContent);
    if (isError === true || !public_ips.includes(ip_address)) throw new Error(`${ip_address} was not found`);
    const sent = Object.values(await requests()).reduce((sum, count) => sum + count, 0);
    return { ms, sent };
  };
  const entries = /** @type {[import('../clouds/shape.js').Cloud, string[]][]} */ (
    Object.entries(facts.addresses)
  );
  // The first ones import the SDKs, ask for regions and for instance types.
  for (const [, addresses] of entries) for (const address of addresses.slice(0, 9)) await find(address);
  const figures = entries.map(([cloud]) => ({ cloud, cold: samples(), fresh: samples() }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, addresses]] of entries.entries()) {
      const address = addresses[9 + round] ?? '';
      // Clouds count requests by the second: what the search before sent is none of this one's.
      await setTimeout(1_000);
      figures[index]?.cold.push(await find(address));
      figures[index]?.fresh.push(await find(address));
    }
  }
  const slowest = Math.max(...Object.values(CHAIN)) * SHAPE.latencyMs;
  return {
    latency_ms: SHAPE.latencyMs,
    slowest_chain_ms: slowest,
    cold_ratio: Math.max(...figures.map(({ cold }) => median(cold.map(({ ms }) => ms)))) / slowest,
    clouds: figures.map(({ cloud, cold, fresh }) => ({
      cloud,
      cold: summary(cold, CHAIN[cloud]),
      fresh: summary(fresh, 1),
    })),
  };
}

/** @returns {{ ms: number, sent: number }[]} */
const samples = () => [];

/**
 * @param {readonly { ms: number, sent: number }[]} measured
 * @param {number} chain
 */
function summary(measured, chain) {
  const times = measured.map(({ ms }) => ms);
  return {
    chain,
    median_ms: median(times),
    min_ms: Math.min(...times),
    max_ms: Math.max(...times),
    ratio: median(times) / (chain * SHAPE.latencyMs),
    requests: median(measured.map(({ sent }) => sent)),
  };
}

/** @param {Awaited<ReturnType<typeof measure>>} figures */
export function findAddressTable({ latency_ms, slowest_chain_ms, cold_ratio, clouds }) {
  /** @param {string} name @param {ReturnType<typeof summary>} each */
  const line = (name, { chain, median_ms, min_ms, max_ms, ratio, requests }) =>
    row(
      name,
      ...[median_ms, min_ms, max_ms].map((ms) => ms.toFixed(0)),
      String(chain),
      ratio.toFixed(2),
      String(requests),
    );
  return [
    `Find a public IP over 4 clouds × 3 accounts, ${latency_ms} ms a request, SDKs imported (ms)`,
    row('cold', 'median', 'min', 'max', 'chain', '× chain', 'requests'),
    ...clouds.map(({ cloud, cold }) => line(`  ${cloud}`, cold)),
    row('again'),
    ...clouds.map(({ cloud, fresh }) => line(`  ${cloud}`, fresh)),
    `  the slowest in ${cold_ratio.toFixed(2)} × the slowest chain, ${slowest_chain_ms} ms`,
  ].join('\n');
}
