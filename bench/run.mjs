/**
 * npm run bench [-- --quick] [--json]
 *
 * Measures the built program beside an empty server of the MCP SDK, in turns on the same machine, so that the ratio
 * says something where the milliseconds do not.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { fleet, fleetTables } from './fleet.mjs';
import { summarise, table } from './report.mjs';
import { call } from './scenarios/call.mjs';
import { toolList } from './scenarios/tool-list.mjs';
import { coldStart } from './scenarios/cold-start.mjs';
import { memory } from './scenarios/memory.mjs';

/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {(target: import('./client.mjs').Target) => Promise<number>} measure
 */

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const rounds = options.quick ? 5 : 25;

const folder = await mkdtemp(join(tmpdir(), 'mcm-bench-'));
try {
  // A home of its own and nothing else: no config of the person who runs this is found.
  const env = { HOME: folder, USERPROFILE: folder, APPDATA: folder, MCM_STATE_DIR: join(folder, 'state') };
  /** @param {string} path */
  const file = (path) => fileURLToPath(new URL(path, import.meta.url));
  /** @param {string} name @param {string} content */
  const write = async (name, content) => {
    await writeFile(join(folder, name), content);
    return ['--config', join(folder, name)];
  };
  const json = await write('mcm.json', '{ "logLevel": "warning" }');
  const brief = await write('brief.json', '{ "tools": { "outputSchemas": false } }');
  const ts = await write('mcm.ts', `export default { logLevel: 'warning' as const };`);
  const inMemory = await write(
    'memory.json',
    JSON.stringify({ plugins: [file('clouds/memory-cloud.mjs')], ratePerMinute: 1_000_000 }),
  );
  /** @param {string} name @param {readonly string[]} config @returns {import('./client.mjs').Target} */
  const mcm = (name, config = []) => ({
    name,
    args: [file('../dist/cli.cjs'), 'serve', ...config],
    cwd: folder,
    env,
    call: { name: 'get_instance_info', arguments: { ip_address: '192.0.2.7' } },
  });
  /** @type {import('./client.mjs').Target} */
  const empty = {
    name: 'empty SDK server',
    args: [file('baseline/server.mjs')],
    cwd: folder,
    env,
    call: { name: 'tool_1', arguments: { name: 'x' } },
  };
  const first = { ...mcm('mcm, first start'), env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' } };
  /** @type {readonly (readonly [Scenario, readonly import('./client.mjs').Target[]])[]} */
  const scenarios = [
    [coldStart, [mcm('mcm'), mcm('mcm, JSON config', json), mcm('mcm, .ts config', ts), first, empty]],
    ...(process.platform === 'win32' ? [] : [/** @type {const} */ ([memory, [mcm('mcm'), empty]])]),
    [toolList, [mcm('mcm'), mcm('mcm, brief', brief), empty]],
    [call, [mcm('mcm', inMemory), empty]],
  ];
  const results = [];
  for (const [scenario, targets] of scenarios)
    results.push(summarise(scenario, targets, await measure(scenario, targets)));
  const overClouds = await fleet(folder, options.quick);
  console.log(
    options.json
      ? JSON.stringify({ node: process.version, rounds, results, fleet: overClouds }, null, 2)
      : `${table(results)}\n\n${fleetTables(overClouds)}`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * One figure for each target in each round. The targets take turns, and the first of a round changes, so that what
 * else the machine does meanwhile touches all alike. The first round fills the disk's cache and does not count.
 *
 * @param {Scenario} scenario
 * @param {readonly import('./client.mjs').Target[]} targets
 */
async function measure(scenario, targets) {
  /** @type {Record<string, number[]>} */
  const figures = Object.fromEntries(targets.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? targets : [...targets].reverse();
    for (const target of order) {
      const figure = await scenario.measure(target);
      if (round > 0) figures[target.name]?.push(figure);
    }
  }
  return figures;
}
