import { listTools, start } from '../client.mjs';

/** @type {import('../run.mjs').Scenario} */
export const coldStart = {
  name: 'cold-start',
  title: 'From spawn to an answered tools/list',
  unit: 'ms',
  async measure(target) {
    const client = start(target);
    try {
      await listTools(client);
      return performance.now() - client.spawned;
    } finally {
      await client.close();
    }
  },
};
