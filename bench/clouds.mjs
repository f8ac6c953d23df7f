import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { sourceOptions } from '../scripts/build/source-options.mjs';
import { start } from './client.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist', 'cli.cjs');
const preload = new URL('heap.mjs', import.meta.url).href;

/**
 * What the clouds say of themselves.
 *
 * @typedef {import('./clouds/fleet.js').Fleet & { readonly listing: import('./clouds/shape.js').ListingRequests }} Facts
 */

/**
 * Four simulated clouds in a process of their own, and a server that is configured for them.
 *
 * @typedef {object} World
 * @property {Facts} facts
 * @property {import('./client.mjs').Client} client
 * @property {() => Promise<Record<import('./clouds/shape.js').Cloud, number>>} requests how many came to each cloud since the last time
 */

/**
 * Starts clouds of this shape and mcm, and ends them when the work is done.
 *
 * @template T
 * @param {string} folder
 * @param {import('./clouds/shape.js').Shape} shape
 * @param {(world: World) => Promise<T>} work
 * @param {boolean} [watched] whether the memory of mcm will be asked for
 * @returns {Promise<T>}
 */
export async function withClouds(folder, shape, work, watched = false) {
  const clouds = await startClouds(shape);
  try {
    const { facts } = clouds;
    const { env, plugins } = facts;
    const home = await mkdtemp(join(folder, 'home-'));
    const config = join(home, 'config.json');
    await writeFile(config, JSON.stringify({ plugins, logLevel: 'error', ratePerMinute: 1_000_000 }));
    const client = start({
      name: 'mcm',
      watched,
      args: [...(watched ? ['--expose-gc', '--import', preload] : []), program, 'serve', '--config', config],
      cwd: home,
      env: {
        ...env,
        HOME: home,
        USERPROFILE: home,
        MCM_STATE_DIR: join(home, 'state'),
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
    try {
      return await work({ facts, client, requests: clouds.requests });
    } finally {
      await client.close();
    }
  } finally {
    await clouds.close();
  }
}

/** @param {import('./clouds/shape.js').Shape} shape */
async function startClouds(shape) {
  // Beside the packages, because some are imported when they are needed.
  const folder = await mkdtemp(join(root, 'node_modules', '.mcm-bench-'));
  const outfile = join(folder, 'clouds.mjs');
  await build({
    ...sourceOptions('bench'),
    absWorkingDir: root,
    entryPoints: ['bench/clouds/main.ts'],
    outfile,
  });
  const child = spawn(process.execPath, [outfile, JSON.stringify(shape)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the simulated clouds ended');
    return JSON.parse(value);
  };
  return {
    facts: /** @type {Facts} */ (await next()),
    requests: async () => {
      child.stdin.write('\n');
      return next();
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
