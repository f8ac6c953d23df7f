import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { listTools, start } from './client.mjs';
import { startClouds } from './clouds.mjs';

const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/**
 * A listing of every instance on four clouds with two accounts each, once cold (the SDKs are imported by it) and then warm.
 *
 * @param {string} folder
 * @param {number} thousands
 */
export async function inventory(folder, thousands) {
  const clouds = await startClouds(50, thousands);
  try {
    const { facts } = clouds;
    const config = join(folder, 'inventory.json');
    await writeFile(config, JSON.stringify({ plugins: facts.plugins, logLevel: 'error' }));
    const client = start({
      name: 'mcm',
      args: [program, 'serve', '--config', config],
      cwd: folder,
      env: {
        ...facts.env,
        HOME: folder,
        MCM_STATE_DIR: join(folder, 'inventory-state'),
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
    try {
      await listTools(client);
      const before = resident(client.pid);
      const first = await listAll(client);
      const firstRequests = await clouds.requests();
      const second = await listAll(client);
      const requests = await clouds.requests();
      const floor = facts.chain * facts.latencyMs;
      return {
        instances: facts.instances,
        complete: first.count === facts.instances && second.count === facts.instances,
        chain: facts.chain,
        latency_ms: facts.latencyMs,
        first_ms: first.ms,
        warm_ms: second.ms,
        warm_ratio: second.ms / floor,
        requests,
        first_requests: firstRequests,
        requests_needed: facts.requests,
        rss_before_mib: before,
        peak_rss_mib: peak(client.pid),
      };
    } finally {
      await client.close();
    }
  } finally {
    await clouds.close();
  }
}

/** @param {import('./client.mjs').Client} client */
async function listAll(client) {
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
  return { ms, count };
}

/** @param {number} pid */
const resident = (pid) => status(pid, 'VmRSS');
/** @param {number} pid */
const peak = (pid) => status(pid, 'VmHWM');

/**
 * MiB, or NaN where the system does not tell.
 *
 * @param {number} pid
 * @param {string} field
 */
function status(pid, field) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** @param {Awaited<ReturnType<typeof inventory>>} figures */
export function inventoryTable(figures) {
  return [
    `All of ${figures.instances} instances, ${figures.latency_ms} ms a request, ${figures.complete ? 'complete' : 'NOT COMPLETE'}`,
    `  longest chain       ${figures.chain} requests, ${figures.chain * figures.latency_ms} ms`,
    `  first answer, cold  ${figures.first_ms.toFixed(0)} ms (imports the SDKs)`,
    `  first answer, warm  ${figures.warm_ms.toFixed(0)} ms, ${figures.warm_ratio.toFixed(2)} × the chain`,
    `  requests            ${figures.first_requests} cold, ${figures.requests} warm; ${figures.requests_needed} needed`,
    `  resident memory     ${figures.rss_before_mib.toFixed(0)} MiB before, ${figures.peak_rss_mib.toFixed(0)} MiB at most`,
  ].join('\n');
}
