import { listTools, start } from '../client.mjs';

const LISTS = 100;

/**
 * One `tools/list` of a server that runs: mcm makes its list of 33 tools, with output schemas, from what was published at the start; the
 * empty server makes its thirty from schemas. The median of many, without the first twenty, in which code is compiled.
 *
 * @type {import('../run.mjs').Scenario}
 */
export const toolList = {
  name: 'tools-list',
  title: 'One tools/list',
  unit: 'ms',
  async measure(target) {
    const client = start(target);
    try {
      await listTools(client);
      const times = [];
      for (let number = 0; number < LISTS; number += 1) {
        const before = performance.now();
        await client.request('tools/list');
        times.push(performance.now() - before);
      }
      const sorted = times.slice(20).sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? NaN;
    } finally {
      await client.close();
    }
  },
};
