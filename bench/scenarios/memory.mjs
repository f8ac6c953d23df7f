import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { listTools, start } from '../client.mjs';

/** @type {import('../run.mjs').Scenario} */
export const memory = {
  name: 'memory',
  title: 'Resident memory after an answered tools/list',
  unit: 'MiB',
  async measure(target) {
    const client = start(target);
    try {
      await listTools(client);
      return residentKib(client.pid) / 1024;
    } finally {
      await client.close();
    }
  },
};

/** @param {number} pid */
function residentKib(pid) {
  if (process.platform === 'linux') {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
