import { readFileSync } from 'node:fs';

import { listTools } from '../client.mjs';
import { withClouds } from '../clouds.mjs';
import { median, row } from '../report.mjs';

/** @type {Omit<import('../clouds/shape.js').Shape, 'instances'>} */
const SHAPE = { accounts: 1, regions: 1, latencyMs: 50, replayed: true };

/**
 * Every instance on four clouds, in two sizes that take turns, so that it shows whether the time grows as the number does.
 *
 * @param {string} folder
 * @param {number} rounds
 * @param {readonly [number, number]} sizes
 */
export const largeInventory = (folder, rounds, [small, large]) =>
  withClouds(
    folder,
    { ...SHAPE, instances: small },
    (one) =>
      withClouds(folder, { ...SHAPE, instances: large }, (other) => measure([one, other], rounds), true),
    true,
  );

/**
 * @param {readonly import('../clouds.mjs').World[]} worlds
 * @param {number} rounds
 */
async function measure(worlds, rounds) {
  const sizes = [];
  for (const world of worlds) {
    const memory = await memoryOfFirst(world);
    await world.requests();
    sizes.push({ world, memory, times: numbers(), cpu: numbers() });
  }
  for (let round = 0; round < rounds; round += 1)
    for (const { world, times, cpu } of sizes) {
      const before = cpuOf(world.client.pid);
      times.push(await listAll(world));
      cpu.push(cpuOf(world.client.pid) - before);
    }
  const figures = [];
  for (const { world, memory, times, cpu } of sizes) {
    const { shape, listing } = world.facts;
    const ms = median(times);
    figures.push({
      instances: shape.instances,
      latency_ms: shape.latencyMs,
      chain: listing.chain,
      median_ms: ms,
      min_ms: Math.min(...times),
      max_ms: Math.max(...times),
      ratio: ms / (listing.chain * shape.latencyMs),
      ms_per_thousand: (ms / shape.instances) * 1000,
      cpu_ms_per_thousand: (median(cpu) / shape.instances) * 1000,
      requests: sum(await world.requests()) / rounds,
      requests_needed: listing.warm,
      ...memory,
    });
  }
  return figures;
}

/**
 * How much memory grows by the first listing, in bytes for each instance: what is kept of it, and at the most.
 *
 * @param {import('../clouds.mjs').World} world
 */
async function memoryOfFirst(world) {
  const { client, facts } = world;
  await listTools(client);
  // Imports the SDKs, with a request or two each.
  for (const provider_name of Object.keys(facts.addresses)) {
    await client.request('tools/call', {
      name: 'check_provider_availability',
      arguments: { provider_name, verify: true },
    });
  }
  const before = await client.memory();
  const peakBefore = peakRss(client.pid);
  await listAll(world);
  const peak = peakRss(client.pid);
  const after = await client.memory();
  const { instances } = facts.shape;
  return { kept_bytes: (after.used - before.used) / instances, peak_bytes: (peak - peakBefore) / instances };
}

/** @param {Record<string, number>} counts */
const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/**
 * Lists all to the last one, and says how long it took until the first part: by then every page is there.
 *
 * @param {import('../clouds.mjs').World} world
 */
async function listAll({ client, facts }) {
  const started = performance.now();
  let ms = 0;
  let count = 0;
  /** @type {string | undefined} */
  let cursor;
  do {
    const { structuredContent } = await client.request('tools/call', {
      name: 'list_instances',
      arguments: { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
    });
    const answer = /** @type {{ instances: unknown[], cursor?: string, incomplete: unknown[] }} */ (
      structuredContent
    );
    if (ms === 0) ms = performance.now() - started;
    if (answer.incomplete.length > 0) throw new Error(JSON.stringify(answer.incomplete));
    count += answer.instances.length;
    cursor = answer.cursor;
  } while (cursor !== undefined);
  if (count !== facts.shape.instances) throw new Error(`${count} of ${facts.shape.instances} were listed`);
  return ms;
}

/** @returns {number[]} */
const numbers = () => [];

/**
 * Milliseconds of CPU that a process has taken, to the hundredth of a second; NaN where the system does not tell.
 *
 * @param {number} pid
 */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}

/**
 * Bytes, or NaN where the system does not tell.
 *
 * @param {number} pid
 */
function peakRss(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return NaN;
  }
}

/** @param {Awaited<ReturnType<typeof measure>>} figures */
export function largeInventoryTable(figures) {
  const kib = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);
  return [
    `All instances of 4 clouds, ${figures[0]?.latency_ms} ms a request, SDKs imported (ms)`,
    row(
      '',
      'median',
      'min',
      'max',
      'chain',
      '× chain',
      'ms/1000',
      'CPU/1000',
      'requests',
      'KiB kept',
      'KiB peak',
    ),
    ...figures.map((each) =>
      row(
        `${each.instances} instances`,
        ...[each.median_ms, each.min_ms, each.max_ms].map((ms) => ms.toFixed(0)),
        String(each.chain),
        each.ratio.toFixed(2),
        each.ms_per_thousand.toFixed(0),
        each.cpu_ms_per_thousand.toFixed(0),
        `${each.requests}/${each.requests_needed}`,
        kib(each.kept_bytes),
        kib(each.peak_bytes),
      ),
    ),
  ].join('\n');
}
