import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { sourceOptions } from '../scripts/build/source-options.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Clouds
 * @property {{ instances: number, latencyMs: number, chain: number, requests: number, env: Record<string, string>, plugins: unknown[] }} facts
 * @property {() => Promise<number>} requests how many came since the last time
 * @property {() => Promise<void>} close
 */

/**
 * Starts the simulated clouds in a process of their own.
 *
 * @param {number} latencyMs
 * @param {number} thousands instances
 * @returns {Promise<Clouds>}
 */
export async function startClouds(latencyMs, thousands) {
  // Beside the packages, because some are imported when they are needed.
  const folder = await mkdtemp(join(root, 'node_modules', '.mcm-bench-'));
  const outfile = join(folder, 'clouds.mjs');
  await build({
    ...sourceOptions('bench'),
    absWorkingDir: root,
    entryPoints: ['bench/clouds/main.ts'],
    outfile,
  });
  const child = spawn(process.execPath, [outfile, String(latencyMs), String(thousands)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the simulated clouds ended');
    return JSON.parse(value);
  };
  return {
    facts: await next(),
    requests: async () => {
      child.stdin.write('\n');
      return (await next()).requests;
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
