import { listTools, start } from '../client.mjs';

const CALLS = 200;

/**
 * One read on a provider in memory, through the whole pipeline and into the audit, beside a tool of the empty server. The median of many
 * calls one after the other, without the first fifty, in which code is compiled.
 *
 * @type {import('../run.mjs').Scenario}
 */
export const call = {
  name: 'tools-call',
  title: 'One tools/call',
  unit: 'ms',
  async measure(target) {
    const client = start(target);
    try {
      await listTools(client);
      const times = [];
      for (let number = 0; number < CALLS; number += 1) {
        const before = performance.now();
        const { isError } = await client.request('tools/call', target.call);
        times.push(performance.now() - before);
        if (isError === true) throw new Error(`${target.name} answered a call with an error`);
      }
      const sorted = times.slice(50).sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? NaN;
    } finally {
      await client.close();
    }
  },
};
